from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnknownDocument, UnreadableDocument
from knowledge.intake.finding import Found
from knowledge.intake.uploads import ROOT, Uploads
from knowledge.model import Header, Version
from knowledge.revisions import Filed

TEXT = b"# Gifts\n\n1.1 No gifts.\n"


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def filed(document: str, path: str) -> Filed:
    version = Version("v", path, "d", Header(document, "Gifts"))
    return Filed(1, version, "/srv/policies", date(2026, 1, 1), 3)


def names(uploads: Uploads, batch: str) -> list[str]:
    return [one.name for one in uploads.waiting(batch)]


def test_what_was_sent_waits_until_it_is_dropped(uploads: Uploads) -> None:
    batch = uploads.begin()
    assert uploads.put(batch, "gifts.md", TEXT) == "gifts.md"
    uploads.put(batch, "more/records.md", TEXT)
    assert names(uploads, batch) == ["gifts.md", "records.md"]

    uploads.drop(batch, "gifts.md")
    assert names(uploads, batch) == ["records.md"]
    uploads.discard(batch)
    assert uploads.batches() == ()
    with pytest.raises(UnknownDocument, match="Send them again"):
        uploads.waiting(batch)


def test_the_same_name_again_takes_the_files_place(uploads: Uploads) -> None:
    batch = uploads.begin()
    uploads.put(batch, "gifts.md", TEXT)
    uploads.put(batch, "gifts.md", TEXT + TEXT)
    assert [(one.name, one.size) for one in uploads.waiting(batch)] == [("gifts.md", 2 * len(TEXT))]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("gifts.exe", TEXT, "aren't read"),
        ("gifts.docx", b"%PDF-1.7", "but is a PDF"),
        ("gifts.md", b" \n", "empty"),
        ("gifts.md", b"x" * 50_000_001, "50 MB"),
        (".gifts.md", TEXT, "hidden"),
        ("~$gifts.docx", TEXT, "hidden"),
        ("folder/", b"", "empty|aren't read"),
        ("\ud800\x00", TEXT, "no name"),
        ("ä" * 100 + ".md", TEXT, "too long"),
        ("gifts.docx.yaml", b"- a list", "list of keys"),
    ],
)
def test_what_cant_be_a_document_is_refused_when_it_is_sent(
    uploads: Uploads, name: str, data: bytes, reason: str
) -> None:
    batch = uploads.begin()
    with pytest.raises(UnreadableDocument, match=reason):
        uploads.put(batch, name, data)
    assert names(uploads, batch) == []


@given(st.text())
def test_no_name_leads_out_of_the_batch(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    uploads = Uploads(tmp_path_factory.mktemp("uploads"))
    batch = uploads.begin()
    try:
        kept = uploads.put(batch, f"{name}.md", TEXT)
    except UnreadableDocument:
        return
    assert [file.name for file in (uploads.folder / batch).iterdir()] == [kept]
    assert [place.name for place in uploads.folder.iterdir()] == [batch]


@pytest.mark.parametrize("batch", ["..", "../..", "", "0123456789abcdef", "0123456789ABCDEF"])
def test_no_batch_leads_elsewhere(uploads: Uploads, batch: str) -> None:
    uploads.begin()
    with pytest.raises(UnknownDocument):
        uploads.put(batch, "gifts.md", TEXT)
    uploads.discard(batch)
    assert len(uploads.batches()) == 1


def test_a_sidecar_says_what_its_document_doesnt(uploads: Uploads) -> None:
    batch = uploads.begin()
    uploads.put(batch, "gifts.md.yaml", b"groups: [hr]")
    uploads.put(batch, "gifts.md", TEXT)
    assert [one.header for one in uploads.waiting(batch)] == [{"groups": ["hr"]}]

    uploads.describe(batch, "gifts.md", {"id": "gifts", "groups": []})
    (one,) = uploads.waiting(batch)
    assert (one.document, one.header) == ("gifts", {"id": "gifts", "groups": ""})
    uploads.describe(batch, "gifts.md", {})
    assert uploads.waiting(batch)[0].header == {}


def test_only_what_waits_is_described(uploads: Uploads) -> None:
    batch = uploads.begin()
    uploads.put(batch, "records.md.yaml", b"owner: HR")
    for name in ("gifts.md", "../x.md", "", "x" * 300, "a\0.md", "records.md.yaml", "."):
        with pytest.raises(UnknownDocument):
            uploads.describe(batch, name, {"owner": "HR"})


def test_a_file_counts_as_the_one_whose_document_it_replaces(uploads: Uploads) -> None:
    batch = uploads.begin()
    for name in ("new.docx.md", "other.md"):
        uploads.put(batch, name, TEXT)
    uploads.describe(batch, "new.docx.md", {"id": "gifts"})

    found = uploads.found(batch, [filed("gifts", "conduct/gifts.pdf")])

    place = uploads.folder / batch
    assert found == {
        "new.docx.md": Found(place / "new.docx.md", "/srv/policies", "conduct/gifts.md"),
        "other.md": Found(place / "other.md", ROOT, "other.md"),
    }
