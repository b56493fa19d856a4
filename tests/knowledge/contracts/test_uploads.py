from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import UnknownDocument
from knowledge.intake.sidecar import header_data
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.register import Change, Standing, Wanted, chosen
from knowledge.report import AddReport
from tests.knowledge.contracts.conftest import GIFTS, RECORDS


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def sent(library: Library, uploads: Uploads, name: str, text: str, **header: object) -> AddReport:
    batch = uploads.begin()
    uploads.put(batch, name, text.encode())
    uploads.describe(batch, name, header)
    return library.add([*uploads.found(batch, library.basis()).values()], publish=True)


def test_a_file_that_was_sent_becomes_a_document_under_its_name(
    library: Library, uploads: Uploads
) -> None:
    report = sent(library, uploads, "gifts.md", GIFTS, owner="Ethics", groups=["hr"])

    assert [(d.document, d.status) for d in report.documents] == [("gifts.md", "added")]
    (listed,) = library.documents()
    assert (listed.path, listed.owner, listed.groups) == ("gifts.md", "Ethics", ("hr",))
    again = sent(library, uploads, "gifts.md", GIFTS, owner="Ethics", groups=["hr"])
    assert [d.status for d in again.documents] == ["unchanged"]


def test_what_replaces_a_document_of_a_folder_is_the_same_document(
    library: Library, shelf: Path, uploads: Uploads
) -> None:
    library.add([shelf], publish=True)

    report = sent(library, uploads, "Gifts 2027.txt", GIFTS + "\n1.3 No flowers.", id="gifts.md")

    assert [(d.document, d.status) for d in report.documents] == [("gifts.md", "changed")]
    assert [(d.document, d.path) for d in library.documents()] == [
        ("gifts.md", "gifts.txt"),
        ("records.md", "records.md"),
    ]


def test_another_document_of_the_same_name_gets_an_id_of_its_own(
    library: Library, shelf: Path, uploads: Uploads
) -> None:
    library.add([shelf], publish=True)
    report = sent(library, uploads, "gifts.md", RECORDS)
    assert [d.document for d in report.documents] == ["uploads/gifts.md"]


def test_header_data_alone_makes_a_version_of_the_same_clauses(
    library: Library, shelf: Path, uploads: Uploads
) -> None:
    library.add([shelf], publish=True)
    shown = library.show("gifts.md")
    data = header_data(shown.version.header) | {"next_review": "2027-01-31", "groups": ["hr"]}

    report = sent(library, uploads, "gifts.md", GIFTS, **data)

    (document,) = report.documents
    assert [(c.key, c.after) for c in document.header] == [
        ("groups", "hr"),
        ("next_review", "2027-01-31"),
    ]
    assert (document.added, document.changed, document.removed) == (0, 0, 0)
    assert library.show("gifts.md").clauses == shown.clauses
    assert library.documents()[0].next_review == date(2027, 1, 31)


def test_what_was_withdrawn_is_listed_and_comes_back_as_it_was(
    library: Library, shelf: Path
) -> None:
    library.add([shelf], publish=True)
    before = library.documents()
    library.publish(library.remove("gifts.md"))
    assert [(e.header.document, e.standing) for e in library.withdrawn()] == [
        ("gifts.md", Standing.WITHDRAWN)
    ]

    draft = library.bring_back("gifts.md", who="ada", note="needed again")

    assert library.documents(draft) == before
    assert library.revisions()[0].who == "ada"
    library.publish(draft)
    assert library.withdrawn() == ()


def test_a_document_comes_back_as_a_revision_held_it(library: Library, shelf: Path) -> None:
    first = library.add([shelf], publish=True).revision
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))
    library.add([shelf], publish=True)
    other = library.remove("records.md")

    draft = library.bring_back("gifts.md", first, onto=other)

    assert [d.document for d in library.documents(draft)] == ["gifts.md"]
    assert "twenty" in library.show("gifts.md", draft).clauses[1].text


def test_what_never_was_there_cant_come_back(library: Library, shelf: Path) -> None:
    with pytest.raises(UnknownDocument):
        library.bring_back("gifts.md")
    first = library.add([shelf / "gifts.md"], publish=True).revision
    library.add([shelf / "records.md"])
    with pytest.raises(UnknownDocument):
        library.bring_back("records.md")
    with pytest.raises(UnknownDocument):
        library.bring_back("records.md", first)


def test_the_versions_of_a_document_tell_who_held_them(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))
    library.add([shelf], publish=True)
    library.remove("records.md")
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "forty"))
    library.add([shelf])

    drafted, now, then = library.versions("gifts.md")

    assert (drafted.first, drafted.last, drafted.published, drafted.live) == (4, 4, None, False)
    assert (now.first, now.last, now.live) == (2, 3, True)
    assert (then.first, then.last, then.live) == (1, 1, False)
    assert now.published is not None
    assert then.published is not None
    assert then.published < now.published
    with pytest.raises(UnknownDocument):
        library.versions("uniforms.md")


def test_the_register_tells_what_the_draft_does(library: Library, shelf: Path) -> None:
    library.add([shelf], publish=True)
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))
    (shelf / "uniforms.md").write_text("# Uniforms\n\nUniforms are worn on duty.\n")
    draft = library.add([shelf]).revision
    draft = library.remove("records.md", onto=draft)

    assert [(e.header.title, e.change) for e in library.register(draft)] == [
        ("Gifts", Change.CHANGED),
        ("Records", Change.WITHDRAWN),
        ("Uniforms", Change.ADDED),
    ]
    assert [(e.header.title, e.change) for e in library.register()] == [
        ("Gifts", None),
        ("Records", None),
    ]
    found = chosen(library.register(draft), Wanted(words="UNI forms"))
    assert [e.header.title for e in found] == ["Uniforms"]
