from __future__ import annotations

from html import unescape

from adapters.web.roles import Role
from tests.adapters.web.drafts.made import BOATS, FILES, SOCIAL, draft, version
from tests.adapters.web.harness import Served
from tests.bot.agency import DOCUMENTS


def page(served: Served, path: str, *roles: Role, groups: tuple[str, ...] = ()) -> str:
    with served.client(*(roles or (Role.OFFICER,)), groups=groups) as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_a_list_says_what_becomes_of_how_many_documents(served: Served) -> None:
    draft(served, "The spring revision", social=SOCIAL, boats=BOATS)
    shown = page(served, "/drafts")
    assert "The spring revision" in shown
    assert "1 document new, 1 document changed" in shown
    assert "by Ann Lee" in shown


def test_without_a_draft_the_way_to_the_documents_is_shown(served: Served) -> None:
    assert "Nothing waits to be published" in page(served, "/drafts")


def test_two_drafts_of_one_document_are_told_of(served: Served) -> None:
    draft(served, social=SOCIAL)
    draft(served, social=DOCUMENTS["social.md"].replace("three years", "nine years"))
    shown = page(served, "/drafts")
    assert "There are 2 drafts" in shown
    assert "Another draft changes Social Media Policy, too" in shown


def test_a_draft_lists_documents_with_their_clauses_and_who_may_read_them(served: Served) -> None:
    gifts = DOCUMENTS["gifts.md"].replace("audience: [purchasing]", "groups: [purchasing]")
    number = draft(served, social=SOCIAL, gifts=gifts)
    shown = page(served, f"/drafts/{number}")
    assert "It changes 2 documents" in shown
    assert "May be read by: everybody → purchasing" in shown
    assert "1 changed" in shown


def test_a_document_is_compared_word_by_word(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    at = f"/drafts/{number}/documents/{version(served, number, 'Social Media Policy')}"
    shown = page(served, at)
    assert '[taken out: </span>may<span class="visually-hidden">]</span></del>' in shown
    assert "must never" in shown
    assert "1 clause changed, moved, new or taken out" in shown


def test_what_documents_say_is_never_markup(served: Served) -> None:
    head = "---\ntitle: <script>alert(1)</script>\n---\n# X\n\n"
    number = draft(served, "<b>note</b>", hostile=f"{head}1.1 An <img src=x> is text.\n")
    with served.client(Role.OFFICER) as client:
        listed, shown = client.get("/drafts").text, client.get(f"/drafts/{number}").text
    assert "<b>note" not in listed
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_evaluators_see_nothing_of_documents_that_they_may_not_read(served: Served) -> None:
    number = draft(served, social=SOCIAL, files=FILES)
    hidden = version(served, number, "Personnel Files")
    shown = page(served, f"/drafts/{number}", Role.EVALUATOR)
    assert "Social Media Policy" in shown
    assert "It changes 1 document" in shown
    assert "Personnel" not in shown
    with served.client(Role.EVALUATOR) as client:
        assert client.get(f"/drafts/{number}/documents/{hidden}").status_code == 404
        assert client.get("/history/files.md").status_code == 404
    insider = served.client(Role.EVALUATOR, name="insider", groups=("hr",))
    with insider as client:
        assert client.get(f"/drafts/{number}/documents/{hidden}").status_code == 200


def test_a_document_that_was_opened_to_more_people_is_hidden_by_who_could_read_it_before(
    served: Served,
) -> None:
    number = draft(served, files=DOCUMENTS["files.md"].replace("groups: [hr, board]", "owner: HR"))
    assert "Personnel" not in page(served, f"/drafts/{number}", Role.EVALUATOR)


def test_a_draft_that_is_gone_is_told_kindly(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    served.assistant.library.publish(number)
    with served.client(Role.OFFICER) as client:
        for path in ("", "/impact", "/try", "/publish"):
            answer = client.get(f"/drafts/{number}{path}")
            assert answer.status_code == 404
            assert "isn't a draft any more" in unescape(answer.text)


def test_a_draft_is_discarded_and_what_is_live_stays(served: Served) -> None:
    number, live = draft(served, social=SOCIAL), served.assistant.library.live()
    with served.client(Role.OFFICER) as client:
        assert f'href="/drafts/{number}/discard"' in client.get(f"/drafts/{number}").text
        asked = unescape(client.get(f"/drafts/{number}/discard").text)
        assert "It changes 1 document" in asked
        assert "This can’t be undone" in asked
        answer = client.press(f"/drafts/{number}/discard")
        assert answer.headers["location"] == "/drafts"
        assert f"Draft {number} is discarded" in client.get("/drafts").text
    assert served.assistant.library.live() == live
    assert served.parts.audit.lines(1)[0].what == "discarded a draft"


def test_a_long_draft_is_shown_page_by_page(served: Served) -> None:
    many = {
        f"paper{n}": f"---\ntitle: Paper {n:02}\n---\n# P\n\n1.{n} Text {n}.\n" for n in range(30)
    }
    number = draft(served, **many)
    first, second = (page(served, f"/drafts/{number}?page={n}") for n in (1, 2))
    assert ("Paper 14" in first, "Paper 15" in first) == (True, False)
    assert ("Paper 14" in second, "Paper 15" in second) == (False, True)


def test_two_versions_of_a_document_are_compared(served: Served) -> None:
    served.assistant.library.publish(draft(served, social=SOCIAL))
    draft(served, social=SOCIAL.replace("three years", "nine years"))
    shown = page(served, "/history/social.md")
    assert "3 versions" in shown
    assert ("nine" in shown, "must never" in shown) == (True, False)
    newest, _, oldest = (
        one.filed.version.id for one in served.assistant.library.versions("social.md")
    )
    shown = page(served, f"/history/social.md?before={oldest}&after={newest}")
    assert "2 clauses changed" in shown


def test_a_document_with_one_version_has_nothing_to_compare(served: Served) -> None:
    assert "There is one version" in page(served, "/history/social.md")


def test_one_question_is_asked_of_both_and_nothing_is_kept(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    question = "May I post pictures of my uniform on a personal account?"
    with served.client(Role.OFFICER) as client:
        shown = unescape(client.press(f"/drafts/{number}/try", {"question": question}).text)
    assert "It changes: the same clause in other words" in shown
    assert "Employees may post pictures" in shown
    assert "Employees must never post pictures" in shown
    with served.parts.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM turn").scalar() == 0


def test_a_question_is_tried_as_somebody_who_may_read_more(served: Served) -> None:
    number = draft(served, files=FILES)
    asked = {"question": "Where are medical certificates kept in the personnel file?"}
    with served.client(Role.OFFICER) as client:
        outside = unescape(client.press(f"/drafts/{number}/try", asked).text)
        inside = unescape(client.press(f"/drafts/{number}/try", asked | {"groups": "hr"}).text)
    assert "open part" not in outside
    assert "open part" in inside


def test_an_empty_question_is_asked_of_nobody(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        answer = client.press(f"/drafts/{number}/try", {"question": " "})
    assert answer.status_code == 422
    assert "Write a question" in answer.text
