"""The tables of a proposed calibration: its figures, its curve, its bands. Pure."""

from __future__ import annotations

from rich.table import Table

from evals.calibration.proposal import Proposal
from evals.calibration.quality import COVERAGES
from evals.calibration.sides import Side
from evals.calibration.telling import BANDS, FIGURES, band, measured

_WIDTHS = (22, 28, 28)
_BAR = 20


def figures(made: Proposal) -> Table:
    """Return how good the confidences are, before and after."""
    table = _table("", "in use now", "fitted")
    for name, field in FIGURES:
        table.add_row(name, *(measured(getattr(side, field)) for side in (made.before, made.after)))
    return table


def curve(made: Proposal) -> Table:
    """Return how many are right among the surest cases."""
    table = _table("right of the surest", "in use now", "fitted")
    for coverage, now, fitted in zip(COVERAGES, made.before.curve, made.after.curve, strict=True):
        table.add_row(f"{coverage:.0%} of the cases", _bar(now), _bar(fitted))
    return table


def bands(made: Proposal) -> Table:
    """Return what each band holds; under no calibration the bands in use alone."""
    if made.calibration is None:
        return _band_rows(_table("band", "in use now"), made.before)
    return _band_rows(_table("band", "in use now", "fitted"), made.before, made.after)


def _band_rows(table: Table, *sides: Side) -> Table:
    for name, field in BANDS:
        table.add_row(name, *(band(getattr(side, field)) for side in sides))
    return table


def _table(*heads: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for head, width in zip(heads, _WIDTHS, strict=False):
        table.add_column(head, width=width)
    return table


def _bar(share: float) -> str:
    return f"{share:4.0%} {'█' * round(share * _BAR)}"
