"""The pages in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, expect

from adapters.web.roles import Role
from tests.adapters.web.reading.conftest import Shelf
from tests.browser import DESKTOP, listening, violations
from tests.knowledge.loading.word_file import word_file

PHONE = {"width": 390, "height": 800}
EVIL = b"""<html><title>Evil</title><body><h1>Evil</h1>
<script>document.title = 'owned'; parent.document.title = 'owned'</script>
<img src=x onerror="parent.document.title='owned'"><svg onload="parent.document.title='owned'"/>
<form action="/sign-out" method="post"><button>Press me</button></form>
<p>1.1 Words that stand here. <a href="javascript:parent.document.title='owned'">Link</a></p>
<p>1.2 More words. <a href="https://law.example/act">The act</a></p>
<style>body { display: none }</style><img src="https://elsewhere.example/pixel.png"></body></html>"""


def opened(shelf: Shelf, page: Page, link: str) -> Frame:
    """Open a page at its clause; returns the frame of the original."""
    shelf.served.sign_in(page, Role.EMPLOYEE)
    page.goto(f"{shelf.served.url}{link}#clause")
    page.wait_for_load_state("networkidle")
    return page.frames[-1]


def filler(shelf: Shelf) -> str:
    """Add a document whose clause stands far down; returns where it is read."""
    rules = "\n\n".join(f"{n}.{m} Rule {n}.{m} holds." for n in range(1, 20) for m in range(1, 6))
    shelf.add("long.md", f"---\nid: long\ntitle: Long Rules\n---\n# Long Rules\n\n{rules}".encode())
    return shelf.link("long", "15.3")


def test_clause_and_original_are_in_sight_side_by_side(shelf: Shelf, page: Page) -> None:
    original = opened(shelf, page, filler(shelf))
    expect(page.locator("#clause")).to_be_in_viewport(ratio=1)
    expect(page.locator("#clause")).to_contain_text("Long Rules")
    mark = original.locator("#doc-cited")
    expect(mark).to_have_text("Rule 15.3 holds")
    expect(mark).to_be_in_viewport(ratio=1)


def test_a_page_of_a_pdf_is_seen_beside_its_clause(shelf: Shelf, page: Page) -> None:
    original = opened(shelf, page, shelf.link("records.pdf", "2.2"))
    picture = original.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") == 1100
    original.get_by_role("link", name="Page 1").click()
    expect(original.get_by_text("Page 1 of 2.")).to_be_visible()
    assert original.locator("img").evaluate("one => one.decode().then(() => one.naturalWidth)")


def test_a_hostile_document_does_nothing(shelf: Shelf, page: Page) -> None:
    shelf.add("evil.html", EVIL)
    heard = listening(page)
    original = opened(shelf, page, shelf.link("evil.html", "1.1"))
    expect(original.locator("#doc-cited")).to_be_visible()
    assert "owned" not in page.title()
    assert not [one for one in heard if "elsewhere" in one or "Refused" in one]
    assert original.get_by_role("button").count() == 0
    assert original.get_by_text("Link", exact=True).get_attribute("href") is None
    act = original.get_by_role("link", name="The act")
    assert act.get_attribute("target") == "_blank"


def test_what_cannot_be_shown_is_downloaded_out_of_its_frame(shelf: Shelf, page: Page) -> None:
    shelf.add("broken.docx", word_file("<w:p><w:r><w:t>A text of its own.</w:t></w:r></w:p>"))
    version = shelf.version("broken.docx")
    shelf.damage(version)
    original = opened(shelf, page, f"/read/{version.id}")
    with page.context.expect_event("response", lambda one: one.url.endswith("/file")) as answer:
        original.get_by_role("link", name="Download the original").click()
    assert answer.value.status == 200
    assert answer.value.headers["content-disposition"].startswith("attachment")


def test_on_a_phone_the_original_is_a_link_away(shelf: Shelf, page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(shelf, page, shelf.link("records.pdf", "2.2"))
    expect(page.locator("iframe")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="See it in the original").click()
    expect(page.get_by_role("img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", [("policy", "2.1(a)"), ("records.pdf", "2.1")])
def test_axe_finds_nothing(
    shelf: Shelf, page: Page, size: dict[str, int], scheme: str, place: tuple[str, str]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    old = shelf.link(*place)
    shelf.add_policy("2.0", "2026-01-01", "Ask first.")
    heard = listening(page)
    opened(shelf, page, old)
    assert violations(page) == []
    assert not [one for one in heard if "Content Security Policy" in one]


def test_it_prints_the_text_alone(shelf: Shelf, page: Page) -> None:
    opened(shelf, page, shelf.link("policy", "1.2"))
    page.emulate_media(media="print")
    expect(page.get_by_text("Pictures of the harbor may be posted.")).to_be_visible()
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("link", name="Download the original")).to_be_hidden()
