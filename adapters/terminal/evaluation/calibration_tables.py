"""The tables of a proposed calibration: its figures, its curve, its bands. Pure."""

from __future__ import annotations

from rich.table import Table

from evals.calibration.proposal import Proposal
from evals.calibration.quality import COVERAGES, Measured
from evals.calibration.sides import Side
from evals.calibration.thresholds import Answers

_WIDTHS = (22, 28, 28)
_BAR = 20
_FIGURES = (
    ("Brier score", "brier"),
    ("calibration error", "calibration_error"),
    ("AUROC", "auroc"),
)
_BANDS = (
    ("sure", "sure"),
    ("unsure, with a caveat", "unsure"),
    ("none: to the office", "withheld"),
)


def figures(made: Proposal) -> Table:
    """Return how good the confidences are, before and after."""
    table = _table("", "in use now", "fitted")
    for name, field in _FIGURES:
        table.add_row(
            name, *(_measured(getattr(side, field)) for side in (made.before, made.after))
        )
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
    for name, field in _BANDS:
        table.add_row(name, *(band(getattr(side, field)) for side in sides))
    return table


def _table(*heads: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for head, width in zip(heads, _WIDTHS, strict=False):
        table.add_column(head, width=width)
    return table


def _measured(figure: Measured) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"


def _bar(share: float) -> str:
    return f"{share:4.0%} {'█' * round(share * _BAR)}"


def band(found: Answers) -> str:
    """Return where a band begins, and how many of its answers are right."""
    begin = f"{found.threshold:.2f} on"
    if found.share is None or found.low is None:
        return f"{begin}: none"
    return f"{begin}: {found.share:.0%} of {found.count} (≥{found.low:.0%})"
