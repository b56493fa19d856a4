"""What may come in Teams alone: its connector's faults, its keys, its service URLs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from httpx import codes

from evals.bench.chat.load import ask, by_everybody, outcome
from evals.bench.chat.scenarios import ENOUGH, acks, meanwhile, whole
from evals.bench.chat.serving import serving
from evals.bench.chat.teams import teams
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places

_AGAIN = (codes.PRECONDITION_FAILED, codes.BAD_GATEWAY, codes.GATEWAY_TIMEOUT)


def rotated(places: Places, count: int = 200, seconds: float = 10) -> Iterator[Figure]:
    """Have the connector sign with a new key in the middle of a burst."""
    with teams() as one, serving(places, "rotated", one) as service:
        with meanwhile(one, by_everybody(count), seconds):
            time.sleep(seconds / 2)
            one.rotate()
        seen = outcome(one, service.data, count, ENOUGH)
    name = f"{one.name}: key rotated in the middle of {count} questions"
    yield at_most(f"{name}: deliveries refused", seen.refused, 0)
    yield from acks(name, seen)
    yield from whole(name, seen)


def failing(places: Places, count: int = 50, each: int = 10) -> Iterator[Figure]:
    """Answer posts with what Teams wants repeated, having done nothing."""
    with teams() as one, serving(places, "failing", one) as service:
        for status in _AGAIN:
            one.fail(each, status)
        ask(one, by_everybody(count), 10)
        seen = outcome(one, service.data, count, ENOUGH)
    name = f"{one.name}: {each} posts each answered with {', '.join(f'{s:d}' for s in _AGAIN)}"
    yield plain(f"{name}: question to answer p99", percentile(seen.waits(), 99), "s")
    yield from whole(name, seen)


def cut_off(places: Places, count: int = 50, cut: int = 10) -> Iterator[Figure]:
    """Take posts and answer 504: nobody can tell then that they are there."""
    with teams() as one, serving(places, "cut-off", one) as service:
        one.fail(cut, codes.GATEWAY_TIMEOUT, done=True)
        ask(one, by_everybody(count), 10)
        seen = outcome(one, service.data, count, ENOUGH)
    yield from whole(f"{one.name}: {cut} posts taken but answered with 504", seen, doubled=cut)


def moved(places: Places, people: int = 50) -> Iterator[Figure]:
    """Move all chats to another service URL while their answers wait, and write there again."""
    questions = by_everybody(2 * people)
    asked = [replace(line, person=number % people) for number, line in enumerate(questions)]
    with teams() as one, serving(places, "moved", one) as service:
        one.away(2 * ENOUGH)
        ask(one, asked[:people], 5)
        one.move(range(people))
        ask(one, asked[people:], 5)
        one.away(0)
        seen = outcome(one, service.data, 2 * people, ENOUGH)
    name = f"{one.name}: service URL of {people} chats moved while answers waited"
    yield at_most(f"{name}: chats out of order", seen.disordered, 0)
    yield from whole(name, seen)


ALL = (rotated, failing, cut_off, moved)
