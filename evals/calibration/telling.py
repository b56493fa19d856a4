"""A proposed calibration, in words and values for whoever shows it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from evals.calibration.proposal import Proposal
from evals.calibration.quality import COVERAGES, Measured
from evals.calibration.thresholds import Answers

CROSSED = (
    "In brackets the 95% intervals. The Brier score and the calibration error are best at 0, AUROC"
    " at 1. Under “fitted” every case is judged by a fit that saw nothing of its conversation."
)
WITHHELD = (
    "How many clauses are right in each band, in brackets the lower end of the 95% interval. An"
    " answer is shown, with a caveat, where the chance that it is right is one in four or more."
)
FIGURES = (
    ("Brier score", "brier"),
    ("calibration error", "calibration_error"),
    ("AUROC", "auroc"),
)
BANDS = (
    ("sure", "sure"),
    ("unsure, with a caveat", "unsure"),
    ("none: to the office", "withheld"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of a proposal: the set's name, what was left out, what is in use.

    `otherwise`, `stale` and `failed` count cases as `Gathered` does; `in_use` is the digest of
    the calibration in use.
    """

    set: str
    otherwise: int
    stale: int
    failed: int
    in_use: str
    proposal: Proposal


def kept(told: Told) -> object:
    """Return it as plain values, from which `again` makes the same."""
    return _TOLD.dump_python(told, mode="json")


def again(content: object) -> Told:
    """Return what `kept` was given. Raises ValueError for anything else."""
    return _TOLD.validate_python(content)


def payload(told: Told, *, used: bool) -> dict[str, object]:
    """Return what scripts are told; `calibration` is null where the target can't be reached."""
    made = told.proposal
    return {
        "set": told.set,
        "target": made.target,
        "cases": made.cases,
        "right": made.right,
        "left_out": {"otherwise": told.otherwise, "stale": told.stale, "failed": told.failed},
        "coverages": COVERAGES,
        "before": made.before,
        "after": made.after,
        "gain": made.gain,
        "choice": made.choice,
        "cautions": made.cautions,
        "in_use": told.in_use,
        "calibration": made.calibration.content() if made.calibration else None,
        "used": used,
    }


def counted(told: Told) -> str:
    """Return how many cases count, and how many of them are right."""
    made = told.proposal
    return (
        f"{told.set}: {made.cases} cases count. In {made.right} the best clauses are"
        f" right, in {made.cases - made.right} they aren't."
    )


def left_out(told: Told) -> str:
    """Return which cases don't count, and why."""
    return (
        f"Left out: {told.otherwise} that end as they do whatever the confidence (urgent, small"
        f" talk), {told.stale} with gold that is gone, {told.failed} without a decision."
    )


def reached(made: Proposal) -> str:
    """Return what the target comes to: from where on it is met, or what the best is."""
    if made.calibration:
        sure = made.after.sure.threshold
        return f"From {sure:.2f} on at least {made.target:.0%} of the confident answers are right."
    if made.choice is None:
        return f"There are too few answers to tell from where on {made.target:.0%} are right."
    best = band(made.choice.answers)
    return f"{made.target:.0%} right can't be reached on this set. The best there is: {best}."


def measured(figure: Measured) -> str:
    """Return a figure with its interval."""
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"


def band(found: Answers) -> str:
    """Return where a band begins, and how many of its answers are right."""
    begin = f"{found.threshold:.2f} on"
    if found.share is None or found.low is None:
        return f"{begin}: none"
    return f"{begin}: {found.share:.0%} of {found.count} (≥{found.low:.0%})"


_TOLD = TypeAdapter(Told)
