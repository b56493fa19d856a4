"""Pages whose headings stand in the margin, each beside the text that it heads. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.loading.pdf_words import Segment, rows

_MARGIN = 0.3  # of the page's width that the headings may take
_FEWEST = 2  # headings
_GAP = 0.5  # of a line's height: more white begins another heading
_SAME_EDGE = 3.0  # points

Row = list[Segment]


def side_headings(parts: Sequence[Segment]) -> list[list[Row]]:
    """Return the regions of such a page in reading order: each heading, then its text.

    Empty where the page has no text with headings beside it.
    """
    if not parts:
        return []
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    heads = [part for part in parts if _is_head(part, left, left + _MARGIN * (right - left))]
    inner = max((head.x1 for head in heads), default=right)
    edges = Counter(round(part.x0) for part in parts if part.x0 > inner)
    if not edges:
        return []
    edge = edges.most_common(1)[0][0] - _SAME_EDGE
    lines = rows(parts)
    beside = [row for row in lines if row[0] in heads and len(row) > 1 and row[1].x0 > edge]
    return list(_regions(lines, heads, edge)) if len(beside) >= _FEWEST else []


def _is_head(part: Segment, left: float, margin: float) -> bool:
    at_edge = part.x0 - left < part.size and part.x1 < margin
    return at_edge and all(word.bold for word in part.words)


def _regions(lines: Sequence[Row], heads: Sequence[Segment], edge: float) -> Iterator[list[Row]]:
    head: list[Row] = []
    text: list[Row] = []
    for row in lines:
        margin = [part for part in row if part.x0 < edge]
        across = any(part not in heads for part in margin)
        goes_on = head and margin and margin[0].top - head[-1][0].bottom < _GAP * margin[0].size
        if across or (margin and not goes_on):
            yield from (region for region in (head, text) if region)
            head, text = [], []
        if across:
            yield [row]
            continue
        if margin:
            head.append(margin)
        beside = [part for part in row if part.x0 >= edge]
        if beside:
            text.append(beside)
    yield from (region for region in (head, text) if region)
