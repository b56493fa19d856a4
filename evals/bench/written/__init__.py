"""Sentences as a language model writes them, many of them wrong: which ones pass the check.

The sentences stand beside this file and need no data; what they are, README.md says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evals.bench.figures import Figure, at_most, percentile
from evals.bench.places import Places
from evals.bench.written.judging import Judged, answers, interval, judge, milliseconds
from evals.bench.written.made import HALVES, sentences
from knowledge.retrieval.embedding import SentenceEmbedder

__all__ = ["run"]

# What a check may miss, and what it may cost: shares, and milliseconds for an answer.
_PASS, _DROP, _TIME = 0.02, 0.10, 30
_RUNS = 5


def run(places: Places) -> list[Figure]:
    """Judge both halves with the packaged model, then time answers of six sentences."""
    del places
    encode = SentenceEmbedder().encode
    encode(["warm up"])
    made = {half: sentences(half) for half in HALVES}
    judged = [figure for half in HALVES for figure in _shares(half, judge(made[half], encode))]
    found = answers([one for half in HALVES for one in made[half]])
    taken = milliseconds(found, encode, _RUNS)
    note = f"{len(found)} answers of six sentences, {_RUNS} runs"
    return [
        *judged,
        at_most("checking an answer: p50", percentile(taken, 50), _TIME, "ms", note),
        at_most("checking an answer: p95", percentile(taken, 95), _TIME, "ms", note),
    ]


def _shares(half: str, judged: Judged) -> Iterator[Figure]:
    ways = judged.passed()
    missed, wrong = (sum(counts) for counts in zip(*ways.values(), strict=True))
    by_way = (f"{way} {count} of {of}" for way, (count, of) in ways.items() if count)
    note = _note(missed, wrong, by_way)
    yield at_most(f"{half}: wrong sentences that pass", missed / wrong, _PASS, note=note)
    dropped, right = judged.dropped()
    by_fault = (f"{fault} {count}" for fault, count in judged.blamed().most_common())
    note = _note(dropped, right, by_fault)
    yield at_most(f"{half}: right sentences dropped", dropped / right, _DROP, note=note)


def _note(count: int, of: int, parts: Iterable[str]) -> str:
    low, high = interval(count, of)
    return "; ".join((f"{count} of {of}, 95 %: {low:.1%} to {high:.1%}", *parts))
