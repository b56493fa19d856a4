"""What a run came to, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from adapters.terminal.printable import one_line
from evals.report.wording import told
from evals.runs.files import PROBLEMS

if TYPE_CHECKING:
    from evals.metrics import Figure
    from evals.runs import Facts, Run

# What a director asks first; the report has the others.
_HEADLINES = (
    "passed",
    "answered_when_answerable",
    "not_answered_when_unanswerable",
    "citation_precision",
    "recall@5",
    "urgent_recall",
    "leaks",
    "p50_ms",
)
_JUDGED = ("judge_answers", "judge_grounded", "judge_spread")


@dataclass(frozen=True, slots=True)
class Summary:
    """A finished run: its folder, what shaped it, and what it came to.

    `failed` counts the cases on which no decision was made, `stale` those whose gold nothing in
    the revision meets any more.
    """

    folder: Path
    facts: Facts
    figures: tuple[Figure, ...]
    failed: int
    stale: int


def summarised(run: Run) -> Summary:
    """Return what a finished run came to. Raises BadRun."""
    scores = run.scores()
    figures = tuple(scores.overall.values())
    return Summary(run.folder, run.facts, figures, scores.failed, scores.stale)


def summary(made: Summary) -> Group:
    """Return the headline figures, what went wrong, and what one can do next."""
    return Group(*_lines(made))


def judged_summary(made: Summary) -> Group:
    """Return what a model thinks of the answers."""
    figures = {figure.name: figure for figure in made.figures}
    note = "Opinions of a model differ from day to day; rest no decision on them alone."
    return Group(_figures(figures[name] for name in _JUDGED), Text(note, style="dim"))


def _lines(made: Summary) -> Iterator[RenderableType]:
    facts = made.facts
    times = f", each {facts.repeat} times" if facts.repeat > 1 else ""
    title = f"{facts.set_name}: {_cases(facts.cases)}{times}, revision {facts.revision}"
    yield Text(one_line(title), style="bold")
    figures = {figure.name: figure for figure in made.figures}
    yield _figures(figures[name] for name in _HEADLINES if name in figures)
    yield Text()
    yield from _troubles(made)
    yield Text(one_line(f"Everything is kept in {made.folder}. Look at it:"))
    yield Text(one_line(f"policydesk eval report {quote(str(made.folder))}"))


def _figures(figures: Iterable[Figure]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("metric", overflow="fold")
    table.add_column("value", justify="right", style="bold")
    table.add_column("cases", justify="right", style="dim")
    table.add_column("95 % interval", style="dim")
    for one in map(told, figures):
        table.add_row(one.metric.name, one.value, str(one.n), one.interval)
    return table


def _troubles(made: Summary) -> Iterator[Text]:
    log = f"{made.folder.name}/{PROBLEMS}"
    if made.failed:
        yield _trouble(f"Without a decision: {_cases(made.failed)}. {log} says why.")
    if made.stale:
        yield _trouble(
            f"Stale: {_cases(made.stale)}. What they call right isn't in this revision for the"
            f" asker on that day, so they count in no figure. {log} says more."
        )
    if 2 * made.stale > made.facts.cases:
        yield _trouble("Is this the knowledge base that the set was made for? See --data.")


def _trouble(text: str) -> Text:
    return Text(one_line(text), style="yellow")


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
