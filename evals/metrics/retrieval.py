"""How well the needed clauses were found, by ir_measures: the field's own definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ir_measures import AP, RR, R, iter_calc, nDCG

from evals.model import Case, Ranked, Result

_MEASURES = {
    R @ 1: "recall@1",
    R @ 3: "recall@3",
    R @ 5: "recall@5",
    R @ 10: "recall@10",
    AP @ 10: "map@10",
    nDCG @ 10: "ndcg@10",
    RR: "mrr",
}


def retrieval(case: Case, result: Result) -> Mapping[str, float]:
    """Return the values of the retrieval metrics; none for a case without gold.

    Each requirement is one relevant item. A passage stands for the requirements that it is the
    first to meet, one place for each; any other passage is an item that nobody needs. What finds
    nothing has 0 everywhere.
    """
    return _measured(len(case.gold), tuple(_places(result.passages))) if case.gold else {}


def first_right(result: Result) -> int | None:
    """Return the rank from 1 of the first passage that meets a requirement, None without one."""
    ranks = (rank for rank, found in enumerate(result.passages, start=1) if found.meets)
    return next(ranks, None)


def _places(passages: Sequence[Ranked]) -> Iterator[bool]:
    """Yield for each place whether a needed clause stands there."""
    met: set[int] = set()
    for passage in passages:
        new = set(passage.meets) - met
        met |= new
        yield from [True] * len(new) or [False]


# What comes out hangs on the places alone, and a set of thousands has few different ones.
@lru_cache(maxsize=4096)
def _measured(required: int, places: tuple[bool, ...]) -> Mapping[str, float]:
    relevant = {"case": {f"needed {place}": 1 for place in range(required)}}
    needed = (f"needed {place}" for place in range(required))
    items = [next(needed) if right else f"other {rank}" for rank, right in enumerate(places)]
    found = {"case": {item: float(-rank) for rank, item in enumerate(items)}}
    return {_MEASURES[one.measure]: one.value for one in iter_calc(_MEASURES, relevant, found)}
