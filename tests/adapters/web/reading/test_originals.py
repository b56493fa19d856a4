from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from adapters.web.roles import Role
from tests.adapters.web.harness import Client
from tests.adapters.web.reading.conftest import Shelf
from tests.knowledge.loading.word_file import word_file


def original(link: str) -> str:
    return link.replace("?", "/original?")


@pytest.fixture
def ann(shelf: Shelf) -> Client:
    return shelf.served.client(Role.EMPLOYEE)


def test_a_document_is_shown_whole_with_the_clause_marked_and_nothing_that_runs(
    shelf: Shelf, ann: Client
) -> None:
    page = ann.get(original(shelf.link("policy", "1.2")))
    assert '<mark id="doc-cited">Pictures of the harbor may be posted' in page.text.replace(
        "1.2 ", ""
    )
    assert "alert" not in page.text
    assert 'rel="noopener noreferrer"' in page.text
    policy = page.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


def test_a_pdf_is_shown_at_the_page_of_the_clause(shelf: Shelf, ann: Client) -> None:
    page = ann.get(original(shelf.link("records.pdf", "2.2"))).text
    assert "Page 2 of 2." in page
    assert "The clause is marked in yellow." in page
    picture = re.findall('<img src="([^"]+)"', page)[0].replace("&amp;", "&")
    answer = ann.get(picture)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.content)).size == (1100, 1424)


def test_the_pages_of_a_pdf_are_turned(shelf: Shelf, ann: Client) -> None:
    link = original(shelf.link("records.pdf", "2.2"))
    first = ann.get(f"{link}&page=1").text
    assert "Page 1 of 2." in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert "Page 2 of 2." in ann.get(f"{link}&page=99").text


def test_there_is_no_picture_of_a_page_that_there_is_not(shelf: Shelf, ann: Client) -> None:
    version = shelf.version("records.pdf").id
    numbers = ("0", "3", "99999999999999999999999")
    assert [ann.get(f"/read/{version}/pages/{n}").status_code for n in numbers] == [404] * 3
    assert ann.get(f"/read/{shelf.version('policy').id}/pages/1").status_code == 404


def test_the_original_is_downloaded_and_never_opened_as_ours(shelf: Shelf, ann: Client) -> None:
    answer = ann.get(f"/read/{shelf.version('policy').id}/file")
    assert answer.content == (shelf.papers / "policy.md").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''policy.md"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_a_strange_name_stays_a_name(shelf: Shelf, ann: Client) -> None:
    shelf.add('a"; b=é.txt', b"1.1 Text.")
    answer = ann.get(f"/read/{shelf.version(chr(97) + chr(34) + '; b=é.txt').id}/file")
    given = answer.headers["content-disposition"]
    assert given == "attachment; filename*=UTF-8''a%22%3B%20b%3D%C3%A9.txt"


def test_what_cannot_be_shown_is_offered_for_download(shelf: Shelf, ann: Client) -> None:
    shelf.add("broken.docx", word_file("<w:p><w:r><w:t>A text of its own.</w:t></w:r></w:p>"))
    version = shelf.version("broken.docx")
    shelf.damage(version)
    page = ann.get(f"/read/{version.id}/original")
    assert page.status_code == 200
    assert "It can't be shown here." in page.text
    assert f'href="/read/{version.id}/file"' in page.text
    assert "A text of its own." in ann.get(f"/read/{version.id}").text
