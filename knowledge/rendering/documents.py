"""An original as something that a browser shows safely: what runs in the child process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import lxml.html

from knowledge.errors import UnreadableDocument
from knowledge.loading import load
from knowledge.loading.html import decode_page, parse
from knowledge.rendering.cleaning import clean
from knowledge.rendering.marking import mark
from knowledge.rendering.model import Document, PageImage, Sought
from knowledge.rendering.pages import page_image
from knowledge.rendering.plain import blocks_html, text_html
from knowledge.rendering.tidying import tidy


def render(path: str, data: bytes, number: int, sought: Sought) -> PageImage | Document:
    """Return a PDF's page by its number, or any other document whole, with the words marked.

    Raises UnreadableDocument.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".pdf":
        return page_image(path, data, number, sought)
    try:
        root = parse(_SOURCES.get(suffix, _from_blocks)(path, data))
        tidy(root)
        marked = mark(root, sought)
        return Document(clean(lxml.html.tostring(root, encoding="unicode")), marked)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # other people's converters: any bytes may raise anything
        reason = f"its converter gave up ({type(error).__name__}: {error})"
        raise UnreadableDocument(path, reason, "Download the document to read it.") from error


def _from_markdown(path: str, data: bytes) -> str:
    from knowledge.loading.markdown import to_html  # noqa: PLC0415 - only for who needs it

    page, _, _ = to_html(path, data)
    return page


def _from_page(path: str, data: bytes) -> str:
    page, _ = decode_page(path, data)
    return page


def _from_word(path: str, data: bytes) -> str:
    from knowledge.rendering.word import word_html  # noqa: PLC0415 - only for who needs it

    try:
        return word_html(path, data)
    except Exception:  # noqa: BLE001 - mammoth gives up where Word and our own reader don't
        return _from_blocks(path, data)


def _from_blocks(path: str, data: bytes) -> str:
    return blocks_html(load(path, data).blocks)


_SOURCES: dict[str, Callable[[str, bytes], str]] = {
    ".md": _from_markdown,
    ".markdown": _from_markdown,
    ".mdx": _from_markdown,
    ".html": _from_page,
    ".htm": _from_page,
    ".docx": _from_word,
    ".txt": text_html,
}
