"""A run in short, as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.report import slices, wording
from evals.report.findings import Failure, findings
from evals.report.judgement import Judgement
from evals.report.summary import cautions, summary
from evals.report.text import headline, in_markdown, short
from evals.runs import Run

_CASES = 10
_LONGEST = 300


def markdown(run: Run, verdict: Sequence[Judgement] | None = None) -> str:
    """Return the verdict, the figures that matter, the weak slices and the worst cases.

    Raises BadRun for a run that isn't finished or is damaged.
    """
    return "\n".join(_lines(run, verdict)) + "\n"


def _lines(run: Run, verdict: Sequence[Judgement] | None) -> Iterator[str]:
    scores, found = run.scores(), findings(run.outcomes(), _CASES)
    told = summary(scores, found, verdict)
    yield f"## {in_markdown(run.facts.set_name)}: {in_markdown(told.headline)}"
    yield ""
    yield in_markdown(told.lead)
    yield ""
    yield from (f"- {in_markdown(point)}" for point in told.points)
    yield from (f"- **Note:** {in_markdown(one)}" for one in cautions(run, scores))
    if verdict is not None:
        yield from _rules(verdict)
    yield from ("", "| Figure | Value | 95 % interval | Cases |", "|---|---:|---|---:|")
    for one in wording.headlines(scores):
        yield f"| {in_markdown(one.label)} | {one.value} | {one.interval} | {one.n:,} |"
    yield from _slices(slices.weak(scores), slices.chance(scores))
    yield from _cases(found.worst, sum(found.mistakes.values()))


def _rules(verdict: Sequence[Judgement]) -> Iterator[str]:
    yield from ("", "### Rules", "")
    for one in verdict:
        cases = ", ".join(case.id for case in one.cases)
        more = f" and {one.more} more" if one.more else ""
        against = f": {cases}{more}" if cases else ""
        state = "met" if one.passed else "**not met**"
        yield f"- {state}: {in_markdown(one.said + against)}"


def _slices(weak: Sequence[slices.Row], chance: str) -> Iterator[str]:
    if not weak:
        return
    yield from ("", "### Probably weaker than the whole", "", in_markdown(chance), "")
    yield from ("| Slice | Right | 95 % interval | Cases |", "|---|---:|---|---:|")
    for row in weak:
        told = row.passed
        yield f"| {in_markdown(row.name)} | {told.value} | {told.interval} | {row.cases:,} |"


def _cases(worst: Sequence[Failure], failing: int) -> Iterator[str]:
    if not worst:
        return
    yield from ("", f"### The worst {len(worst)} of {wording.counted(failing, 'failing case')}", "")
    for one in worst:
        question = in_markdown(headline(one.case.question, _LONGEST))
        yield f"- **{question}** ({in_markdown(one.case.id)})"
        wrong = short(" ".join(one.faults), _LONGEST)
        yield f"  {in_markdown(wrong)}"
