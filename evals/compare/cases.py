"""The cases of two runs: which can be compared, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from evals.compare.model import Pair, Shared
from evals.model import Case, Result
from evals.outcomes import Outcomes, by_case, overall, shown
from evals.verdict import Status, faults


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a case of a run, small enough for all of them to be in memory.

    `content` is a hash of what the case asks for, `told` of the decisions that it got: two
    are equal in one process only.
    """

    content: int
    told: int
    status: Status


def seen(case: Case, results: Iterable[Result]) -> Seen:
    """Return what is kept of a case."""
    results = tuple(results)
    content = hash(replace(case, note=""))
    return Seen(content, hash(frozenset(map(_told, results))), overall(case, results))


def shared(a: Mapping[str, Seen], b: Mapping[str, Seen]) -> Shared:
    """Return which cases can be compared; A's order counts."""
    both = [id_ for id_ in a if id_ in b]
    differing = tuple(id_ for id_ in both if a[id_].content != b[id_].content)
    stale = tuple(id_ for id_ in both if Status.STALE in (a[id_].status, b[id_].status))
    left_out = {*differing, *stale}
    return Shared(
        count=len(both) - len(left_out),
        only_a=tuple(id_ for id_ in a if id_ not in b),
        only_b=tuple(id_ for id_ in b if id_ not in a),
        differing=differing,
        stale=tuple(id_ for id_ in stale if id_ not in differing),
    )


def pairs(a: Outcomes, b: Outcomes, wanted: Collection[str]) -> dict[str, Pair]:
    """Return the wanted cases with what came of them in both runs."""
    before = {case.id: shown(case, found) for case, found in by_case(a) if case.id in wanted}
    made = {}
    for case, found in by_case(b):
        if case.id in wanted:
            old, new = before[case.id], shown(case, found)
            made[case.id] = Pair(case, old, new, faults(case, old), faults(case, new))
    return made


def _told(result: Result) -> int:
    cited = tuple((cited.key, cited.quote) for cited in result.citations)
    return hash((result.kind, result.reason, cited, result.error))
