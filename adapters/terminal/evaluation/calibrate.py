"""`policydesk eval calibrate`: fit the confidence on a test set, look, and use it or not."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, person
from adapters.terminal.options import json_option
from adapters.terminal.printable import whole
from adapters.terminal.progress import progress

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.calibration.material import Material

# Fewer than half right is no target, and all right can't be shown by any set.
_TARGET = click.FloatRange(0.5, 0.99)


def _a_number(_context: click.Context, _option: click.Parameter, value: float) -> float:
    if isnan(value):  # which no range keeps out
        raise click.BadParameter("nan is no number.")
    return value


@click.command()
@click.argument("source", metavar="[SET]", required=False)
@click.option(
    "--target",
    type=_TARGET,
    callback=_a_number,
    default=0.95,
    show_default=True,
    help="Which share of the confident answers shall be right.",
)
@click.option("--packaged", is_flag=True, help="Instead of fitting, go back to what is packaged.")
@click.option("--use", is_flag=True, help="Use it, from the next start on.")
@json_option
@click.pass_obj
def command(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk, source: str | None, target: float, *, packaged: bool, use: bool, as_json: bool
) -> None:
    """Fit the stated confidence on a test set.

    What it would be is shown beside what it is. SET is a test set (a file, a folder, or the name
    of one that comes with PolicyDesk), or the folder of a finished run. Nothing changes without
    --use.
    """
    if packaged == (source is not None):
        raise click.UsageError("Name a test set or a run's folder, or say --packaged.")
    if source is None:
        _go_back(desk, use=use, as_json=as_json)
    else:
        _fit(desk, Path(whole(source)), target, use=use, as_json=as_json)


def _fit(desk: Desk, source: Path, target: float, *, use: bool, as_json: bool) -> None:
    from adapters.terminal.evaluation.calibration_lines import lines
    from adapters.terminal.screen import tell
    from bot.wiring import calibrations
    from evals.calibration.source import proposed
    from evals.calibration.telling import payload
    from evals.errors import BadCalibration

    with desk.open() as assistant:
        told = proposed(_material(assistant, source), assistant, target)
        made = told.proposal.calibration
        used = use and made is not None
        if used and made:
            calibrations(assistant.library).use(made, person())
    tell(payload(told, used=used), lambda _: lines(told, used=used), as_json=as_json)
    if use and not used:
        raise BadCalibration("The target can't be reached on this set; nothing has changed.")


def _material(assistant: Assistant, source: Path) -> Material:
    from adapters.terminal.desk import ready
    from evals.calibration.source import of_folder, of_set
    from evals.cases import read
    from evals.runs.files import FACTS
    from evals.shipped import find

    if (source / FACTS).is_file():
        return of_folder(source, assistant.library.model)
    cases = read(find(str(source)))
    ready(assistant)
    with progress() as report:
        return of_set(cases, assistant, report)


def _go_back(desk: Desk, *, use: bool, as_json: bool) -> None:
    from adapters.terminal.evaluation.calibration_lines import back_lines
    from adapters.terminal.screen import tell
    from bot.confidence import packaged
    from bot.wiring import calibrations

    with desk.open() as assistant:
        own = assistant.confidence().own
        if use:
            calibrations(assistant.library).use_packaged(person())
    made = {"packaged": packaged().digest, "own_in_use": own, "used": use}
    tell(made, lambda _: back_lines(own=own, used=use), as_json=as_json)
