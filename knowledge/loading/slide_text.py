"""The paragraphs of one text frame on a slide: bullets, automatic numbers, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from knowledge.loading.blocks import fold
from knowledge.loading.numerals import ordinal
from knowledge.model import Block, BlockKind

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# ECMA-376 part 1, 20.1.10.61 (ST_TextAutonumberScheme): figures, then what stands around them.
_SCHEME = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")
_FIGURES = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}


def frame_blocks(body: Element, styles: tuple[Element, ...], page: int) -> Iterator[Block]:
    """All paragraphs of a text body. `styles` are the list styles it inherits, nearest first."""
    counters: dict[int, tuple[str, int]] = {}
    for paragraph in body.iterchildren(f"{A}p"):
        text = fold(paragraph_text(paragraph))
        if not text:
            continue
        level = _level(paragraph)
        mark = _mark(paragraph, styles, level)
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        number = _next_number(counters, level, mark)
        if mark is None:
            yield Block(BlockKind.PARAGRAPH, text, page=page)
        else:
            yield Block(BlockKind.ITEM, text, level + 1, number, page=page)


def paragraph_text(paragraph: Element) -> str:
    """What a reader sees of a paragraph: struck-out runs left out, raised digits raised."""
    pieces: list[str] = []
    for child in paragraph:
        if child.tag == f"{A}br":
            pieces.append(" ")
        elif child.tag in {f"{A}r", f"{A}fld"} and not _is_struck(child):
            text = child.findtext(f"{A}t") or ""
            pieces.append(text.translate(_SUPERSCRIPTS) if _is_raised(child) else text)
    return "".join(pieces)


def has_struck(body: Element) -> bool:
    """Whether some of the text is struck out."""
    return any(_is_struck(run) and run.findtext(f"{A}t") for run in body.iter(f"{A}r"))


def _is_struck(run: Element) -> bool:
    properties = run.find(f"{A}rPr")
    return properties is not None and properties.get("strike", "noStrike") != "noStrike"


def _is_raised(run: Element) -> bool:
    properties = run.find(f"{A}rPr")
    return properties is not None and not properties.get("baseline", "0").startswith(("0", "-"))


def _level(paragraph: Element) -> int:
    properties = paragraph.find(f"{A}pPr")
    return 0 if properties is None else int(properties.get("lvl", "0"))


def _mark(paragraph: Element, styles: tuple[Element, ...], level: int) -> Element | None:
    """The bullet or numbering that applies; None where the paragraph has neither."""
    own = paragraph.find(f"{A}pPr")
    inherited = (style.find(f"{A}lvl{level + 1}pPr") for style in styles)
    for properties in (own, *inherited):
        for child in () if properties is None else properties:
            if child.tag == f"{A}buNone":
                return None
            if child.tag in {f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip"}:
                return child
    return None


def _next_number(counters: dict[int, tuple[str, int]], level: int, mark: Element | None) -> str:
    scheme = _SCHEME.match(mark.get("type", "")) if mark is not None else None
    if mark is None or scheme is None:
        counters.pop(level, None)
        return ""
    running, value = counters.get(level, ("", 0))
    value = value + 1 if running == scheme[0] else int(mark.get("startAt", "1"))
    counters[level] = (scheme[0], value)
    return _AROUND[scheme[2]].format(ordinal(value, _FIGURES[scheme[1]]))
