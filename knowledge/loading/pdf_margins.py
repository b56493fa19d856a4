"""Running headers, footers and page numbers of a PDF, found by their repetition. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.loading.pdf_words import Segment, joined, rows

_EDGE_LINES = 3  # at the top and at the bottom of a page
_SAME_PLACE = 4.0  # points
_SHARE = 0.1  # of the pages: headers of odd and even pages, and of chapters, differ
_FEWEST_PAGES = 3
_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_Place = tuple[str, int]


def without_margins(pages: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Leave out the lines at the edges of pages that come back on other pages at the same height.

    Numbers in them may change from page to page. A page number alone is left out
    on any document, however short.
    """
    edges = [list(_edges(page)) for page in pages]
    seen = Counter(place for page in edges for place in {p for _, ps in page for p in ps[:1]})
    needed = max(min(_FEWEST_PAGES, len(pages)), _SHARE * len(pages), 2)
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running = {
            id(part)
            for row, places in edge
            if sum(seen[place] for place in places) >= needed or _is_page_number(row, page)
            for part in row
        }
        kept.append([part for part in page if id(part) not in running])
    return kept


def _edges(page: Sequence[Segment]) -> Iterator[tuple[list[Segment], list[_Place]]]:
    """The outermost lines with what identifies them: their words and their height.

    The first place is the line's own, the others are what differs by rounding.
    """
    lines = rows(page)
    top, bottom = lines[:_EDGE_LINES], lines[_EDGE_LINES:][-_EDGE_LINES:]
    for row in (*top, *bottom):
        words = _NUMBERS.sub("#", joined(row).text.lower())
        height = round(row[0].bottom / _SAME_PLACE)
        yield row, [(words, height), (words, height - 1), (words, height + 1)]


def _is_page_number(row: Sequence[Segment], page: Sequence[Segment]) -> bool:
    if not _PAGE_NUMBER.fullmatch(joined(row).text):
        return False
    outermost = {id(line[0]) for line in (rows(page)[0], rows(page)[-1])}
    return id(row[0]) in outermost
