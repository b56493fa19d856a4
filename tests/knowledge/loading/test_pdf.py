import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge.errors import UnreadableDocument
from knowledge.loading.pdf import load
from tests.knowledge.loading.pdf_file import (
    PROSE,
    column,
    file_without_letters,
    line,
    pdf_file,
    read,
    texts,
)


def test_a_page_lying_on_its_side_is_read_as_it_is_seen() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(612, 0)
        canvas.rotate(90)
        line(canvas, 40, 792 - 500, "Plan of the building", 18)
        column(canvas, 40, 792 - 400, PROSE)

    assert texts(read(page)) == ["Plan of the building", PROSE]


def test_properties_are_title_and_owner_unless_a_program_made_them_up() -> None:
    def titled(title: str) -> dict[str, object]:
        def page(canvas: Canvas) -> None:
            canvas.setTitle(title)
            canvas.setAuthor("City of Exampleton")
            line(canvas, 72, 100, "Text")

        return read(page).properties

    assert titled("Leave policy") == {"title": "Leave policy", "owner": "City of Exampleton"}
    assert titled("Microsoft Word - leave_v3.doc") == {"owner": "City of Exampleton"}


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20))), 72, 400, 400, 300)


def test_pages_without_text_are_told() -> None:
    loaded = read(lambda canvas: line(canvas, 72, 100, "Text"), picture, picture)
    assert loaded.warnings[0].startswith("pages 2 and 3 have no text")


def test_an_empty_page_is_no_scan() -> None:
    assert read(lambda canvas: line(canvas, 72, 100, "Text"), Canvas.saveState).warnings == ()


def test_a_scan_is_refused_with_its_remedy() -> None:
    with pytest.raises(UnreadableDocument, match=r"none of its 2 pages has text.*OCR"):
        read(picture, picture)


def test_text_at_an_angle_is_told() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, 72, 100, PROSE)
        canvas.rotate(90)
        canvas.drawString(300, -40, "DRAFT")

    loaded = read(page)
    assert texts(loaded) == [PROSE]
    assert loaded.warnings == ("text that stands at an angle isn't read: page 1",)


def test_an_encrypted_file_asks_for_one_without_a_password() -> None:
    locked = StandardEncryption("secret", strength=128)
    data = pdf_file(lambda canvas: line(canvas, 72, 100, "Text"), encrypt=locked)
    with pytest.raises(UnreadableDocument, match="password"):
        load("policy.pdf", data)


@pytest.mark.parametrize("keep", [0.05, 0.5])
def test_a_damaged_file_is_refused(keep: float) -> None:
    data = pdf_file(lambda canvas: column(canvas, 72, 100, PROSE))
    with pytest.raises(UnreadableDocument):
        load("policy.pdf", data[: int(len(data) * keep)])


def test_fonts_that_name_no_letters_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="fonts"):
        load("policy.pdf", file_without_letters())
