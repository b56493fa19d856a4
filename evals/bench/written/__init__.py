"""Sentences as a language model writes them, many of them wrong: which ones pass the check.

The sentences stand beside this file and need no data; what they are, README.md says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places
from evals.bench.written.judging import Judged, answers, interval, judge, milliseconds
from evals.bench.written.made import HALVES, sentences
from knowledge.retrieval.embedding import SentenceEmbedder

__all__ = ["run"]

# How the sentences of each half were written.
_WRITTEN = {
    "fit": "freely reworded or under the instruction",
    "held": "freely reworded",
    "prompted": "held back, written under the real instruction",
}
# What a check may miss, and what it may cost: shares, and milliseconds for an answer.
_PASS, _DROP, _TIME = 0.02, 0.10, 30
_RUNS = 5


def run(places: Places) -> list[Figure]:
    """Judge all halves with the packaged model, then time answers of six sentences."""
    del places
    encode = SentenceEmbedder().encode
    encode(["warm up"])
    made = {half: sentences(half) for half in HALVES}
    judged = {half: judge(made[half], encode) for half in HALVES}
    found = answers([one for half in HALVES for one in made[half]])
    taken = milliseconds(found, encode, _RUNS)
    note = f"{len(found)} answers of six sentences, {_RUNS} runs"
    return [
        *(figure for half in HALVES for figure in _shares(half, judged[half])),
        *_bounded(judged["held"], judged["prompted"]),
        at_most("checking an answer: p50", percentile(taken, 50), _TIME, "ms", note),
        at_most("checking an answer: p95", percentile(taken, 95), _TIME, "ms", note),
    ]


def _shares(half: str, judged: Judged) -> Iterator[Figure]:
    name = f"{half} ({_WRITTEN[half]})"
    missed, wrong = judged.missed()
    ways = judged.passed().items()
    by_way = (f"{way} {count} of {of}" for way, (count, of) in ways if count)
    note = _note(missed, wrong, by_way)
    yield plain(f"{name}: wrong sentences that pass", missed / wrong, note=note)
    dropped, right = judged.dropped()
    by_fault = (f"{fault} {count}" for fault, count in judged.blamed().most_common())
    note = _note(dropped, right, by_fault)
    yield plain(f"{name}: right sentences dropped", dropped / right, note=note)


def _bounded(held: Judged, prompted: Judged) -> Iterator[Figure]:
    """Bound what passes wherever nothing was set, and what is dropped as a model writes."""
    missed, wrong = (held + prompted).missed()
    note = _note(missed, wrong)
    yield at_most("held and prompted: wrong sentences that pass", missed / wrong, _PASS, note=note)
    dropped, right = prompted.dropped()
    note = _note(dropped, right)
    yield at_most("prompted: right sentences dropped", dropped / right, _DROP, note=note)


def _note(count: int, of: int, parts: Iterable[str] = ()) -> str:
    low, high = interval(count, of)
    return "; ".join((f"{count} of {of}, 95 %: {low:.1%} to {high:.1%}", *parts))
