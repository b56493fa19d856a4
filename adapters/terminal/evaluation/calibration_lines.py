"""A proposed calibration as people read it, in at most 80 columns, and as JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from bot.confidence import Calibration
from evals.calibration.examples import Gathered
from evals.calibration.proposal import Proposal, Side
from evals.calibration.quality import COVERAGES, Measured
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
_CROSSED = (
    "In brackets the 95% intervals. The Brier score and the calibration error are best at 0, AUROC"
    " at 1. Under “fitted” every case is judged by a fit that saw nothing of its conversation."
)
_WITHHELD = (
    "How many clauses are right in each band, in brackets the lower end of the 95% interval. An"
    " answer is shown, with a caveat, where the chance that it is right is one in four or more."
)
_RESTART = (
    "Services that run now take it on when they are started again."
    " `policydesk eval calibrate --packaged --use` goes back to what is packaged."
)
_LOWER = "Choose a lower --target, or attach questions to the clauses that should have answered."


@dataclass(frozen=True, slots=True)
class Told:
    """What the command tells: the set's name, what counted, what is in use, what was made."""

    set: str
    gathered: Gathered
    now: Calibration
    proposal: Proposal
    used: bool


def lines(told: Told) -> Group:
    """Return the figures before and after, the curve, the bands, and what has changed."""
    return Group(*_lines(told))


def payload(told: Told) -> dict[str, object]:
    """Return the same for scripts; `calibration` is null where the target can't be reached."""
    made, left = told.proposal, told.gathered
    return {
        "set": told.set,
        "target": made.target,
        "cases": made.cases,
        "right": made.right,
        "left_out": {"otherwise": left.otherwise, "stale": left.stale, "failed": left.failed},
        "coverages": COVERAGES,
        "before": made.before,
        "after": made.after,
        "gain": made.gain,
        "choice": made.choice,
        "cautions": made.cautions,
        "in_use": told.now.digest,
        "calibration": made.calibration.content() if made.calibration else None,
        "used": told.used,
    }


def back_lines(*, own: bool, used: bool) -> Text:
    """Return what going back to the packaged calibration does, or would do."""
    if used:
        return Text(
            "The packaged calibration counts again, from the next start on. Services that run now"
            " take it on when they are started again. Yours stays on file."
        )
    if own:
        return Text("Your own calibration is in use. With --use the packaged one counts again.")
    return Text("The packaged calibration is in use already.")


def _lines(told: Told) -> Iterator[RenderableType]:
    made, left = told.proposal, told.gathered
    yield Text(
        f"{one_line(told.set)}: {made.cases} cases count. In {made.right} the best clauses are"
        f" right, in {made.cases - made.right} they aren't."
    )
    yield Text(
        f"Left out: {left.otherwise} that end as they do whatever the confidence (urgent, small"
        f" talk), {left.stale} with gold that is gone, {left.failed} without a decision.",
        "dim",
    )
    yield Text()
    yield _figures(made)
    yield Text(_CROSSED, "dim")
    yield Text()
    yield _curve(made)
    yield Text()
    yield _bands(made)
    yield Text(_WITHHELD, "dim")
    yield Text()
    yield from (Inset(one, "yellow", 10, "take care", "yellow") for one in made.cautions)
    yield Text(_end(told))


def _figures(made: Proposal) -> Table:
    table = _table("", "in use now", "fitted")
    for name, field in _FIGURES:
        table.add_row(
            name, *(_measured(getattr(side, field)) for side in (made.before, made.after))
        )
    return table


def _curve(made: Proposal) -> Table:
    table = _table("right of the surest", "in use now", "fitted")
    for coverage, now, fitted in zip(COVERAGES, made.before.curve, made.after.curve, strict=True):
        table.add_row(f"{coverage:.0%} of the cases", _bar(now), _bar(fitted))
    return table


def _bands(made: Proposal) -> Table:
    if made.calibration is None:
        return _band_rows(_table("band", "in use now"), made.before)
    return _band_rows(_table("band", "in use now", "fitted"), made.before, made.after)


def _band_rows(table: Table, *sides: Side) -> Table:
    for name, field in _BANDS:
        table.add_row(name, *(_answers(getattr(side, field)) for side in sides))
    return table


def _end(told: Told) -> str:
    made = told.proposal
    if made.calibration:
        sure = made.after.sure.threshold
        reached = (
            f"From {sure:.2f} on at least {made.target:.0%} of the confident answers are right."
        )
        if told.used:
            return f"{reached} This calibration counts from the next start on. {_RESTART}"
        return f"{reached} Nothing has changed; with --use this calibration counts."
    if made.choice is None:
        return (
            f"There are too few answers to tell from where on {made.target:.0%} are right."
            f" Nothing has changed. {_LOWER}"
        )
    return (
        f"{made.target:.0%} right can't be reached on this set. The best there is:"
        f" {_answers(made.choice.answers)}. Nothing has changed. {_LOWER}"
    )


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


def _answers(found: Answers) -> str:
    begin = f"{found.threshold:.2f} on"
    if found.share is None or found.low is None:
        return f"{begin}: none"
    return f"{begin}: {found.share:.0%} of {found.count} (≥{found.low:.0%})"
