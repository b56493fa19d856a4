"""Figures of the same questions without rewordings and with them, each with its 95 % interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.model import Kind
from evals.bench.figures import Figure, at_least, at_most, plain
from evals.bench.places import Places
from evals.bench.reading.asking import Pair, Seen, in_employees_words, own
from evals.bench.reading.prepared import prepared
from evals.calibration.quality import Numbers, measured, numbers

_BY_HAND = "rewordings written by hand beforehand, as a model might: an upper bound"
_DEPTHS = (1, 3, 5, 10)
# Questions that nothing answers are answered with a caveat if something is near. Rewording finds
# something near; so many more of them are a fair price for the answers that it finds.
_MORE = 0.05

Told = Callable[[Seen], bool]


def run(places: Places) -> list[Figure]:
    """Ask all questions that are on file with rewordings, and report over each source."""
    asked = {"own set": list(own(places, prepared(Path(__file__).with_name("fit.jsonl"))))}
    others = places.work / "reading/dev_questions.jsonl"
    if others.exists():
        asked["employees' words"] = list(in_employees_words(places, prepared(others)))
    figures = [figure for name, pairs in asked.items() for figure in _source(name, pairs)]
    if not others.exists():
        figures.append(plain("employees' words: read", 0, note=f"{others} is missing"))
    whole = [pair for pairs in asked.values() for pair in pairs]
    return [*figures, *_growth([pair for pair in whole if not pair.chosen_on])]


def _source(name: str, pairs: Sequence[Pair]) -> Iterator[Figure]:
    answerable = [pair for pair in pairs if pair.answerable]
    others = [pair for pair in pairs if pair.answerable is False]
    yield plain(f"{name}: read, with an answer", len(answerable), note=_BY_HAND)
    for what, told in _ON_ANSWERABLE.items():
        yield from _both(f"{name}: {what}", answerable, told)
    yield from _right(name, answerable)
    yield plain(f"{name}: read, without an answer", len(others), note=_BY_HAND)
    for what, told in _ENDINGS.items():
        yield from _both(f"{name}, without an answer: {what}", others, told)


def _both(name: str, pairs: Sequence[Pair], told: Told) -> Iterator[Figure]:
    yield _share(f"{name}, plain", numbers(told(pair.plain) for pair in pairs))
    yield _share(f"{name}, reworded", numbers(told(pair.read) for pair in pairs))


def _right(name: str, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Yield how many of the answers cite gold."""
    sides = {"plain": [p.plain for p in pairs], "reworded": [p.read for p in pairs]}
    for side, seen in sides.items():
        answers = [one for one in seen if one.kind is Kind.ANSWER]
        cites = numbers(one.cites for one in answers)
        yield _share(f"{name}: answers that cite gold, {side}", cites)


def _growth(pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Yield what rewordings change, on the half that nothing was chosen on (though it was seen)."""
    answerable = [pair for pair in pairs if pair.answerable]
    others = [pair for pair in pairs if pair.answerable is False]
    gained = _difference("other half: more answers that cite gold", answerable, _answers_right)
    yield at_least(gained.name, gained.value, 0.0, note=gained.note)
    more = _difference("other half, without an answer: more answered", others, _answered)
    yield at_most(more.name, more.value, _MORE, note=more.note)


def _difference(name: str, pairs: Sequence[Pair], told: Told) -> Figure:
    return _share(name, numbers(int(told(p.read)) - int(told(p.plain)) for p in pairs))


def _share(name: str, values: Numbers) -> Figure:
    if not len(values):
        return plain(name, 0, note="no question")
    found = measured(lambda one, axis=-1: one.mean(axis=axis), values)
    low, high = found.low, found.high
    between = "" if low is None or high is None else f"95% {low:.2f} to {high:.2f}; "
    return plain(name, found.value, note=f"{between}{len(values)}")


def _first(depth: int) -> Told:
    return lambda seen: seen.rank is not None and seen.rank <= depth


def _ends(kind: Kind) -> Told:
    return lambda seen: seen.kind is kind


def _cites(seen: Seen) -> bool:
    return seen.cites


_answered = _ends(Kind.ANSWER)


def _answers_right(seen: Seen) -> bool:
    return seen.cites and _answered(seen)


_ENDINGS: Mapping[str, Told] = {
    "answered": _answered,
    "escalated": _ends(Kind.ESCALATE),
    "declined": _ends(Kind.DECLINE),
}
_ON_ANSWERABLE: Mapping[str, Told] = {
    **{f"gold among the first {depth}": _first(depth) for depth in _DEPTHS},
    "gold in the citations": _cites,
    **_ENDINGS,
}
