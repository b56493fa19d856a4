"""A run as a page that a director can read, in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from evals.report import page, slices, wording
from evals.report.confusion import confusion
from evals.report.findings import ON_PAPER, findings
from evals.report.judgement import Judgement
from evals.report.kinds import Mistake
from evals.report.provenance import asked, provenance
from evals.report.summary import cautions, summary
from evals.report.text import short
from evals.runs import Run
from evals.runs.files import PROBLEMS, replace_file
from evals.verdict import named

_PROBLEMS = 100  # lines of the log that are shown
_LINE = 500  # characters of a line


def write_html(run: Run, path: Path, *, verdict: Sequence[Judgement] | None = None) -> None:
    """Write the page as a whole, or leave the one that is there; a gate's verdict comes first.

    Raises BadRun for a run that isn't finished or is damaged, OSError where it can't be written.
    """
    replace_file(path, html(run, verdict).encode())


def html(run: Run, verdict: Sequence[Judgement] | None = None) -> str:
    """Return the page. Only the worst cases are in it, and so their number doesn't matter.

    Raises BadRun.
    """
    # Half a second, which Markdown and JUnit shouldn't take.
    from evals.report.plots import plots  # noqa: PLC0415

    scores, found = run.scores(), findings(run.outcomes())
    problems, more = _problems(run.folder / PROBLEMS)
    return page.render(
        "report.html.j2",
        facts=run.facts,
        asked=asked(run.facts, found.days),
        summary=summary(scores, found, verdict),
        verdict=verdict,
        cautions=tuple(cautions(run, scores)),
        headlines=tuple(wording.headlines(scores)),
        figures=tuple(wording.told(figure) for figure in scores.overall.values()),
        plots=tuple(plots(scores)),
        confusion=confusion(scores.curves.confusion),
        slices=slices,
        groups=slices.groups(scores),
        chance=slices.chance(scores),
        found=found,
        on_paper=ON_PAPER,
        anchors={one.case.id: f"case-{place}" for place, one in enumerate(found.worst, start=1)},
        problems=problems,
        more_problems=more,
        provenance=tuple(provenance(run.facts)),
        Mistake=Mistake,
        named=named,
        words=wording,
    )


def _problems(log: Path) -> tuple[tuple[str, ...], bool]:
    """Return the first lines of the log, and whether there are more."""
    if not log.is_file():
        return (), False
    with log.open(encoding="utf-8", errors="replace") as file:
        lines = tuple(islice(_bounded(file), _PROBLEMS + 1))
    return lines[:_PROBLEMS], len(lines) > _PROBLEMS


def _bounded(file: Iterator[str]) -> Iterator[str]:
    return (short(line.rstrip(), _LINE) for line in file)
