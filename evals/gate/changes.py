"""What a gate makes of the changes since a baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.compare import Difference, compare
from evals.compare.wording import amount, change, counted, interval
from evals.gate.evidence import NAMED
from evals.gate.rules import ROUNDING, Allowance, Rules
from evals.gate.verdict import Failing, Judged
from evals.runs import Run


def compared(rules: Rules, run: Run, baseline: Run | None) -> Iterator[Judged]:
    """Yield what the rules say of each metric that may not become much worse."""
    if not rules.allowances:
        return
    why = _unfit(run, baseline)
    if baseline is None or why:
        for one in rules.allowances:
            said = f"Whether {one.metric.name} became worse can't be told: {why}"
            yield Judged(_rule(one), passed=False, said=said, metric=one.metric.name)
        return
    comparison = compare(baseline, run)
    lost = tuple(
        Failing(pair.case.id, pair.case.question, " ".join(pair.wrong_b[:1]))
        for pair in comparison.lost
    )
    by_name = {one.metric.name: one for one in comparison.differences}
    for one in rules.allowances:
        yield _allowed(one, by_name.get(one.metric.name), lost, ignore_noise=rules.ignore_noise)


def _unfit(run: Run, baseline: Run | None) -> str:
    """Return why a baseline is none, "" where it is one."""
    if baseline is None:
        return "there is no run to compare with"
    if not baseline.complete:
        return "the one to compare with wasn't finished"
    if baseline.facts.set_digest != run.facts.set_digest:
        return "the run to compare with played another set, or this one as it was before"
    return ""


def _allowed(
    one: Allowance, found: Difference | None, lost: Sequence[Failing], *, ignore_noise: bool
) -> Judged:
    metric = one.metric
    if found is None or found.value is None:
        said = f"Whether {metric.name} became worse can't be told: no case measures it in both runs"
        return Judged(_rule(one), passed=False, said=said, metric=metric.name)
    # Too few cases for an interval show no noise either: the change counts.
    noise = ignore_noise and found.low is not None and found.within_noise
    passed = -found.gain <= one.value + ROUNDING or noise
    moved = f"{amount(metric, found.a)} → {amount(metric, found.b)}"
    about = f"{change(metric, found.value)}; 95 %: {interval(found)}; {counted(found.n)}"
    return Judged(
        _rule(one),
        passed=passed,
        said=f"{metric.name} went {moved} ({about}), worse by {one.value:g} at most is asked",
        metric=metric.name,
        value=found.value,
        low=found.low,
        high=found.high,
        bound=one.value,
        n=found.n,
        cases=() if passed else tuple(lost[:NAMED]),
        more=0 if passed else max(0, len(lost) - NAMED),
    )


def _rule(one: Allowance) -> str:
    return f"{one.metric.name} worse by at most {one.value:g}"
