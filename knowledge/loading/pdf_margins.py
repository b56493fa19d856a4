"""Running headers, footers and page numbers of a PDF, found by their repetition. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from statistics import median

from knowledge.loading.pdf_words import Segment, joined, rows

_EDGE_LINES = 3  # at the top and at the bottom of a page
_SAME_PLACE = 4.0  # points
_SHARE = 0.1  # of the pages: headers of odd and even pages, and of chapters, differ
_FEWEST_PAGES = 3
_LARGEST = 1.4  # times the height of most lines
_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)


def without_margins(pages: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Leave out the lines at the edges of pages that come back on other pages at the same height.

    Numbers in them may change from page to page. A page number alone is left out
    on any document, however short. Large type is a heading and stays, and so does
    everything where nothing else would: pages of a few lines that differ in numbers alone.
    """
    edges = [_edges(page) for page in pages]
    seen = Counter(
        place for edge in edges for place in {_place(row) for side in edge for row in side}
    )
    needed = max(min(_FEWEST_PAGES, len(pages)), _SHARE * len(pages), 2)
    largest = _LARGEST * median([part.size for page in pages for part in page] or [0])

    def runs(row: Sequence[Segment]) -> bool:
        words, height = _place(row)
        times = sum(seen[words, height + shift] for shift in (-1, 0, 1))
        return row[0].size <= largest and times >= needed

    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running = {
            id(part)
            for side in edge
            for row in takewhile(lambda row: runs(row) or _is_page_number(row), side)
            for part in row
        }
        kept.append([part for part in page if id(part) not in running])
    return kept if any(kept) else [list(page) for page in pages]


def _edges(page: Sequence[Segment]) -> tuple[list[list[Segment]], list[list[Segment]]]:
    """The lines at the top and at the bottom of a page, from the outside in."""
    lines = rows(page)
    return lines[:_EDGE_LINES], lines[-_EDGE_LINES:][::-1]


def _place(row: Sequence[Segment]) -> tuple[str, int]:
    """What identifies a running line: its words without numbers, and about its height."""
    return _NUMBERS.sub("#", joined(row).text.lower()), round(row[0].bottom / _SAME_PLACE)


def _is_page_number(row: Sequence[Segment]) -> bool:
    return _PAGE_NUMBER.fullmatch(joined(row).text) is not None
