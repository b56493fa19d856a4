from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.web.reading.layout import CLAUSES
from adapters.web.roles import Role
from tests.adapters.web.harness import serving
from tests.adapters.web.reading.conftest import Shelf
from tests.bot.conftest import Clock


def test_a_citation_opens_the_document_at_the_clause(shelf: Shelf) -> None:
    with shelf.served.client(Role.EMPLOYEE) as ann:
        page = ann.get(shelf.link("policy", "1.2"))
    assert page.status_code == 200
    assert "<h1>Posting Rules</h1>" in page.text
    assert page.text.count('id="clause"') == 1
    cited = page.text.split('id="clause"')[1].split("</div>")[0]
    assert "Pictures of the harbor may be posted." in cited
    assert "In force since 2025-01-01" in cited
    assert "version 1.0" in cited
    assert 'href="https://agency.example/posting"' in page.text


def test_a_list_is_read_below_what_leads_into_it(shelf: Shelf) -> None:
    with shelf.served.client(Role.EMPLOYEE) as ann:
        page = ann.get(shelf.link("policy", "2.1(b)"))
    assert page.text.count("Comments stay, except:") == 1
    assert re.findall(r'class="clause-number"[^>]*>([^<]+)<', page.text) == [
        "1.1", "1.2", "2.1", "2.1(a)", "2.1(b)",
    ]  # fmt: skip


def test_the_version_cited_stays_and_says_what_holds_now(shelf: Shelf) -> None:
    old = shelf.link("policy", "1.1"), shelf.link("policy", "1.2")
    shelf.add_policy("2.0", "2026-01-01", "No pictures of crime scenes or accidents.")
    new = shelf.link("policy", "1.1")
    with shelf.served.client(Role.EMPLOYEE) as ann:
        changed, same = (ann.get(link).text for link in old)
        current = ann.get(new).text
    assert "No pictures of crime scenes." in changed
    assert "It ended on 2025-12-31. The clause reads differently" in changed
    assert f'href="{new}#clause"' in changed
    assert "The clause reads the same in the current version." in same
    assert "no longer in force" not in current


def test_a_clause_that_is_gone_from_the_current_version_is_told(shelf: Shelf) -> None:
    old = shelf.link("policy", "2.1(b)")
    shelf.add("policy.md", b"---\nid: policy\neffective_from: 2026-01-01\n---\n# P\n\n1.1 New.")
    with shelf.served.client(Role.EMPLOYEE) as ann:
        assert "The clause isn&#39;t at this place any more" in ann.get(old).text


def test_a_link_to_an_unknown_clause_opens_the_document_and_says_so(shelf: Shelf) -> None:
    with shelf.served.client(Role.EMPLOYEE) as ann:
        page = ann.get(f"/read/{shelf.version('policy').id}", params={"clause": "no such"})
    assert page.status_code == 200
    assert "isn&#39;t in this version" in page.text
    assert 'id="clause"' not in page.text


@pytest.mark.parametrize("path", ["", "/original", "/pages/1", "/file"])
def test_what_is_not_theirs_is_nowhere_for_them(shelf: Shelf, path: str) -> None:
    hidden = f"/read/{shelf.version('files').id}{path}"
    with shelf.served.client(Role.EMPLOYEE) as ann:
        answers = [ann.get(hidden), ann.get(f"/read/{'0' * 64}{path}")]
    assert [one.status_code for one in answers] == [404, 404]
    assert "Personnel" not in answers[0].text
    said = [re.findall("There is no such document[^<]*", one.text) for one in answers]
    assert said[0] == said[1]


def test_its_groups_and_the_office_read_a_closed_document(shelf: Shelf) -> None:
    closed = shelf.link("files", "1.1")
    with shelf.served.client(Role.EMPLOYEE, name="kim", groups=("hr",)) as kim:
        assert "Nobody takes a file home." in kim.get(closed).text
    for role in (Role.OFFICER, Role.ADMINISTRATOR):
        with shelf.served.client(role) as office:
            page = office.get(closed).text
            assert "Nobody takes a file home." in page
            assert "Only for hr" in page
    with shelf.served.client(Role.EVALUATOR) as eve:
        assert eve.get(closed).status_code == 404


def test_a_draft_is_read_by_the_office_alone(shelf: Shelf) -> None:
    draft = shelf.add_policy("2.0", "2026-01-01", "Ask first.", publish=False)
    link = shelf.link("policy", "1.1", draft)
    with shelf.served.client(Role.OFFICER) as office:
        assert "Only a draft holds this version." in office.get(link).text
    with shelf.served.client(Role.EMPLOYEE) as ann:
        assert ann.get(link).status_code == 404


def test_what_was_withdrawn_is_told_and_not_shown(shelf: Shelf) -> None:
    link = shelf.link("policy", "1.1")
    library = shelf.served.assistant.library
    library.publish(library.remove("policy"))
    with shelf.served.client(Role.EMPLOYEE) as ann:
        page = ann.get(link)
    assert page.status_code == 404
    assert "withdrawn" in page.text
    assert "crime scenes" not in page.text
    with shelf.served.client(Role.OFFICER) as office:
        assert "crime scenes" in office.get(link).text


def test_who_has_not_signed_in_is_asked_to(shelf: Shelf) -> None:
    with shelf.served.client() as nobody:
        answer = nobody.get(shelf.link("policy", "1.1"))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2Fread%2F")


def test_strangers_read_what_is_public_where_they_may_ask(shelf: Shelf, clock: Clock) -> None:
    public, closed = shelf.link("policy", "1.1"), shelf.link("files", "1.1")
    shelf.served.assistant.library.close()
    with (
        serving(shelf.papers.parent, clock, web_strangers="public") as open_,
        open_.client() as nobody,
    ):
        assert "crime scenes" in nobody.get(public).text
        assert nobody.get(closed).status_code == 404


def test_a_long_document_is_read_part_by_part(shelf: Shelf) -> None:
    count = 2 * CLAUSES + 10
    lines = "\n\n".join(f"{n // 10}.{n % 10 + 1} Rule {n} holds." for n in range(10, count + 10))
    shelf.add("long.md", f"---\nid: long\n---\n# Long\n\n{lines}".encode())
    version = shelf.version("long").id
    with shelf.served.client(Role.EMPLOYEE) as ann:
        first, at = ann.get(f"/read/{version}").text, ann.get(shelf.link("long", "26.1")).text
        last, beyond = (ann.get(f"/read/{version}?part={n}").text for n in (3, 99))
    assert first.count('class="clause-number"') == CLAUSES
    assert "Part 1 of 3" in first
    assert "Part 2 of 3" in at
    assert at.count('id="clause"') == 1
    assert "clause=" not in at.split('aria-label="Parts of the document"')[1].split("</nav>")[0]
    assert last == beyond.replace("part=99", "part=3")


def test_mark_up_in_a_document_is_text(shelf: Shelf, tmp_path: Path) -> None:
    del tmp_path
    shelf.add("evil.txt", b"1.1 <script>alert(1)</script> & <b>bold</b>")
    clause = shelf.served.assistant.library.show("evil.txt").clauses[0]
    with shelf.served.client(Role.EMPLOYEE) as ann:
        page = ann.get(f"/read/{shelf.version('evil.txt').id}?clause={clause.id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold" in page
