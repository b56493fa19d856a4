from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from knowledge.errors import UnreadableDocument
from knowledge.rendering.model import PageImage, Sought
from knowledge.rendering.pages import page_image
from tests.knowledge.loading.pdf_file import column, pdf_file
from tests.knowledge.rendering.conftest import FIRST

_NOTHING = Sought("")


def yellow(made: PageImage) -> tuple[int, int, int, int] | None:
    """Where the page is marked: left, top, right and bottom in hundredths of it."""
    picture = Image.open(io.BytesIO(made.png)).convert("RGB")
    blue = picture.getchannel("B").point(lambda value: 255 * (60 < value < 120))
    red = picture.getchannel("R").point(lambda value: 255 * (value > 200))
    both = Image.composite(blue, Image.new("L", picture.size), red)
    box = both.getbbox()
    if box is None:
        return None
    wide, high = picture.size
    left, top, right, bottom = box
    return 100 * left // wide, 100 * top // high, 100 * right // wide, 100 * bottom // high


def test_a_page_is_as_wide_as_half_a_screen_needs_it(pdf: bytes) -> None:
    made = page_image("a.pdf", pdf, 1, _NOTHING)
    assert (made.width, made.height, made.pages) == (1100, 1424, 2)
    assert Image.open(io.BytesIO(made.png)).size == (1100, 1424)


def test_the_words_are_marked_where_they_stand(pdf: bytes) -> None:
    made = page_image("a.pdf", pdf, 1, Sought(FIRST))
    assert made.marked
    assert yellow(made) == (11, 11, 44, 15)


def test_nothing_is_marked_where_the_words_are_not(pdf: bytes) -> None:
    made = page_image("a.pdf", pdf, 2, Sought(FIRST))
    assert not made.marked
    assert yellow(made) is None


def test_the_mark_turns_with_the_page(pdf: bytes) -> None:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        writer.add_page(page.rotate(90))
    turned = io.BytesIO()
    writer.write(turned)
    made = page_image("a.pdf", turned.getvalue(), 1, Sought(FIRST))
    assert made.width > made.height
    assert yellow(made) == (84, 11, 88, 44)


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-3, 1), (3, 2), (10**9, 2)])
def test_a_page_that_is_not_there_gives_the_nearest(pdf: bytes, asked: int, shown: int) -> None:
    assert page_image("a.pdf", pdf, asked, _NOTHING).number == shown


def test_a_poster_stays_a_picture_that_a_browser_can_hold() -> None:
    long = pdf_file(lambda canvas: column(canvas, 10, 100, "Text"), size=(100, 14_000))
    made = page_image("a.pdf", long, 1, _NOTHING)
    assert made.height <= 4_000


def test_a_damaged_file_is_told_in_words() -> None:
    with pytest.raises(UnreadableDocument, match="Download the document"):
        page_image("a.pdf", b"%PDF-1.4 broken", 1, _NOTHING)
