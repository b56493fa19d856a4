"""What people do in Slack, straight into the inbox, and what goes out for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event as Flag
from typing import Any

from sqlalchemy import select

from adapters.chat import lanes
from adapters.chat.model import Asked, Asker, Happening, How, Place, Pressed
from adapters.chat.parts import Common
from adapters.delivery.handling import Handling
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Outgoing
from adapters.delivery.observed import Unobserved
from adapters.delivery.outbox import Outbox
from adapters.slack import wiring
from bot.assistant import Assistant
from bot.records import Records
from bot.rulings import Published
from bot.settings import Settings
from bot.switch import Switch
from bot.tickets import Tickets
from knowledge.catalog.tables import feedback, outbox, turn
from tests.fakes.slack import shown

HOOK = "https://hooks.slack.example/1"
_NUMBERS = count(1)


@dataclass
class Clock:
    """The time of day in UTC, to be moved by a test."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True)
class Answer:
    """What went out for one thing that somebody did."""

    outgoing: tuple[Outgoing, ...]

    @property
    def one(self) -> Outgoing:
        (only,) = self.outgoing
        return only

    @property
    def text(self) -> str:
        return "\n".join(shown(dict(one.body)) for one in self.outgoing)

    @property
    def ways(self) -> list[str]:
        return [str(one.body["do"]) for one in self.outgoing]

    def button(self, action: str) -> str:
        """Return the value of a button."""
        return next(value for name, value in self.buttons() if name.partition(":")[0] == action)

    def buttons(self) -> list[tuple[str, str]]:
        blocks = [block for one in self.outgoing for block in one.body["blocks"]]
        rows = [block["elements"] for block in blocks if block["type"] == "actions"]
        return [(button["action_id"], button["value"]) for row in rows for button in row]


class Talk:
    """A channel, and people in it. Everything is handled at once, by the real parts."""

    def __init__(self, assistant: Assistant, settings: Settings, clock: Clock) -> None:
        database = assistant.library.database
        self.clock = clock
        self.assistant = replace(
            assistant,
            settings=settings,
            records=Records(database, clock),
            tickets=Tickets(database, clock),
        )
        self.database = database
        self.inbox, self.outbox = Inbox(database, clock), Outbox(database, clock)
        self.parts = wiring.build(Common(self.assistant, _never, tuple, clock)).parts
        self.messenger = self.parts.platform.messenger
        platforms = {"slack": self.parts.platform}
        self._handling = Handling(
            database, self.inbox, self.outbox, platforms, Unobserved(), clock, Flag()
        )
        self.channel = f"C{next(_NUMBERS):04}"

    def mention(self, user: str, text: str, thread: str = "", **more: Any) -> Answer:
        return self.asks(user, text, How.MENTION, thread, **more)

    def asks(  # noqa: PLR0913, PLR0917 - what a message is made of
        self,
        user: str,
        text: str,
        how: How,
        thread: str = "",
        ts: str = "",
        channel: str = "",
        team: str = "T1",
        **more: Any,
    ) -> Answer:
        """Write something; it is handled, and what goes out for it returned."""
        where = channel or (f"D{user}" if how is How.DIRECT else self.channel)
        place = Place("slack", "T1", where, thread, "im" if where.startswith("D") else "channel")
        url = HOOK if how in (How.COMMAND, How.SHORTCUT) else ""
        written = ts or stamp()
        said = Asked(Asker("slack", user, team), place, how, text, written, url, **more)
        return self.happens(said)

    def presses(self, user: str, action: str, value: str, thread: str = "") -> Answer:
        place = Place("slack", "T1", self.channel, thread, "channel")
        return self.happens(Pressed(Asker("slack", user, "T1"), place, action, value, "", HOOK))

    def happens(self, happening: Happening, name: str = "") -> Answer:
        """Put something that happened into the inbox and handle it, with what it was called."""
        before = self._last(outbox.c.id)
        self.inbox.put(lanes.event(happening, name or f"event-{next(_NUMBERS)}"))
        assert self._handling.work(), "nothing was taken"
        return Answer(self.sent(before))

    def again(self) -> Answer:
        """Handle anew what has failed, once it is time for that."""
        before = self._last(outbox.c.id)
        self.clock.pass_(minutes=1)
        assert self._handling.work(), "nothing was to be tried again"
        return Answer(self.sent(before))

    def sent(self, after: int = 0) -> tuple[Outgoing, ...]:
        """Return what was put into the outbox."""
        with self.database.read() as connection:
            rows = connection.execute(select(outbox).where(outbox.c.id > after)).all()
        return tuple(Outgoing(r.platform, r.key, r.lane, r.thread, r.body) for r in rows)

    def turns(self) -> int:
        return self._last(turn.c.id)

    def rated(self, number: int) -> tuple[bool, str] | None:
        wanted = select(feedback.c.helpful, feedback.c.comment).where(feedback.c.turn == number)
        with self.database.read() as connection:
            row = connection.execute(wanted).first()
        return (row.helpful, row.comment) if row else None

    def _last(self, column: Any) -> int:
        wanted = select(column).order_by(column.desc()).limit(1)
        with self.database.read() as connection:
            return connection.execute(wanted).scalar() or 0


@contextmanager
def off(talk: Talk, reason: str) -> Iterator[None]:
    """Switch everything off for a while."""
    switch = Switch(talk.database, talk.clock)
    switch.off(reason, "an operator")
    try:
        yield
    finally:
        switch.on("an operator")


def stamp() -> str:
    """Return a timestamp that no message has yet."""
    return f"17{next(_NUMBERS):08}.000100"


def _never(*_: object) -> Published:
    raise AssertionError("nothing is published here")


Starts = Callable[..., Talk]
