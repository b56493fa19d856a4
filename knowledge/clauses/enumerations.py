"""Which mark continues which enumeration, as `(i)` does after `(h)` or beneath `(2)`.

The whole run of marks decides. A beam of partial readings is carried along; each step
costs what it is worth of doubt, and the cheapest reading of the run wins. A mark that
fits nowhere is read as no number at all: numbers are never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .counting import Alphabet, Mark

# Costs in units of doubt. Only their order matters: going on is free, a new sub-level is
# cheap, a level of one single item is odd, a gap odder, a restart more so, and beyond that
# the mark is rather taken for text.
OPEN = 1.0
CLEAR = 0.5
LONELY = 1.5
NESTED_ALIKE = 2.0
GAP = 4.0
RESTART = 5.0
# Beginning at (c): an excerpt. With the loneliness of a single item it's dearer than IGNORE.
LATE = 5.0
IGNORE = 6.0
# A heading came between: going on beyond it is free, opening a sub-level beyond it isn't.
ACROSS = 4.0
_WIDEST_GAP = 12
_BEAM = 8


class Level(NamedTuple):
    """One open enumeration: its last mark, and where the enumeration began."""

    mark: Mark
    alphabet: Alphabet
    value: int
    first: bool
    start: int


Path = tuple[Level, ...]


class _State(NamedTuple):
    cost: float
    levels: Path
    trail: _Trail | None
    stale: bool = False


class _Trail(NamedTuple):
    path: Path | None
    before: _Trail | None


def resolve(marks: Sequence[Mark | None]) -> list[Path | None]:
    """Place every mark in its enumeration.

    `None` in `marks` is a heading that may end what is open or may not. The result is as
    long as `marks`: the open levels down to the mark, or None where it is no number.
    """
    states = [_State(0.0, (), None)]
    for position, mark in enumerate(marks):
        following = (
            [_cleared(state) for state in states] + [_kept(state) for state in states]
            if mark is None
            else [after for state in states for after in _after(state, mark, position)]
        )
        states = _best(following)
    winner = min(states, key=lambda state: state.cost + _loneliness(state.levels))
    return _unwind(winner.trail)


def _after(state: _State, mark: Mark, position: int) -> list[_State]:
    found = [state._replace(cost=state.cost + IGNORE, trail=_Trail(None, state.trail))]
    for alphabet, value in mark.readings:
        alike = 0
        for depth, level in enumerate(state.levels):
            if not _is_like(level, mark, alphabet):
                continue
            alike += 1
            step = value - level.value
            if step == 1:
                doubt = 0.0
            elif 1 < step <= _WIDEST_GAP:
                doubt = GAP
            elif value == 1:
                doubt = RESTART
            else:
                continue
            start = level.start if step > 0 else position
            path = (
                *state.levels[:depth],
                Level(mark, alphabet, value, first=step <= 0, start=start),
            )
            doubt += _loneliness(state.levels[depth + (step > 0) :])
            found.append(_State(state.cost + doubt, path, _Trail(path, state.trail)))
        if not (state.levels and _is_like(state.levels[-1], mark, alphabet)):
            path = (*state.levels, Level(mark, alphabet, value, first=True, start=position))
            doubt = (OPEN if value == 1 else LATE) + alike * NESTED_ALIKE
            doubt += ACROSS if state.stale else 0.0
            found.append(_State(state.cost + doubt, path, _Trail(path, state.trail)))
    return found


def _is_like(level: Level, mark: Mark, alphabet: Alphabet) -> bool:
    return level.alphabet is alphabet and level.mark.form == mark.form


def _loneliness(closed: Path) -> float:
    """Doubt about an enumeration of one item; one with a sub-level is none."""
    return LONELY if closed and closed[-1].first else 0.0


def _cleared(state: _State) -> _State:
    doubt = CLEAR + _loneliness(state.levels)
    return _State(state.cost + doubt, (), _Trail(None, state.trail))


def _kept(state: _State) -> _State:
    return _State(state.cost, state.levels, _Trail(None, state.trail), stale=bool(state.levels))


def _best(states: list[_State]) -> list[_State]:
    cheapest: dict[tuple[Path, bool], _State] = {}
    for state in states:
        known = cheapest.get((state.levels, state.stale))
        if known is None or state.cost < known.cost:
            cheapest[state.levels, state.stale] = state
    if len(cheapest) == 1:
        return list(cheapest.values())
    ranked = sorted(cheapest.values(), key=lambda state: state.cost)[:_BEAM]
    # What is this far behind can't win any more.
    return [state for state in ranked if state.cost <= ranked[0].cost + 2 * IGNORE]


def _unwind(trail: _Trail | None) -> list[Path | None]:
    paths: list[Path | None] = []
    while trail is not None:
        paths.append(trail.path)
        trail = trail.before
    return paths[::-1]
