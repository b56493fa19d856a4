"""A proposed calibration as people read it, in at most 80 columns. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.evaluation.calibration_tables import bands, curve, figures
from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from evals.calibration.proposal import Proposal
from evals.calibration.telling import CROSSED, WITHHELD, Told, counted, left_out, reached

_RESTART = (
    "Services that run now take it on when they are started again."
    " `policydesk eval calibrate --packaged --use` goes back to what is packaged."
)
_LOWER = "Choose a lower --target, or attach questions to the clauses that should have answered."


def lines(told: Told, *, used: bool) -> Group:
    """Return the figures before and after, the curve, the bands, and what has changed."""
    return Group(*_lines(told, used=used))


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


def _lines(told: Told, *, used: bool) -> Iterator[RenderableType]:
    made = told.proposal
    yield Text(one_line(counted(told)))
    yield Text(left_out(told), "dim")
    yield Text()
    yield figures(made)
    yield Text(CROSSED, "dim")
    yield Text()
    yield curve(made)
    yield Text()
    yield bands(made)
    yield Text(WITHHELD, "dim")
    yield Text()
    yield from (Inset(one, "yellow", 10, "take care", "yellow") for one in made.cautions)
    yield Text(_end(made, used=used))


def _end(made: Proposal, *, used: bool) -> str:
    if not made.calibration:
        return f"{reached(made)} Nothing has changed. {_LOWER}"
    if used:
        return f"{reached(made)} This calibration counts from the next start on. {_RESTART}"
    return f"{reached(made)} Nothing has changed; with --use this calibration counts."
