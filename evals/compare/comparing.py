"""Two runs → their comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.compare.cases import Seen, pairs, seen, shared
from evals.compare.conditions import conditions
from evals.compare.figures import Samples, differences
from evals.compare.model import Comparison, Pair, Shared
from evals.metrics.per_case import per_case
from evals.outcomes import by_case
from evals.runs import Run
from evals.verdict import Status


@dataclass(frozen=True, slots=True)
class _Kept:
    """All that is kept of a run's cases while it is compared: no text."""

    seen: Mapping[str, Seen]
    samples: Mapping[str, Samples]


def compare(a: Run, b: Run) -> Comparison:
    """Return what B does otherwise than A, over the cases that are the same in both.

    A case that was played several times passes if it does so every time. Runs that weren't
    finished are compared as far as they go. Raises BadRun for a damaged one.
    """
    before, after = _kept(a), _kept(b)
    both = shared(before.seen, after.seen)
    ids = _comparable(before.seen, after.seen, both)
    moved = {id_: _move(before.seen[id_], after.seen[id_]) for id_ in ids}
    found = pairs(a.outcomes(), b.outcomes(), {id_ for id_, move in moved.items() if move})

    def listed(move: str) -> tuple[Pair, ...]:
        return tuple(found[id_] for id_ in ids if moved[id_] == move)

    return Comparison(
        a.folder,
        b.folder,
        (a.facts, b.facts),
        both,
        conditions(a.facts, b.facts),
        differences((before.samples[id_], after.samples[id_]) for id_ in ids),
        won=listed("won"),
        lost=listed("lost"),
        changed=listed("changed"),
        unfinished=tuple(name for name, run in (("A", a), ("B", b)) if not run.complete),
    )


def _kept(run: Run) -> _Kept:
    told: dict[str, Seen] = {}
    samples: dict[str, Samples] = {}
    extra = run.extra()
    for case, results in by_case(run.outcomes()):
        told[case.id] = seen(case, results)
        samples[case.id] = per_case(case, results, extra)
    return _Kept(told, samples)


def _comparable(a: Mapping[str, Seen], b: Mapping[str, Seen], both: Shared) -> list[str]:
    left_out = {*both.differing, *both.stale}
    return [id_ for id_ in a if id_ in b and id_ not in left_out]


def _move(before: Seen, after: Seen) -> str:
    """Return the list that a case belongs to; "" for one that came out the same."""
    if before.status is after.status:
        return "" if before.told == after.told else "changed"
    return "won" if after.status is Status.PASSED else "lost"
