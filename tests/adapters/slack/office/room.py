"""The office at work: real parts, a real catalog, and the fake Slack that shows what comes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from threading import Event as Flag
from typing import Any

from adapters.chat import lanes
from adapters.chat.model import Asked, Asker, Happening, How, Place, Pressed, Submitted
from adapters.chat.parts import Common
from adapters.chat.places import SLACK, Spot
from adapters.chat.showing.answer import notice
from adapters.delivery.alarms import Alarms
from adapters.delivery.handling import Handling
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Outcome, Undeliverable, Waiting
from adapters.delivery.observed import Unobserved
from adapters.delivery.outbox import Outbox
from adapters.delivery.outcomes import Outcomes
from adapters.slack.wiring import build
from bot.assistant import Assistant
from bot.kept import Turn
from bot.model import Band, Decision, Kind, Origin, Person, Reason
from bot.records import Records
from bot.rulings import Published, RulingReading
from bot.settings import Settings
from bot.surroundings import Surroundings
from bot.tickets import Ticket, Tickets
from bot.wiring import manner
from knowledge.library import Library
from knowledge.model import Passage, Viewer
from tests.bot.conftest import Clock
from tests.fakes.slack import Slack, shown

OFFICE, ANN, BEN, OUTSIDER = "C0FFICE", "U10", "U11", "U30"
ON_CALL, SECOND = "U90", "U91"
ASKER, CHANNEL = "U1", "C1"
_NUMBERS = count(1)


@dataclass
class Room:
    """`published` is what a ruling's publication returns or raises; it is called with its parts.

    Slack doesn't take the cards of the tickets that are `refused`.
    """

    library: Library
    slack: Slack
    settings: Settings
    clock: Clock
    published: Callable[..., Published] = lambda *_: Published(2)
    rulings: list[tuple[Any, ...]] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        database = self.library.database
        self.tickets = Tickets(database, self.clock, manner(self.settings))
        self.records = Records(database, self.clock)
        self.assistant = Assistant(
            library=self.library,
            purpose_of=lambda _: None,
            confidence=_unasked,
            settings=self.settings,
            today=lambda: self.clock().date(),
            records=self.records,
            tickets=self.tickets,
            surroundings=Surroundings(database),
        )
        self.inbox, self.outbox = Inbox(database, self.clock), Outbox(database, self.clock)
        self.alarms = Alarms(database, self.clock)
        self.start()

    def start(self) -> None:
        """Put the process together anew, as after a restart: what stands in the catalog stays."""
        database = self.library.database
        rulings = RulingReading(self.library)
        common = Common(
            self.assistant,
            self._publish,
            lambda: rulings.of(self.library.live(), self.clock().date()),
            self.clock,
        )
        self.parts = build(common).parts
        platforms = {"slack": self.parts.platform}
        seen = Unobserved()
        self._outcomes = Outcomes(database, self.outbox, self.alarms, platforms, seen, self.clock)
        self._handling = Handling(
            database, self.inbox, self.outbox, platforms, seen, self.clock, Flag()
        )

    def _publish(
        self, ticket: int, text: str, clauses: Sequence[str], expires: date | None, who: Person
    ) -> Published:
        self.rulings.append((ticket, text, clauses, expires, who))
        return self.published(ticket, text, clauses, expires, who)

    # What happens

    def opened(
        self,
        question: str = "May I wear my badge in a video?",
        reason: Reason = Reason.LOW_CONFIDENCE,
        documents: Sequence[str] = ("social-media",),
        *,
        private: bool = False,
        asker: str = ASKER,
    ) -> int:
        """Open a ticket for what was asked in a channel, or there by one person alone.

        What was found are all clauses of the documents.
        """
        ts = self.slack.says(asker, CHANNEL, question)["ts"]
        spot = Spot(SLACK, "T1", CHANNEL, ts, asker if private else "")
        found = tuple(one for name in documents for one in self.passages(name))
        said = Decision(Kind.ESCALATE, reason, Band.NONE, "I passed it on.", 0.2, passages=found)
        person = Person(f"slack:T1:{asker}", "Alex")
        origin = Origin(SLACK, person, spot.address(asker), f"post {ts}")
        with self.library.database.write() as connection:
            number = self.tickets.open(connection, spot.conversation, question, said, origin)
            self.records.keep(connection, self._turn(question, spot, said, number, origin))
        self.settle()
        return number

    def _turn(self, question: str, spot: Spot, said: Decision, number: int, origin: Origin) -> Turn:
        told, day = replace(said, ticket=number), self.clock().date()
        asked = (spot.conversation, question, Viewer(), (), question, question, day)
        return Turn(*asked, told, 1, {}, origin=origin)

    def passages(self, document: str) -> tuple[Passage, ...]:
        found = self.library.show(document)
        return tuple(Passage(clause, found.version, 1, 1, 1) for clause in found.clauses)

    def replied(self, ticket: int, text: str = "Yes, you may.") -> None:
        """Have Ann reply, who has the ticket or takes it by that."""
        self.tickets.reply(ticket, text, Person(f"slack:T1:{ANN}", "Ann"))
        self.settle()

    def posts(self, key: str, channel: str, text: str) -> None:
        """Put a message of the bot's into the outbox."""
        messages = self.parts.platform.messenger.post(key, channel, notice(text))
        with self.library.database.write() as connection:
            self.outbox.put(connection, *messages)

    def presses(self, action: str, value: object, user: str = ANN, channel: str = OFFICE) -> None:
        """Press a button on a card, and let everything come of it."""
        place = Place(SLACK, "T1", channel, "", "channel")
        self.happens(Pressed(Asker(SLACK, user, "T1"), place, action, str(value), "17.9"))

    def submits(self, form: str, about: object, user: str = ANN, **values: Any) -> None:
        self.happens(Submitted(Asker(SLACK, user, "T1"), form, str(about), values))

    def writes_below_card(self, ticket: int, text: str, user: str = ANN, ts: str = "") -> None:
        thread = self.card(ticket)["ts"]
        place = Place(SLACK, "T1", OFFICE, thread, "channel")
        written = ts or f"18.{next(_NUMBERS):06}"
        happened = Asked(Asker(SLACK, user, "T1"), place, How.THREAD, text, written)
        self.happens(happened, f"post {OFFICE} {written}")

    def happens(self, happening: Happening, name: str = "") -> None:
        self.inbox.put(lanes.event(happening, name or f"event-{next(_NUMBERS)}"))
        self.work()

    def work(self) -> None:
        """Handle what waits in the inbox, and let everything come of it."""
        while self._handling.work():
            self.clock.now += timedelta(seconds=15)
        self.settle()

    def settle(self) -> None:
        """Let the followers follow, and send what is in the outbox, until nothing is left."""
        for _ in range(3):
            for follower in self.parts.followers:
                follower.follow()
            while taken := self.outbox.take(["slack"]):
                (waiting,) = taken
                self._outcomes.keep(waiting, self._outcome(waiting), 3600.0)

    def _outcome(self, waiting: Waiting) -> Outcome:
        if waiting.outgoing.body.get("card") in self.refused:
            return Undeliverable("invalid_blocks: please report it", whole_lane=False)
        return asyncio.run(self.parts.platform.send(waiting))

    def later(self, **time: float) -> None:
        self.clock.now += timedelta(**time)
        self.settle()

    # What is seen

    def ticket(self, number: int) -> Ticket:
        return self.tickets.show(number)

    def cards(self) -> list[dict[str, Any]]:
        posts = self.slack.messages(OFFICE)
        return [post for post in posts if not post["thread_ts"] and "Ticket" in shown(post)]

    def card(self, ticket: int) -> dict[str, Any]:
        ts = self.parts.platform.cards.message(ticket).partition(":")[2]
        return next(post for post in self.slack.messages(OFFICE) if post["ts"] == ts)

    def below_card(self, ticket: int) -> list[str]:
        ts = self.card(ticket)["ts"]
        return [shown(one) for one in self.slack.messages(OFFICE, ts) if one["ts"] != ts]

    def thread(self, channel: str = CHANNEL) -> list[str]:
        return [shown(post) for post in self.slack.messages(channel)]

    def directly(self, user: str) -> list[str]:
        return [shown(post) for post in self.slack.messages(f"D{user[1:]}")]

    def privately(self, user: str, channel: str = OFFICE) -> list[dict[str, Any]]:
        return self.slack.ephemerals(channel, user)


def _unasked() -> Any:
    raise AssertionError("nothing is asked here")
