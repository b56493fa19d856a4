"""A run held against a gate's rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals import cases as testsets
from evals.compare.wording import amount, counted
from evals.gate.changes import compared
from evals.gate.evidence import Evidence, against, evidence, named
from evals.gate.rules import Bound, Rules
from evals.gate.verdict import Judged, Verdict
from evals.metrics import Figure, Scores, score
from evals.runs import Run
from evals.verdict import Status


def judge(rules: Rules, run: Run, baseline: Run | None = None) -> Verdict:
    """Return what the rules say of a run, and of its changes since the baseline.

    What nothing measures isn't met; a run that wasn't finished meets nothing, and neither does
    one of another set than the rules name. Raises BadRun for a damaged run, BadTestSet for a set
    of the rules that can't be read.
    """
    if not run.complete:
        judged: tuple[Judged, ...] = (_UNFINISHED,)
    else:
        # Counted anew: whoever judges takes nobody's word for the figures.
        known, scores = evidence(run), score(run.outcomes(), run.extra())
        judged = (
            *_trustworthy(rules, run, known),
            *(_bounded(bound, scores, known) for bound in rules.bounds),
            *_passing(rules, known),
            *compared(rules, run, baseline),
        )
    return Verdict(run.folder, rules.path, baseline.folder if baseline else None, judged)


_UNFINISHED = Judged(
    "finished",
    passed=False,
    said="The run wasn't finished, so it says nothing; the command that began it goes on with it",
)


def _trustworthy(rules: Rules, run: Run, known: Sequence[Evidence]) -> Iterator[Judged]:
    """Judge whether the figures can be relied on."""
    if rules.sets and run.facts.set_digest not in {testsets.read(p).digest for p in rules.sets}:
        said = f"The run played {run.facts.set_name} as it was then; that isn't a set of the gate"
        yield Judged("same set", passed=False, said=f"{said} as it is now. Play it again")
    stale = [one for one in known if one.stale]
    yield _counted(
        "stale cases",
        stale,
        rules.stale_cases,
        "stale (clauses that they name aren't in this revision)",
    )
    undecided = [one for one in known if one.undecided]
    yield _counted("cases without a decision", undecided, 0, "without a decision")


def _counted(rule: str, found: Sequence[Evidence], allowed: int, what: str) -> Judged:
    cases, more = named(found)
    said = f"{counted(len(found))} {what}; at most {allowed} may be so"
    return Judged(
        f"{rule} at most {allowed}",
        passed=len(found) <= allowed,
        said=said,
        value=len(found),
        bound=allowed,
        n=len(found),
        cases=cases,
        more=more,
    )


def _bounded(bound: Bound, scores: Scores, known: Sequence[Evidence]) -> Judged:
    figure = _figure(bound, scores)
    metric, asked = bound.metric, "at least" if bound.at_least else "at most"
    name = f"{metric.name} of {bound.slice}" if bound.slice else metric.name
    rule = f"{name} {asked} {bound.value:g}"
    if figure.value is None:
        return Judged(rule, False, f"{name} can't be told: no case measures it", metric.name)  # noqa: FBT003
    passed = bound.met(figure.value)
    cases, more = ((), 0) if passed else named(against(bound, known))
    ends = f"{amount(metric, figure.low)} to {amount(metric, figure.high)}"
    said = f"{name} is {amount(metric, figure.value)} (95 %: {ends}; {counted(figure.n)})"
    return Judged(
        rule,
        passed=passed,
        said=f"{said}, {asked} {bound.value:g} is asked",
        metric=metric.name,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound=bound.value,
        n=figure.n,
        cases=cases,
        more=more,
    )


def _figure(bound: Bound, scores: Scores) -> Figure:
    if not bound.slice:
        return scores.overall[bound.metric.name]
    for one in scores.slices:
        if f"{one.kind}:{one.name}" == bound.slice:
            return one.figures[bound.metric.name]
    return Figure(bound.metric.name)


def _passing(rules: Rules, known: Sequence[Evidence]) -> Iterator[Judged]:
    for id_ in rules.ids:
        found = [one for one in known if one.id == id_]
        yield _must_pass(f"case {id_}", found, "isn't in the set")
    for tag in rules.tags:
        found = [one for one in known if tag in one.tags]
        yield _must_pass(f"tag:{tag}", found, "is on no case of the set")


def _must_pass(name: str, found: Sequence[Evidence], absent: str) -> Judged:
    failing = [one for one in found if one.status is not Status.PASSED]
    cases, more = named(failing)
    said = f"{name} must pass; {len(failing)} of {counted(len(found))} failed"
    return Judged(
        f"{name} must pass",
        passed=bool(found) and not failing,
        said=said if found else f"{name} must pass, but {absent}",
        n=len(found),
        cases=cases,
        more=more,
    )
