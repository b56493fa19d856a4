"""Which document a file becomes a version of, and that none is opened to everybody by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.web.roles import Role
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from tests.adapters.web.documents.test_documents import done, send, take_in
from tests.adapters.web.harness import Client, Served

BY_FRONT_MATTER = "---\nid: files.md\n---\n# Personnel Files\n\n2.1 Files are kept in a safe.\n"
BY_META = (
    '<html><head><meta name="id" content="files.md"></head>'
    "<body><h1>Personnel Files</h1><p>2.1 Files are kept in a safe.</p></body></html>"
)
READERS = ("board", "hr")


@pytest.fixture
def officer(served: Served) -> Iterator[Client]:
    with served.client(Role.OFFICER) as client:
        yield client


@pytest.fixture
def library(served: Served) -> Library:
    return served.assistant.library


def groups(library: Library, result: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return who reads each document in the draft that a job has made."""
    return {d.document: d.groups for d in library.documents(result["draft"])}


@pytest.mark.parametrize(
    ("name", "text"), [("Neues Blatt.md", BY_FRONT_MATTER), ("sheet.html", BY_META)]
)
def test_a_file_that_says_whose_version_it_is_keeps_the_readers(
    served: Served, officer: Client, library: Library, name: str, text: str
) -> None:
    before = library.held("files.md")[0].version.id
    batch = send(officer, {name: text})
    page = officer.get(f"/documents/add?batch={batch}").text
    assert 'a new version of <a href="/documents/of/files.md">Personnel Files</a>' in page
    assert "read by board, hr as before" in page
    assert "another document" not in page

    answer = officer.press("/documents/add", {"batch": batch})
    job = served.parts.jobs.show(int(answer.headers["location"].rpartition("/")[2]))
    assert job.about["seen"] == {"files.md": before}
    result = done(served, answer)

    assert groups(library, result)["files.md"] == READERS
    assert len(library.documents(result["draft"])) == len(library.documents())
    report = officer.get(result["to"]).text
    assert "so that stays as it was: board, hr" in report
    assert "→ everybody" not in report


def test_what_becomes_known_late_keeps_the_readers_all_the_same(
    served: Served, officer: Client, library: Library
) -> None:
    uploads = Uploads(served.parts.settings.data / "uploads")
    batch = uploads.begin()
    uploads.put(batch, "sheet.html", BY_META.encode())
    page = officer.get(f"/documents/add?batch={batch}").text
    assert "couldn&#39;t be read yet" in page or "couldn't be read yet" in page

    result = take_in(served, officer, batch)

    assert groups(library, result)["files.md"] == READERS
    assert "so that stays as it was: board, hr" in officer.get(result["to"]).text


def test_what_cant_be_read_isnt_taken_in(served: Served, officer: Client) -> None:
    result = take_in(served, officer, send(officer, {"files.md": "---\nid: x\n# No end\n"}))
    assert result["draft"] is None
    assert "its header has no end" in officer.get(result["to"]).text.lower()
    assert "1 file arrived" in officer.get(f"/documents/add?batch={result['batch']}").text


def test_readers_that_a_file_names_itself_count(
    served: Served, officer: Client, library: Library
) -> None:
    said = BY_FRONT_MATTER.replace("---\n#", "groups: [legal]\n---\n#")
    batch = send(officer, {"files.md": said})
    assert "as before" not in officer.get(f"/documents/add?batch={batch}").text
    result = take_in(served, officer, batch)
    assert groups(library, result)["files.md"] == ("legal",)
    assert "board, hr → legal" in officer.get(result["to"]).text


def test_who_says_that_everybody_may_read_it_is_heard(
    served: Served, officer: Client, library: Library
) -> None:
    batch = send(officer, {"sheet.md": BY_FRONT_MATTER})
    told = {"batch": batch, "name": "sheet.md", "public": "yes"}
    assert officer.press("/documents/files/details", told).status_code == 303
    assert groups(library, take_in(served, officer, batch))["files.md"] == ()


@pytest.mark.parametrize(
    ("sidecar", "outcome"),
    [("Groups: legal\n", ("legal",)), ("grups: legal\n", None), ("ID: files.md\n", READERS)],
)
def test_keys_of_a_sidecar_count_as_in_a_folder(
    served: Served, officer: Client, library: Library, sidecar: str, outcome: tuple[str, ...] | None
) -> None:
    text = "# Fleet\n\n1.1 Cars are washed.\n"
    result = take_in(served, officer, send(officer, {"fleet.md": text, "fleet.md.yaml": sidecar}))
    found = groups(library, result) if result["draft"] else {}
    assert found.get("files.md" if outcome == READERS else "fleet.md") == outcome


def test_what_was_withdrawn_comes_back_with_its_readers(
    served: Served, officer: Client, library: Library
) -> None:
    library.publish(library.remove("files.md"))
    result = take_in(served, officer, send(officer, {"sheet.md": BY_FRONT_MATTER}))
    assert groups(library, result)["files.md"] == READERS


def test_another_document_of_a_name_that_was_sent_before_is_another_one(
    served: Served, officer: Client, library: Library
) -> None:
    text = "# Fleet\n\n1.1 Cars are washed.\n"
    first = take_in(served, officer, send(officer, {"fleet.md": text}), groups="legal")
    library.publish(first["draft"])

    batch = send(officer, {"fleet.md": text.replace("Cars", "Boats")})
    second = take_in(served, officer, batch, apart="fleet.md")

    found = groups(library, second)
    assert (found["fleet.md"], found["uploads/fleet.md"]) == (("legal",), ())


def test_of_several_documents_of_a_name_the_one_that_was_sent_is_meant(
    served: Served, officer: Client, library: Library
) -> None:
    text = "# Fleet\n\n1.1 Cars are washed.\n"
    sent = {"fleet.md": text, "fleet.txt": text}
    library.publish(take_in(served, officer, send(officer, sent), groups="legal")["draft"])
    changed = send(officer, {"fleet.md": text.replace("Cars", "Boats")})
    assert groups(library, take_in(served, officer, changed))["fleet.md"] == ("legal",)


def test_what_was_removed_from_the_list_stands_in_the_audit_log(
    served: Served, officer: Client
) -> None:
    batch = send(officer, {"a.md": "# A\n\nA.\n", "b.md": "# B\n\nB.\n", "c.md": "# C\n\nC.\n"})
    officer.press("/documents/files/drop", {"batch": batch, "drop": "a.md"})
    officer.press("/documents/files/discard", {"batch": batch})
    told = [(one.what, one.detail) for one in served.parts.audit.lines(2)]
    what = "removed files that waited"
    assert told == [(what, {"files": 2}), (what, {"files": 1})]
