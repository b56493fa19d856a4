"""What the styles of a DOCX file say about a paragraph, inherited as Word inherits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from knowledge.loading.docx_package import W, child_value, switched_on

STRIKES = ("strike", "dstrike")  # a line through the text, or two
BODY_LEVEL = 9  # the outline level that means "body text" (ECMA-376, 17.3.1.20)
# Built-in headings are named in English in every language of Word; other programs translate.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek) ?([1-9])",
    re.IGNORECASE,
)
_LIST = re.compile(r"list (?:bullet|number|continue)(?: ([2-5]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formatting:
    """A paragraph style with all that it inherits.

    `heading` is 1–9, 0 for body text. `number` is the id of the list that the
    style puts its paragraphs in ("" is none), `numbered_by` the style in the
    chain that says so, `depth` the list level if the chain names one. `nesting`
    is the level in the name of "List Bullet 3". `size` is in half-points, 0 unknown.
    `struck` names the `STRIKES` that it draws through its text.
    """

    name: str = ""
    heading: int = 0
    number: str = ""
    numbered_by: str = ""
    depth: int | None = None
    nesting: int = 1
    hidden: bool = False
    bold: bool = False
    size: int = 0
    struck: tuple[str, ...] = ()


class Styles:
    """The styles part, asked by style id; an unknown id is the default paragraph style."""

    def __init__(self, styles: etree._Element | None) -> None:
        elements = [] if styles is None else styles.findall(f"{W}style")
        self._elements = {e.get(f"{W}styleId", ""): e for e in elements}
        self._default = next((e.get(f"{W}styleId", "") for e in elements if _is_default(e)), "")
        self._formatting: dict[str, Formatting] = {}

    def formatting(self, style: str) -> Formatting:
        """Return the resolved formatting of a paragraph or character style."""
        style = style if style in self._elements else self._default
        if style not in self._formatting:
            self._formatting[style] = self._resolve(style)
        return self._formatting[style]

    def character(self, style: str, toggle: str) -> bool | None:
        """Whether a character style switches a toggle such as `b` or `vanish`."""
        toggles = (switched_on(e.find(f"{W}rPr"), toggle) for _, e in self._chain(style))
        return next((on for on in toggles if on is not None), None)

    def heads_first_row(self, table_style: str) -> bool:
        """Whether a table style formats the first row unlike the others."""
        return any(
            part.get(f"{W}type") == "firstRow" and len(part)
            for _, element in self._chain(table_style)
            for part in element.iterfind(f"{W}tblStylePr")
        )

    def lists(self) -> dict[str, str]:
        """Map each list style to the id of the list that it stands for."""
        return {
            style: child_value(element.find(f"{W}pPr/{W}numPr"), "numId")
            for style, element in self._elements.items()
            if element.get(f"{W}type") == "numbering"
        }

    def _chain(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            yield style, self._elements[style]
            style = child_value(self._elements[style], "basedOn")

    def _resolve(self, style: str) -> Formatting:
        heading = nesting = 0
        number, numbered_by, depth, size = "", "", None, 0
        for name, element in self._chain(style):
            paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
            title = child_value(element, "name")
            heading = heading or _heading(title, child_value(paragraph, "outlineLvl"))
            listed = _LIST.fullmatch(title)
            nesting = nesting or (int(listed.group(1) or 1) if listed else 0)
            size = size or int(child_value(run, "sz") or 0)
            numbering = None if paragraph is None else paragraph.find(f"{W}numPr")
            level = child_value(numbering, "ilvl")
            depth = int(level) if depth is None and level else depth
            if not number and child_value(numbering, "numId"):
                number, numbered_by = child_value(numbering, "numId"), name
        return Formatting(
            name=child_value(self._elements.get(style), "name").lower(),
            heading=max(heading, 0),
            number=number,
            numbered_by=numbered_by,
            depth=depth,
            nesting=nesting or 1,
            hidden=bool(self.character(style, "vanish")),
            bold=bool(self.character(style, "b")),
            size=size,
            struck=tuple(line for line in STRIKES if self.character(style, line)),
        )


def _is_default(style: etree._Element) -> bool:
    default = style.get(f"{W}default", "0") in ("1", "true", "on")
    return default and style.get(f"{W}type") == "paragraph"


def _heading(name: str, outline: str) -> int:
    """The heading level of one style; 0: it doesn't say, -1: it says body text."""
    if outline.isdigit():
        return int(outline) + 1 if int(outline) < BODY_LEVEL else -1
    match = _HEADING.fullmatch(name)
    if match:
        return int(match.group(1))
    return 1 if name.lower() == "title" else 0
