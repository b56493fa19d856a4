"""`policydesk eval run`: a test set played from beginning to end, everything kept in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, ready
from adapters.terminal.evaluation.revision import revision_option
from adapters.terminal.options import json_option
from adapters.terminal.paths import Place
from adapters.terminal.printable import whole
from adapters.terminal.progress import progress, waiting

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.cases import TestSet
    from evals.runs import Recording, Run

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
    from evals.corpus import Corpus
    from evals.runs import recording
    from evals.runs.gathering import gathered
    from evals.runs.places import place

    corpus = Corpus(assistant.library, revision)
    reply = partial(assistant.reply, revision=revision)
    with waiting("Loading the search model"):
        facts = gathered(assistant, cases, corpus, repeat)
    folder = out or place(assistant.settings.data / "evaluations", facts)
    with recording(folder, facts, cases) as made, _kind_stop(made):
        _warm_up(assistant, revision)
        with progress() as report:
            report("playing", made.done, made.due)
            for done in made.play(reply, corpus):
                report("playing", done, made.due)
        with waiting("Counting"):
            return made.finish()


def _warm_up(assistant: Assistant, revision: int) -> None:
    """Load everything that answering needs, so that no case's time has it in it."""
    if revision == assistant.library.live():
        ready(assistant)
        return
    with waiting("Loading the search model"):
        assistant.warm_up(revision)


@contextmanager
def _kind_stop(made: Recording) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        how_far = f"Stopped after {made.done} of {made.due}"
        click.echo(f"{how_far}; the same command goes on from there.", err=True)
        raise click.exceptions.Exit(_INTERRUPTED) from None
