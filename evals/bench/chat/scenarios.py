"""What may come: a burst, a power cut, a locked database, Slack away, Slack's own limits."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

from httpx import codes

from evals.bench.chat.load import Line, Outcome, ask, lines, outcome
from evals.bench.chat.service import Service, serving
from evals.bench.chat.slack import Slack, slack
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places

_ENOUGH = 240.0  # seconds in which everything must be over


def burst(places: Places, count: int = 200, seconds: float = 10) -> Iterator[Figure]:
    """Ask much at once."""
    name = f"{count} questions in {seconds:g} s"
    with slack() as one, serving(places, "burst", one):
        ask(one, _by_everybody(count), seconds)
        seen = outcome(one, count, _ENOUGH)
    yield plain(f"{name}: ack p50", percentile(seen.acks(), 50), "ms")
    yield at_most(f"{name}: ack p99", percentile(seen.acks(), 99), 500, "ms")
    yield plain(f"{name}: question to answer p50", percentile(seen.waits(), 50), "s")
    yield plain(f"{name}: question to answer p99", percentile(seen.waits(), 99), "s")
    yield from _whole(name, seen)


def killed(places: Places, count: int = 100, seconds: float = 5) -> Iterator[Figure]:
    """Cut the power in the middle, and start again."""
    name = f"kill -9 in the middle of {count} questions"
    with slack() as one, serving(places, "killed", one) as service:
        asking = threading.Thread(target=ask, args=(one, _by_everybody(count), seconds))
        asking.start()
        time.sleep(seconds / 2)
        service.kill()
        again = service.start()
        asking.join()
        seen = outcome(one, count, _ENOUGH)
    yield plain(f"{name}: ready again", again, "s")
    yield from _whole(name, seen)


def locked(places: Places, count: int = 50, seconds: float = 10) -> Iterator[Figure]:
    """Let another program hold the database."""
    name = "database locked for 5 s"
    with slack() as one, serving(places, "locked", one) as service:
        asking = threading.Thread(target=ask, args=(one, _by_everybody(count), seconds))
        asking.start()
        time.sleep(2)
        _hold(service, 5)
        asking.join()
        seen = outcome(one, count, _ENOUGH)
    yield from _whole(name, seen)


def away(places: Places, count: int = 50, gone: float = 60) -> Iterator[Figure]:
    """Let Slack's API be away while questions come."""
    name = f"Slack away for {gone:g} s"
    with slack() as one, serving(places, "away", one):
        one.do("away", seconds=gone)
        back = time.time() + gone
        ask(one, _by_everybody(count), 10)
        seen = outcome(one, count, gone + _ENOUGH)
    last = max((message["at"] for _, message in seen.answered), default=back)
    yield plain(f"{name}: {count} answers were there after its return", last - back, "s")
    yield from _whole(name, seen)


def storms(places: Places, threads: int = 20, each: int = 4) -> Iterator[Figure]:
    """Let Slack say 429 to every few calls, and hold channels to their pace."""
    name, count = "429 storms", threads * each
    with slack() as one, serving(places, "storms", one):
        one.do("pace", burst=2)
        for _ in range(3):
            one.do("fault", kind="limit", left=10, method="chat.postMessage", after=1)
        ask(one, _in_threads(one, threads, each), 10)
        one.do("fault", kind="limit", left=20, method="chat.postMessage", after=2)
        seen = outcome(one, count, _ENOUGH)
        calls = one.do("calls", method="chat.postMessage")
        refused = sum(call.get("status") == codes.TOO_MANY_REQUESTS for call in calls)
    yield plain(f"{name}: messages that were told to wait", refused)
    yield at_most(f"{name}: threads out of order", seen.disordered, 0)
    yield from _whole(name, seen)


ALL = (burst, killed, locked, away, storms)


def _whole(name: str, seen: Outcome) -> Iterator[Figure]:
    yield at_most(f"{name}: lost", seen.lost, 0, "questions")
    yield at_most(f"{name}: sent twice", seen.twice, 0, "messages")


def _by_everybody(count: int) -> list[Line]:
    return [Line(f"U{1000 + number}", text) for number, text in enumerate(lines(count))]


def _in_threads(one: Slack, threads: int, each: int) -> list[Line]:
    """Return questions of as many people, one after the other below what each of them wrote."""
    texts, asked = iter(lines(threads, each)), []
    tops = {}
    for number in range(threads):
        user = f"U{1000 + number}"
        tops[user] = one.do("says", user=user, channel=f"D{user[1:]}", text=next(texts))["ts"]
    for _ in range(each - 1):
        asked += [Line(user, next(texts), ts) for user, ts in tops.items()]
    return asked


def _hold(service: Service, seconds: float) -> None:
    path = service.data / "catalog.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("ROLLBACK")
