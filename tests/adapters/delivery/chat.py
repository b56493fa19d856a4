"""A small chat platform: it answers every event with a message, and keeps what was posted."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable

from sqlalchemy import Connection

from adapters.delivery.model import Done, Event, Later, Outcome, Outgoing, Sent, Waiting
from knowledge.catalog.database import Database

Step = Callable[[], None]


def event(name: str, lane: str = "lane") -> Event:
    return Event("chat", name, lane, {"text": f"words of {name}"})


def message(key: str, thread: str = "thread", lane: str = "room") -> Outgoing:
    return Outgoing("chat", key, lane, thread, {"text": f"words of {key}"})


class Killed(BaseException):
    """The process ends here."""


class Chat:
    """What happens before and after the commit of an event, and to a message, can be laid down.

    Each `outcomes` of a message is what comes of one attempt; the last stands for all others.
    A message that is looked for is found where it was posted.
    """

    name = "chat"

    def __init__(self, database: Database) -> None:
        self._database = database
        self.before: defaultdict[str, deque[Step]] = defaultdict(deque)
        self.after: defaultdict[str, deque[Step]] = defaultdict(deque)
        self.outcomes: defaultdict[str, deque[Outcome]] = defaultdict(deque)
        self.lost: set[str] = set()
        self.tried: list[str] = []
        self.handled: list[str] = []
        self.posted: list[str] = []
        self.refs: dict[str, str] = {}
        self.bodies: dict[str, str] = {}

    def handle(self, event: Event, done: Done) -> None:
        self.tried.append(event.id)
        _next(self.before[event.id])
        with self._database.write() as connection:
            done(connection, message(f"event {event.id}", event.lane, event.lane))
        self.handled.append(event.id)
        _next(self.after[event.id])

    def apologise(self, event: Event) -> tuple[Outgoing, ...]:
        return (message(f"sorry {event.id}", event.lane),)

    async def send(self, waiting: Waiting) -> Outcome:
        key = waiting.outgoing.key
        if waiting.unsure and key in self.posted:
            return Sent(f"ref {key}")
        outcome = self._outcome(key)
        if isinstance(outcome, Sent):
            self.posted.append(key)
            self.bodies[key] = waiting.outgoing.body["text"]
        if key in self.lost:
            self.lost.remove(key)
            return Later("cut off", unsure=True)
        return outcome

    def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:  # noqa: ARG002 - the seam's
        self.refs[outgoing.key] = ref

    def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...] | None:
        return (message(f"{outgoing.key} couldn't be sent: {why}", "office", "office"),)

    def _outcome(self, key: str) -> Outcome:
        laid_down = self.outcomes[key]
        if not laid_down:
            return Sent(f"ref {key}")
        return laid_down.popleft() if len(laid_down) > 1 else laid_down[0]


def fails(error: BaseException) -> Step:
    def step() -> None:
        raise error

    return step


def _next(steps: deque[Step]) -> None:
    if steps:
        steps.popleft()()
