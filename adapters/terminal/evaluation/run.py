"""`policydesk eval run`: a test set played from beginning to end, everything kept in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk
from adapters.terminal.evaluation.revision import revision_option
from adapters.terminal.options import json_option
from adapters.terminal.paths import Place
from adapters.terminal.printable import whole
from adapters.terminal.progress import Report, progress, waiting

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.cases import TestSet
    from evals.runs import Run

_INTERRUPTED = 130
_MOST_REPEATED = 100


@click.command("run")
@click.argument("name", metavar="SET")
@revision_option
@click.option(
    "--repeat",
    type=click.IntRange(1, _MOST_REPEATED),
    default=1,
    help="Ask each question so many times.",
)
@click.option(
    "--out",
    type=Place(file_okay=False, path_type=Path),
    help="The folder for the run; default: a new one in the data folder, under evaluations.",
)
@json_option
@click.pass_obj
def command(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    name: str,
    *,
    revision: int | str | None,
    repeat: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Play a test set, and keep what came of it.

    SET is a file or folder, or the name of a set that comes with PolicyDesk: fit, held. Nothing
    is recorded or published, and a draft is asked before anybody sees it. After Ctrl-C the same
    command goes on from there. The exit code is 0 whatever the figures are.
    """
    from adapters.terminal.evaluation.summary import summarised, summary
    from adapters.terminal.screen import tell
    from evals.cases import read
    from evals.shipped import find
    from knowledge.revision_number import number_of

    if not name.strip():
        raise click.UsageError("Name a test set: a file, a folder, or one that is shipped.")
    cases = read(find(whole(name)))
    with desk.open() as assistant:
        run = _played(assistant, cases, number_of(assistant.library, revision), repeat, out)
    tell(summarised(run), summary, as_json=as_json)


def _played(
    assistant: Assistant, cases: TestSet, revision: int, repeat: int, out: Path | None
) -> Run:
    from evals.runs.playing import Playing

    with waiting("Loading the search model"):
        playing = Playing.of(assistant, cases, revision, repeat)
    with progress() as report, _kind_stop(report) as told:
        return playing.run(told, out)


@contextmanager
def _kind_stop(report: Report) -> Iterator[Report]:
    how_far = (0, 0)

    def told(stage: str, done: int, due: int) -> None:
        nonlocal how_far
        how_far = done, due
        report(stage, done, due)

    try:
        yield told
    except KeyboardInterrupt:
        stopped = "Stopped after {} of {}".format(*how_far)
        click.echo(f"{stopped}; the same command goes on from there.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None
