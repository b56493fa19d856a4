from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.intake import sources
from knowledge.intake.finding import find
from knowledge.intake.sources import Reading, Source
from knowledge.loading.isolation import Reader

TEXT = "# Gifts\n\n1.1 No gifts are accepted.\n\n1.2 Mugs are gifts.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running


def source(file: Path) -> Source:
    return sources.open_source(find([file])[0][0])


def read(reader: Reader, file: Path) -> Reading:
    return sources.read(reader, source(file))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "gifts.md"
    made.write_text(TEXT)
    return made


def test_a_file_becomes_header_and_clauses(reader: Reader, file: Path) -> None:
    reading = read(reader, file)
    assert (reading.header.document, reading.header.title) == ("gifts.md", "Gifts")
    assert [clause.number for clause in reading.clauses] == ["1.1", "1.2"]


def test_a_sidecar_tells_the_header_and_wins(reader: Reader, file: Path) -> None:
    file.write_text(f"---\ntitle: From within\nowner: HR\n---\n\n{TEXT}")
    (file.parent / "gifts.md.yaml").write_text("title: From beside\n")
    header = read(reader, file).header
    assert (header.title, header.owner) == ("From beside", "HR")


@pytest.mark.parametrize(
    "sidecar",
    ["title: [unclosed", "- a list", "just words", "\x00", "a: &a [*a]\nb: *c", "{" * 5000],
)
def test_a_sidecar_that_cant_be_read_is_named(reader: Reader, file: Path, sidecar: str) -> None:
    (file.parent / "gifts.md.yaml").write_text(sidecar)
    with pytest.raises(UnreadableDocument, match=r"gifts\.md\.yaml"):
        read(reader, file)


@pytest.mark.parametrize("suffix", [".yml", ".YAML", ".YML"])
def test_a_header_under_a_wrong_name_fails_its_document(file: Path, suffix: str) -> None:
    (file.parent / f"gifts.md{suffix}").write_text("groups: [hr]\n")
    with pytest.raises(UnreadableDocument, match=r"Rename it to gifts\.md\.yaml"):
        source(file)


def test_a_header_that_is_a_link_or_a_folder_fails_its_document(file: Path) -> None:
    beside = file.parent / "gifts.md.yaml"
    (file.parent / "shared.txt").write_text("groups: [hr]\n")
    beside.symlink_to(file.parent / "shared.txt")
    with pytest.raises(UnreadableDocument, match=r"gifts\.md\.yaml is a link"):
        source(file)
    beside.unlink()
    beside.symlink_to(file.parent / "gone.txt")
    with pytest.raises(UnreadableDocument, match=r"gifts\.md\.yaml is a link"):
        source(file)
    beside.unlink()
    beside.mkdir()
    with pytest.raises(UnreadableDocument, match=r"gifts\.md\.yaml is a link or no file"):
        source(file)


def test_the_stamp_depends_on_bytes_and_sidecar_alone(file: Path) -> None:
    first = source(file).stamp
    assert source(file).stamp == first
    (file.parent / "gifts.md.yaml").write_text("title: Beside\n")
    second = source(file).stamp
    file.write_text(TEXT + "\n")
    assert len({first, second, source(file).stamp}) == 3


def test_a_version_is_the_same_when_the_same_is_read_from_it(reader: Reader, file: Path) -> None:
    once, again = (sources.version(source(file), read(reader, file)) for _ in range(2))
    assert once == again
    (file.parent / "gifts.md.yaml").write_text("owner: HR\n")
    assert sources.version(source(file), read(reader, file)).id != once.id


def test_a_document_without_text_is_refused(reader: Reader, file: Path) -> None:
    file.write_text("---\ntitle: Gifts\n---\n")
    with pytest.raises(UnreadableDocument, match="no text"):
        read(reader, file)


def test_a_file_larger_than_the_limit_isnt_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    with pytest.raises(UnreadableDocument, match="limit"):
        source(file)


def test_a_file_that_went_meanwhile_is_named(file: Path) -> None:
    found = find([file])[0][0]
    file.unlink()
    with pytest.raises(UnreadableDocument, match=r"gifts\.md: it can't be opened"):
        sources.open_source(found)
