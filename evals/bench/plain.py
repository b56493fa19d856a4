"""A second, plain reading of documents, by other libraries than the product's loaders.

It knows nothing of structure; it only tells which words a file shows.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog
from bs4 import BeautifulSoup
from docx import Document
from docx.document import Document as DocxDocument
from docx.table import _Cell
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from pypdf import PdfReader

_log = structlog.get_logger(__name__)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports on fonts, page by page

# A line on this share of a PDF's pages is a running header or footer, whatever its page number.
_RUNNING = 0.3
_FEWEST_PAGES = 4
_WORD = re.compile(r"\w+")
# What Markdown and its dialects hold beside text: front matter, comments, imports, short codes,
# fenced languages, and the targets of links and pictures.
_UNSEEN = re.compile(
    r"\A---\n.*?\n---\s*(?:\n|\Z)|<!--.*?-->|\{/\*.*?\*/\}|^(?:import|export) [^\n]*$|"
    r"\{[{%].*?[%}]\}|\{:[^}\n]*\}|^```[^\n]*$|^\[[^\]\n]+\]:[^\n]*$",
    re.DOTALL | re.MULTILINE,
)
_TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")


def words(text: str) -> Counter[str]:
    """Count the words and figures of a text, in small letters."""
    return Counter(_WORD.findall(text.casefold().replace("\u00ad", "").replace("_", " ")))


def text_of(file: Path) -> str:
    """Return the text that a file shows; "" for one that these libraries can't read."""
    try:
        return _READERS[file.suffix.lower()](file)
    except Exception as error:  # noqa: BLE001 - other people's parsers on broken files
        _log.warning("no second reading", file=file.name, error=f"{type(error).__name__}: {error}")
        return ""


def _markdown(file: Path) -> str:
    seen = _UNSEEN.sub(" ", file.read_text("utf-8", errors="replace").replace("\r\n", "\n"))
    return BeautifulSoup(_TARGET.sub(" ", seen), "html.parser").get_text(" ")


def _docx(file: Path) -> str:
    return "\n".join(_contents(Document(str(file))))


def _contents(part: DocxDocument | _Cell) -> Iterator[str]:
    for content in part.iter_inner_content():
        if isinstance(content, Paragraph):
            yield "".join(map(_unstruck, content.iter_inner_content()))
        else:
            cells = {id(cell._tc): cell for row in content.rows for cell in row.cells}  # noqa: SLF001
            for cell in cells.values():
                yield from _contents(cell)


def _unstruck(part: Run | Hyperlink) -> str:
    runs = part.runs if isinstance(part, Hyperlink) else [part]
    return "".join(run.text for run in runs if not (run.font.strike or run.font.double_strike))


def _pdf(file: Path) -> str:
    pages = [(page.extract_text() or "").splitlines() for page in PdfReader(file).pages]
    repeated = Counter(line for page in pages for line in set(map(_without_figures, page)))
    often = max(_FEWEST_PAGES, _RUNNING * len(pages))
    kept = (line for page in pages for line in page if repeated[_without_figures(line)] < often)
    # A word that was hyphenated at the end of a line is one word.
    return re.sub(r"(?<=\w)[-\u00ad]\n(?=[a-z])", "", "\n".join(kept))


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip()


_READERS: dict[str, Callable[[Path], str]] = {
    ".md": _markdown,
    ".mdx": _markdown,
    ".docx": _docx,
    ".pdf": _pdf,
}
