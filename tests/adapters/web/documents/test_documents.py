"""Documents over HTTP, as without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.web.documents.taking import BRING_BACK, WITHDRAW
from adapters.web.roles import Role
from bot.model import Person
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.reviewing import Reviewing
from tests.adapters.web.harness import Client, Served

TRAVEL = "# Travel\n\n1.1 Trains come first.\n\n1.2 Flights need approval.\n"
GIFTS = "---\ntitle: Gift Rules\n---\n# Gift Rules\n\n1.1 No gifts at all.\n"
FILES = "# Personnel Files\n\n2.1 Medical certificates are kept in a safe.\n"


@pytest.fixture
def officer(served: Served) -> Iterator[Client]:
    with served.client(Role.OFFICER) as client:
        yield client


@pytest.fixture
def library(served: Served) -> Library:
    return served.assistant.library


def hidden(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, f"the page has no {name}"
    return found[1]


def send(officer: Client, files: dict[str, str], batch: str = "") -> str:
    sent = [("file", (name, text.encode())) for name, text in files.items()]
    answer = officer.press("/documents/files", {"batch": batch}, files=sent)
    assert answer.status_code == 303
    return answer.headers["location"].partition("batch=")[2]


def done(served: Served, answer: httpx.Response) -> dict[str, Any]:
    """Wait for the job that a press has begun, and return what came of it."""
    assert answer.status_code == 303, answer.text
    served.finish()
    job = served.parts.jobs.show(int(answer.headers["location"].rpartition("/")[2]))
    assert job.state == "done", job.fault
    assert job.result is not None
    return dict(job.result)


def take_in(served: Served, officer: Client, batch: str, **fields: Any) -> dict[str, Any]:
    return done(served, officer.press("/documents/add", {"batch": batch, **fields}))


def press_on(officer: Client, path: str, document: str, **fields: str) -> httpx.Response:
    page = officer.get(f"/documents/of/{document}")
    told = {"document": document, "seen": hidden(page, "seen"), **fields}
    return officer.press(path, told)


def test_the_list_shows_what_people_are_answered_from(officer: Client) -> None:
    page = officer.get("/documents")
    assert page.status_code == 200
    assert "1–5 of 5 documents" in page.text
    assert "Social Media Policy" in page.text


def test_the_list_is_searched_and_filtered(officer: Client) -> None:
    found = officer.get("/documents", params={"q": "GIFT"}).text
    assert "Gift Rules" in found
    assert "Personnel Files" not in found
    restricted = officer.get("/documents", params={"group": "hr"}).text
    assert "Personnel Files" in restricted
    assert "Gift Rules" not in restricted
    assert "No document fits" in officer.get("/documents", params={"q": "zebra"}).text
    assert officer.get("/documents", params={"from": "99999999999999999999"}).status_code == 200


def test_files_that_were_sent_become_a_draft_with_a_report(
    served: Served, officer: Client, library: Library
) -> None:
    batch = send(officer, {"travel.md": TRAVEL, "gifts.md": GIFTS, "picture.png": "x"})
    page = officer.get(f"/documents/add?batch={batch}").text
    assert "2 files arrived" in page
    assert "aren&#39;t read" in page
    assert 'a new version of <a href="/documents/of/gifts.md">Gift Rules</a>' in page

    result = take_in(served, officer, batch, note="Spring", owner="Travel office")

    draft = result["draft"]
    assert library.revisions()[0].note == "Spring"
    held = {d.document: d for d in library.documents(draft)}
    assert (held["travel.md"].owner, held["gifts.md"].owner) == ("Travel office", "Travel office")
    assert "travel.md" not in {d.document for d in library.documents()}
    report = officer.get(result["to"]).text
    assert "New version: 1" in report
    assert "1 clause: 1 new, 0 changed, 0 moved, 2 removed." in report
    listed = officer.get("/documents", params={"state": "draft"}).text
    assert "New in the draft" in listed
    assert "Changed in the draft" in listed


def test_what_is_added_later_goes_into_the_open_draft(
    served: Served, officer: Client, library: Library
) -> None:
    first = take_in(served, officer, send(officer, {"travel.md": TRAVEL}))["draft"]
    batch = send(officer, {"gifts.md": GIFTS})
    second = take_in(served, officer, batch, draft=str(first))["draft"]
    third = take_in(served, officer, send(officer, {"cars.md": "# Cars\n\nCars.\n"}), draft="new")

    documents = {d.document for d in library.documents(second)}
    assert {"travel.md", "gifts.md"} <= documents
    assert "travel.md" not in {d.document for d in library.documents(third["draft"])}


def test_a_draft_that_has_grown_meanwhile_grows_on(
    served: Served, officer: Client, library: Library
) -> None:
    first = take_in(served, officer, send(officer, {"travel.md": TRAVEL}))["draft"]
    take_in(served, officer, send(officer, {"cars.md": "# Cars\n\nCars.\n"}), draft=str(first))

    batch = send(officer, {"planes.md": "# Planes\n\nPlanes.\n"})
    last = take_in(served, officer, batch, draft=str(first))["draft"]

    assert {"travel.md", "cars.md", "planes.md"} <= {d.document for d in library.documents(last)}


def test_what_is_restricted_stays_so_when_a_new_file_says_nothing(
    served: Served, officer: Client, library: Library
) -> None:
    draft = take_in(served, officer, send(officer, {"files.md": FILES}))["draft"]
    held = {d.document: d for d in library.documents(draft)}
    assert held["files.md"].groups == ("board", "hr")


def test_a_file_of_the_same_name_may_be_another_document(
    served: Served, officer: Client, library: Library
) -> None:
    batch = send(officer, {"files.md": FILES})
    draft = take_in(served, officer, batch, apart="files.md")["draft"]
    assert {"files.md", "uploads/files.md"} <= {d.document for d in library.documents(draft)}


def test_what_fails_waits_until_its_details_are_right(
    served: Served, officer: Client, library: Library
) -> None:
    bad = "---\neffective_from: soon\n---\n" + TRAVEL
    result = take_in(served, officer, send(officer, {"travel.md": bad, "gifts.md": GIFTS}))
    report = officer.get(result["to"]).text
    assert "Not taken in: 1" in report
    assert "In force from is &#39;soon&#39;" in report

    details = {"batch": result["batch"], "name": "travel.md"}
    wrong = officer.press("/documents/files/details", details | {"effective_from": "never"})
    assert wrong.status_code == 422
    assert 'value="never"' in wrong.text
    both = officer.press("/documents/files/details", details | {"groups": "hr", "public": "yes"})
    assert "not both" in both.text
    right = officer.press("/documents/files/details", details | {"effective_from": "2026-06-01"})
    assert right.status_code == 303
    again = take_in(served, officer, result["batch"], draft=str(result["draft"]))

    assert "travel.md" in {d.document for d in library.documents(again["draft"])}
    assert Uploads(served.parts.settings.data / "uploads").batches() == ()


def test_details_are_changed_in_a_form_and_make_a_version(
    served: Served, officer: Client, library: Library
) -> None:
    page = officer.get("/documents/details", params={"document": "gifts.md"})
    assert 'value="purchasing"' in page.text
    fields = {
        "document": "gifts.md",
        "of": hidden(page, "of"),
        "version": "2.1",
        "seen": hidden(page, "seen"),
        "title": "Gift Rules",
        "groups": "hr, board",
        "next_review": "2026-05-01",
    }

    result = done(served, officer.press("/documents/details", fields))

    assert result["to"] == "/documents/of/gifts.md"
    entry = {e.header.document: e for e in library.register(result["draft"])}["gifts.md"]
    assert entry.change == "changed"
    held = {d.document: d for d in library.documents(result["draft"])}["gifts.md"]
    assert (held.groups, held.audience, held.version) == (("board", "hr"), (), "2.1")
    shown = officer.get("/documents/of/gifts.md").text
    assert "Read by: nothing → board, hr" in shown
    assert "Next review: nothing → 2026-05-01" in shown


def test_details_with_faults_are_shown_again_as_they_were_typed(officer: Client) -> None:
    page = officer.get("/documents/details", params={"document": "gifts.md"})
    fields = {"document": "gifts.md", "seen": hidden(page, "seen"), "source": "ftp://gifts.gov/a"}
    answer = officer.press("/documents/details", fields)
    assert answer.status_code == 422
    assert "Web address" in answer.text
    assert 'value="ftp://gifts.gov/a"' in answer.text


def test_nothing_changed_is_said_and_makes_no_draft(officer: Client, library: Library) -> None:
    page = officer.get("/documents/details", params={"document": "gifts.md"})
    fields = {
        "document": "gifts.md",
        "seen": hidden(page, "seen"),
        "title": "Gift Rules",
        "audience": "purchasing",
    }
    answer = officer.press("/documents/details", fields)
    assert answer.headers["location"] == "/documents/of/gifts.md"
    assert "Nothing was changed." in officer.get("/documents/of/gifts.md").text
    assert len(library.revisions()) == 1


def test_of_two_officers_the_second_is_shown_what_changed_and_keeps_what_was_typed(
    served: Served, officer: Client, library: Library
) -> None:
    page = officer.get("/documents/details", params={"document": "gifts.md"})
    seen = hidden(page, "seen")
    mine = {"document": "gifts.md", "seen": seen, "title": "Gift Rules", "owner": "Ethics office"}
    with served.client(Role.OFFICER, name="bea") as colleague:
        theirs = mine | {"owner": "Legal office"}
        done(served, colleague.press("/documents/details", theirs))

    answer = officer.press("/documents/details", mine)

    assert answer.status_code == 409
    assert "Owner: nothing became Legal office." in answer.text
    assert 'value="Ethics office"' in answer.text
    told = mine | {"seen": hidden(answer, "seen"), "draft": "2"}
    draft = done(served, officer.press("/documents/details", told))["draft"]
    assert {d.document: d.owner for d in library.documents(draft)}["gifts.md"] == "Ethics office"


def test_what_waited_while_somebody_else_changed_the_same_is_refused(
    served: Served, officer: Client, library: Library
) -> None:
    draft = take_in(served, officer, send(officer, {"travel.md": TRAVEL}))["draft"]
    about = {"document": "gifts.md", "draft": draft}
    seen = {"gifts.md": library.held("gifts.md")[0].version.id}
    who = Person("web:2", "Bea")
    first = served.parts.jobs.begin(WITHDRAW, about | {"seen": seen}, who)
    second = served.parts.jobs.begin(BRING_BACK, about | {"seen": seen}, who)
    served.finish()

    states = [served.parts.jobs.show(job) for job in (first, second)]
    assert [job.state for job in states] == ["done", "failed"]
    assert "Somebody else changed gifts.md" in states[1].fault
    (kept,) = Reviewing(library.database).drafts()
    assert "gifts.md" not in {d.document for d in library.documents(kept.id)}


def test_a_document_keeps_its_id_and_readers_when_its_file_is_replaced(
    served: Served, officer: Client, library: Library
) -> None:
    page = officer.get("/documents/replace", params={"document": "files.md"})
    assert 'value="board, hr"' in page.text
    fields = {"document": "files.md", "seen": hidden(page, "seen"), "groups": "board, hr"}
    file = {"file": ("Files 2027.txt", FILES.encode())}

    result = done(served, officer.press("/documents/replace", fields, files=file))

    held = {d.document: d for d in library.documents(result["draft"])}["files.md"]
    assert (held.path, held.groups, held.clauses) == ("files.txt", ("board", "hr"), 1)
    missing = officer.press("/documents/replace", fields)
    assert missing.status_code == 409
    fields["seen"] = hidden(officer.get("/documents/of/files.md"), "seen")
    missing = officer.press("/documents/replace", fields)
    assert missing.status_code == 422
    assert "Choose the new file." in missing.text
    wrong = officer.press("/documents/replace", fields, files={"file": ("a.pdf", b"no pdf at all")})
    assert "the file is damaged or renamed" in wrong.text


def test_withdrawing_and_bringing_back(served: Served, officer: Client, library: Library) -> None:
    draft = done(served, press_on(officer, "/documents/withdraw", "gifts.md"))["draft"]
    assert "takes this document out" in officer.get("/documents/of/gifts.md").text
    library.publish(draft)
    assert "Gift Rules" in officer.get("/documents/withdrawn").text
    assert "Gift Rules" not in officer.get("/documents").text

    back = done(served, press_on(officer, "/documents/bring-back", "gifts.md"))["draft"]
    library.publish(back)

    assert "Gift Rules" in officer.get("/documents").text
    assert "Nothing" not in officer.get("/documents/withdrawn").text


def test_withdrawing_what_somebody_changed_is_refused(served: Served, officer: Client) -> None:
    page = officer.get("/documents/of/gifts.md")
    told = {"document": "gifts.md", "seen": hidden(page, "seen")}
    with served.client(Role.OFFICER, name="bea") as colleague:
        done(served, colleague.press("/documents/withdraw", told))

    answer = officer.press("/documents/withdraw", told)

    assert answer.status_code == 409
    assert "It was withdrawn." in answer.text


def test_what_only_another_draft_has_is_said_to_be_there(served: Served, officer: Client) -> None:
    take_in(served, officer, send(officer, {"travel.md": TRAVEL}))
    take_in(served, officer, send(officer, {"cars.md": "# Cars\n\nCars.\n"}), draft="new")
    page = officer.get("/documents/of/travel.md").text
    assert "In another draft" in page
    assert "Bring it back" not in page


def test_what_isnt_there_is_said(officer: Client) -> None:
    assert officer.get("/documents/of/zebra.md").status_code == 404
    assert officer.get("/documents/details", params={"document": "zebra"}).status_code == 404
    assert officer.get("/documents/add", params={"batch": "../../etc"}).status_code == 404
    assert officer.get("/documents/added/1").status_code == 404
    gone = {"batch": "0123456789abcdef", "name": "a.md"}
    assert officer.press("/documents/files/details", gone).status_code == 404
    assert officer.press("/documents/add", {"batch": gone["batch"]}).status_code == 404


def test_every_change_stands_in_the_audit_log(served: Served, officer: Client) -> None:
    take_in(served, officer, send(officer, {"travel.md": TRAVEL}))
    done(served, press_on(officer, "/documents/withdraw", "gifts.md"))
    done_by_hand = ("withdrew a document", "added documents")
    lines = [line.what for line in served.parts.audit.lines(9) if line.what in done_by_hand]
    assert lines == list(done_by_hand)


def test_titles_are_text_and_not_markup(served: Served, officer: Client) -> None:
    evil = "---\ntitle: <script>alert(1)</script>\n---\n# X\n\nText.\n"
    result = take_in(served, officer, send(officer, {"evil<b>.md": evil}))
    for page in ("/documents", result["to"], "/documents/of/evil<b>.md"):
        assert "<script>alert" not in officer.get(page).text
        assert "<b>" not in officer.get(page).text


def test_all_open_drafts_are_told_of(officer: Client, library: Library, tmp_path: Path) -> None:
    drafts = []
    for number in range(3):
        (tmp_path / "travel.md").write_text(f"{TRAVEL}\n1.3 Case {number} is kept.\n", "utf-8")
        drafts.append(library.add([tmp_path / "travel.md"]).revision)
        shown = officer.get("/documents").text
        assert all(f'href="/drafts/{draft}"' in shown for draft in drafts)
    said = re.sub(r"<[^>]+>", "", shown)
    older = f"what draft {drafts[1]} and draft {drafts[0]} change isn’t"
    assert f"3 drafts are open. What the newest, draft {drafts[2]}, changes is" in said
    assert older in said
    library.discard(drafts[1])
    said = re.sub(r"<[^>]+>", "", officer.get("/documents").text)
    assert f"what draft {drafts[0]} changes isn’t" in said


def test_two_files_of_one_document_are_told_of_as_people_say(
    served: Served, officer: Client
) -> None:
    head = "---\nid: travel\neffective_from: 2026-01-01\n---\n"
    batch = send(officer, {"a.md": head + TRAVEL, "b.md": f"{head}{TRAVEL}\n1.3 Buses.\n"})
    report = officer.get(take_in(served, officer, batch)["to"]).text
    assert "holds from the same day on (2026-01-01)" in report
    assert "another day (In force from)" in report
    assert "effective_from" not in report
