"""A proposed calibration as people read it, in at most 80 columns, and as JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.evaluation.calibration_tables import band, bands, curve, figures
from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from bot.confidence import Calibration
from evals.calibration.examples import Gathered
from evals.calibration.proposal import Proposal
from evals.calibration.quality import COVERAGES

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
    yield figures(made)
    yield Text(_CROSSED, "dim")
    yield Text()
    yield curve(made)
    yield Text()
    yield bands(made)
    yield Text(_WITHHELD, "dim")
    yield Text()
    yield from (Inset(one, "yellow", 10, "take care", "yellow") for one in made.cautions)
    yield Text(_end(told))


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
        f" {band(made.choice.answers)}. Nothing has changed. {_LOWER}"
    )
