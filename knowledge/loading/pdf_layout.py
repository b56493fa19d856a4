"""The order in which a reader reads a page: columns found, lines put in sequence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from knowledge.loading.pdf_side_headings import side_headings
from knowledge.loading.pdf_words import Segment, joined, rows, segment_rows

_BIN = 2.0  # points: how finely the width of a page is looked at
_NARROWEST_GUTTER = 8.0  # points
_SPACE = 0.5  # of a line's height: the widest space between two words
_FEWEST_LINES = 4  # in each column, where nothing else tells of columns
_FEWEST_WORDS = 2.5  # a line in a column of running text has on average; cells have fewer
_FILL = 0.5  # of its column's width that a line takes on average
_OVERLAP = 0.5  # of the shorter column's height that stands beside the other
_CROSSING = 0.1  # of the lines may run across the gutter: titles over both columns


def reading_order(
    parts: Sequence[Segment], usual: float | None = None
) -> list[list[list[Segment]]]:
    """Return the page's regions in reading order, each a list of lines, each of segments.

    A region is a column between two things that run across it, or what stands
    between columns. A line of several segments may be a row of a table. `usual` is
    the gutter of the page before, which a page with few lines may share.
    """
    gutter = find_gutter(parts)
    if gutter is None and usual is not None and _divides(parts, usual, fewest=1):
        gutter = usual
    if gutter is None:
        return side_headings(parts) or ([rows(parts)] if parts else [])
    regions: list[list[list[Segment]]] = []
    halves = [half for part in parts for half in _parted(part, gutter)]
    for zone, across in _zones(halves, gutter):
        left = [part for part in zone if part.x1 <= gutter]
        right = [part for part in zone if part.x0 >= gutter]
        if _are_columns(left, right, fewest=1):
            regions += reading_order(left) + reading_order(right)
        elif zone:
            regions.append(rows(zone))
        if across:
            regions.append(rows(across))
    return regions


def _parted(part: Segment, gutter: float) -> list[Segment]:
    """Part what two columns have on one line, if there is more than a space between."""
    left = [word for word in part.words if (word.x0 + word.x1) / 2 < gutter]
    right = part.words[len(left) :]
    if not left or not right:
        return [part]
    if right[0].x0 - left[-1].x1 < _SPACE * min(left[-1].size, right[0].size):
        return [part]
    return [*segment_rows(left), *segment_rows(right)]


def _zones(parts: Sequence[Segment], gutter: float) -> list[tuple[list[Segment], list[Segment]]]:
    """Cut a page, from the top down, where something runs across the gutter.

    Returns pairs: what stands beside the gutter, and what runs across below it.
    """
    zones: list[tuple[list[Segment], list[Segment]]] = [([], [])]
    for row in rows(parts):
        if any(part.x0 < gutter < part.x1 for part in row):
            zones[-1][1].extend(row)
        else:
            if zones[-1][1]:
                zones.append(([], []))
            zones[-1][0].extend(row)
    return zones


def find_gutter(parts: Sequence[Segment]) -> float | None:
    """Find the middle of the clearest upright strip with running text on both sides of it."""
    if len(parts) < 2 * _FEWEST_LINES:
        return None
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    bins = [0] * (int((right - left) / _BIN) + 1)
    for part in parts:
        for place in range(int((part.x0 - left) / _BIN), int((part.x1 - left) / _BIN) + 1):
            bins[place] += 1
    strips = []
    start = 0
    for count, group in groupby(bins):
        bins_wide = len(list(group))
        if count <= _CROSSING * len(parts) and bins_wide * _BIN >= _NARROWEST_GUTTER:
            strips.append((bins_wide / (1 + count), left + (start + bins_wide / 2) * _BIN))
        start += bins_wide
    clearest = sorted(strips, reverse=True)
    return next(
        (middle for _, middle in clearest if _divides(parts, middle, fewest=_FEWEST_LINES)), None
    )


def _divides(parts: Sequence[Segment], gutter: float, *, fewest: int) -> bool:
    beside = [part for zone, _ in _zones(parts, gutter) for part in zone]
    left = [part for part in beside if part.x1 <= gutter]
    right = [part for part in beside if part.x0 >= gutter]
    return _are_columns(left, right, fewest=fewest)


def _are_columns(left: Sequence[Segment], right: Sequence[Segment], *, fewest: int) -> bool:
    """Whether both sides are running text, side by side, and not cells of a table."""
    if min(len(left), len(right)) < fewest:
        return False
    top = max(min(part.top for part in side) for side in (left, right))
    bottom = min(max(part.bottom for part in side) for side in (left, right))
    shorter = min(
        max(part.bottom for part in side) - min(part.top for part in side) for side in (left, right)
    )
    return bottom - top > _OVERLAP * shorter and all(map(_is_running_text, (left, right)))


def _is_running_text(side: Sequence[Segment]) -> bool:
    lines = [joined(row) for row in rows(side)]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    fill = fmean(line.x1 - line.x0 for line in lines) / width
    words = fmean(len(line.words) for line in lines)
    return fill >= _FILL and words >= _FEWEST_WORDS
