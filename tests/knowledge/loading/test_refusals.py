from __future__ import annotations

import io
import zipfile

import pytest

import knowledge.loading
from knowledge.loading import SUFFIXES, load
from tests.knowledge.loading.reading import refusal, zipped

_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
_DOCX = zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"})


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_empty_file_of_any_kind_is_refused(suffix: str) -> None:
    assert refusal(f"a{suffix}", b"").reason == "the file is empty"
    assert refusal(f"a{suffix}", b" \n").reason == "the file is empty"


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_renamed_picture_is_called_what_it_is(suffix: str) -> None:
    assert "PNG picture" in refusal(f"a{suffix}", _PNG).reason


@pytest.mark.parametrize(
    ("path", "data", "called", "right"),
    [
        ("a.docx", b"%PDF-1.7\n", "a PDF", ".pdf"),
        ("a.pdf", _DOCX, "a Word document", ".docx"),
        ("a.md", _DOCX, "a Word document", ".docx"),
        ("a.docx", b"<!DOCTYPE html><p>x", "a web page", ".html"),
        ("a.txt", b"\xef\xbb\xbf<html><p>x", "a web page", ".html"),
        ("a.docx", b"{\\rtf1 x}", "rich text", ""),
        ("a.docx", zipped({"xl/workbook.xml": b""}), "an Excel workbook", ""),
        ("a.docx", zipped({"x.txt": b""}), "a zip archive", ""),
        (
            "a.docx",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "an Open",
            ".odt",
        ),
        ("a.md", b"PK\x03\x04broken", "a damaged zip", ""),
    ],
)
def test_a_wrong_suffix_is_named_with_the_right_one(
    path: str, data: bytes, called: str, right: str
) -> None:
    fault = refusal(path, data)
    assert called in fault.reason
    assert right in fault.remedy


def test_a_container_that_is_no_container_is_damaged() -> None:
    assert "damaged" in refusal("a.docx", b"hello").reason


def test_old_and_locked_office_files_are_told_apart() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
    assert "1997-2003" in refusal("a.docx", ole).reason
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal("a.docx", locked).reason


def test_a_kind_that_is_not_read_is_refused_with_those_that_are() -> None:
    fault = refusal("a.xlsx", b"x")
    assert ".xlsx" in fault.reason
    assert ".docx" in fault.remedy


def test_the_suffix_counts_in_any_case() -> None:
    assert load("A.MD", b"Text").blocks[0].text == "Text"


def test_a_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge.loading, "MAX_BYTES", 1000)
    assert "limit" in refusal("a.md", b"x" * 1001).reason


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_more_text_than_the_limit_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge.loading, "MAX_TEXT", 1000)
    assert load(path, b"x" * 1000).blocks
    assert "1,001 characters" in refusal(path, b"x" * 1001).reason


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".odt"])
def test_a_zip_bomb_is_refused_before_it_unpacks(suffix: str) -> None:
    parts = {
        "word/document.xml": b"<w/>",
        "ppt/presentation.xml": b"<p/>",
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "bomb.xml": b"0" * 20_000_000,
    }
    if suffix != ".odt":
        del parts["mimetype"]
    if suffix == ".pptx":
        del parts["word/document.xml"]
    fault = refusal(f"a{suffix}", zipped(parts))
    assert "zip bomb" in fault.reason
    assert fault.place == "bomb.xml"


def test_a_container_of_very_many_parts_is_a_bomb() -> None:
    parts = {f"{n}": b"" for n in range(20_001)} | {"word/document.xml": b"<w/>"}
    assert "parts" in refusal("a.docx", zipped(parts)).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_unexpanded(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(encoding)
    fault = refusal("a.docx", zipped({"word/document.xml": bomb}))
    assert "entities" in fault.reason


def test_a_part_with_a_wrong_checksum_is_damage() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", b"<w>some text</w>")
    data = buffer.getvalue().replace(b"some text", b"same text")
    assert "damaged" in refusal("a.docx", data).reason


def test_a_container_with_a_password_is_locked() -> None:
    data = bytearray(_DOCX)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + flags] |= 1
            start = data.find(signature, start + 4)
    assert "password" in refusal("a.docx", bytes(data)).reason
