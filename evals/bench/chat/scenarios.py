"""What may come on any platform: a burst, a power cut, a locked database, an outage, limits."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise

from httpx import codes

from evals.bench.chat.load import ask, by_everybody, in_threads, outcome
from evals.bench.chat.outcome import Outcome
from evals.bench.chat.platform import Call, Line, Platform, Start
from evals.bench.chat.serving import serving
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places
from evals.bench.service import Service

ENOUGH = 240.0  # seconds in which everything must be over
# Seconds that a 429 asks to wait at the least.
_WAIT = 1.0


def burst(places: Places, start: Start, count: int = 200, seconds: float = 10) -> Iterator[Figure]:
    """Ask much at once."""
    with start() as one, serving(places, "burst", one) as service:
        ask(one, by_everybody(count), seconds)
        seen = outcome(one, service.data, count, ENOUGH)
    name = f"{one.name}: {count} questions in {seconds:g} s"
    yield from acks(name, seen)
    yield plain(f"{name}: question to answer p50", percentile(seen.waits(), 50), "s")
    yield plain(f"{name}: question to answer p99", percentile(seen.waits(), 99), "s")
    yield from whole(name, seen)


def killed(places: Places, start: Start, count: int = 100, seconds: float = 5) -> Iterator[Figure]:
    """Cut the power in the middle, and start again."""
    with start() as one, serving(places, "killed", one) as service:
        with meanwhile(one, by_everybody(count), seconds):
            time.sleep(seconds / 2)
            service.kill()
            again = service.start()
        seen = outcome(one, service.data, count, ENOUGH)
    name = f"{one.name}: kill -9 in the middle of {count} questions"
    yield plain(f"{name}: ready again", again, "s")
    yield from whole(name, seen, all_taken=one.patient)


def locked(places: Places, start: Start, count: int = 50, seconds: float = 10) -> Iterator[Figure]:
    """Let another program hold the database."""
    with start() as one, serving(places, "locked", one) as service:
        with meanwhile(one, by_everybody(count), seconds):
            time.sleep(2)
            _hold(service, 5)
        seen = outcome(one, service.data, count, ENOUGH)
    yield from whole(f"{one.name}: database locked for 5 s", seen)


def away(places: Places, start: Start, count: int = 50, gone: float = 60) -> Iterator[Figure]:
    """Let the platform take no call while questions come."""
    with start() as one, serving(places, "away", one) as service:
        one.away(gone)
        back = time.time() + gone
        ask(one, by_everybody(count), 10)
        seen = outcome(one, service.data, count, gone + ENOUGH)
    name = f"{one.name}: away for {gone:g} s"
    last = max((said.at for _, said in seen.answered), default=back)
    yield plain(f"{name}: {count} answers were there after its return", last - back, "s")
    yield from whole(name, seen)


def storms(places: Places, start: Start, threads: int = 20, each: int = 4) -> Iterator[Figure]:
    """Answer every few calls with 429, and hold conversations to a pace."""
    count = threads * each
    with start() as one, serving(places, "storms", one) as service:
        one.pace(2)
        one.limit(30, _WAIT)
        ask(one, in_threads(one, threads, each), 10)
        one.limit(20, 2 * _WAIT)
        seen = outcome(one, service.data, count, ENOUGH)
        calls = one.calls()
    name = f"{one.name}: 429 storms"
    waited = sum(call.status == codes.TOO_MANY_REQUESTS for call in calls)
    yield plain(f"{name}: messages that were told to wait", waited)
    yield at_most(f"{name}: called again before Retry-After", hasty(calls), 0, "times")
    yield at_most(f"{name}: threads out of order", seen.disordered, 0)
    yield from whole(name, seen)


ALL = (burst, killed, locked, away, storms)


def acks(name: str, seen: Outcome) -> Iterator[Figure]:
    """Yield how soon the platform was answered, taken over every delivery."""
    yield plain(f"{name}: ack p50", percentile(seen.acks(), 50), "ms")
    yield at_most(f"{name}: ack p99", percentile(seen.acks(), 99), 500, "ms")


def whole(
    name: str, seen: Outcome, *, all_taken: bool = True, doubled: int = 0
) -> Iterator[Figure]:
    """Yield what was lost, and what came twice, of which `doubled` messages can't be helped.

    Not `all_taken`: what the platform gave up delivering is told, and nobody's fault.
    """
    yield at_most(f"{name}: lost", seen.lost, 0, "questions")
    missed = f"{name}: given up by the platform"
    yield at_most(missed, seen.missed, 0) if all_taken else plain(missed, seen.missed)
    yield at_most(f"{name}: sent twice", seen.twice, doubled, "messages")


@contextmanager
def meanwhile(one: Platform, questions: Sequence[Line], seconds: float) -> Iterator[None]:
    """Have questions asked while something else happens."""
    asking = threading.Thread(target=ask, args=(one, questions, seconds))
    asking.start()
    try:
        yield
    finally:
        asking.join()


def hasty(calls: Sequence[Call]) -> int:
    """Return how often a conversation was written to sooner after a 429 than was asked for."""
    channels: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        channels[call.channel].append(call)
    return sum(
        before.status == codes.TOO_MANY_REQUESTS and after.at - before.at < _WAIT
        for made in channels.values()
        for before, after in pairwise(made)
    )


def _hold(service: Service, seconds: float) -> None:
    path = service.data / "catalog.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("ROLLBACK")
