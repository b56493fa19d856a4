"""What waits for the office, once each working day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from adapters.chat.content import Block, Line, Link, Message, Paragraph, Prose
from adapters.chat.office import office_wording
from adapters.chat.office.cards import Cards, shows_card
from adapters.chat.office.desk import Desk
from adapters.chat.showing.splitting import shortened
from adapters.delivery.alarms import Alarm, Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.outbox import Outbox
from bot import wording
from bot.office_hours import time_of_day
from bot.rulings import Ruling
from bot.service_level import ServiceLevel
from bot.tickets import WAITING, Ticket
from bot.tickets.life import holder
from knowledge.access import open_to
from knowledge.catalog.database import Database
from knowledge.model import Viewer

_NEVER = "no"
_MOST = 30
_QUESTION = 120
_DAY = timedelta(days=1)
# What would come later than this, after a first start or a long outage, waits for the next day.
_LATE = timedelta(hours=3)
_FAILURES = 1_000


@dataclass(frozen=True, slots=True)
class Digest:
    """What the office is to know; `link` returns the address of a ticket's card, "" for none.

    `rulings` may not hold any more, `failed` counts what couldn't be handled since yesterday.
    """

    tickets: Sequence[Ticket]
    rulings: Sequence[Ruling]
    alarms: Sequence[Alarm]
    failed: int
    link: Callable[[int], str]


@dataclass(slots=True)
class DigestFollower:
    """Sends the digest to the office's channel, at its time of the office's working days."""

    desk: Desk
    cards: Cards
    inbox: Inbox
    outbox: Outbox
    alarms: Alarms
    database: Database
    level: ServiceLevel
    rulings: Callable[[], Sequence[Ruling]]
    link: Callable[[str], str]
    now: Callable[[], datetime]
    _sent: date | None = field(default=None, init=False)

    @property
    def platform(self) -> str:
        """Whose follower it is."""
        return self.desk.messenger.platform

    def follow(self) -> None:
        """Put today's digest into the outbox, once it is time."""
        now = self.now().astimezone(self.level.zone)
        day, channel = now.date(), self.desk.home.channel
        if not channel or day == self._sent or not self._is_time(now):
            return
        said = digest(self._gathered(), now, frozenset(self.desk.settings.office_groups))
        messages = self.desk.messenger.post(f"digest {day}", channel, said)
        with self.database.write() as connection:
            # A known key is passed over: a service that is started again says it but once.
            self.outbox.put(connection, *messages)
        self._sent = day

    def _is_time(self, now: datetime) -> bool:
        at, hours = self.desk.settings.digest_at, self.level.hours
        if at == _NEVER or now.weekday() not in hours.weekdays or self.level.free(now.date()):
            return False
        time = time_of_day(at)
        begins = now.replace(hour=time.hour, minute=time.minute, second=0, microsecond=0)
        return begins <= now < begins + _LATE

    def _gathered(self) -> Digest:
        since = self.now() - _DAY
        unsent = self.outbox.failures(_FAILURES)
        # Cards are shown as soon as they can be; their tickets stand in the digest itself.
        lost = [one for one in unsent if not shows_card(one.name)]
        failures = (*self.inbox.failures(_FAILURES), *lost)
        return Digest(
            tickets=sorted(self.desk.tickets.list(*WAITING), key=lambda one: one.id),
            rulings=[one for one in self.rulings() if one.flagged and one.in_force],
            alarms=self.alarms.standing(),
            failed=sum(1 for one in failures if one.at >= since),
            link=lambda ticket: self.link(self.cards.message(ticket)),
        )


def digest(told: Digest, now: datetime, groups: frozenset[str]) -> Message:
    """Return the digest: the oldest tickets first, then what else somebody should look at.

    `now` is in the agency's time zone; a ruling that these groups may not read is but counted.
    """
    head = office_wording.waiting(len(told.tickets))
    lines = [_line(ticket, told.link(ticket.id), now) for ticket in told.tickets[:_MOST]]
    if (more := len(told.tickets) - _MOST) > 0:
        lines.append((office_wording.more(more),))
    said = (Prose(head, bold=True), *map(Paragraph, lines), *_rest(told, groups))
    return Message(head, said)


def _line(ticket: Ticket, address: str, now: datetime) -> Line:
    named = office_wording.title(ticket.id, urgent=ticket.urgent)
    held = holder(ticket)
    facts = (
        _due(ticket, now),
        office_wording.in_hand(held.name or held.id) if held else office_wording.NOBODYS,
        shortened(" ".join(ticket.question.split()), _QUESTION),
    )
    rest = "".join(f" · {fact}" for fact in facts if fact)
    return (Link(address, named) if address else named, rest)


def _due(ticket: Ticket, now: datetime) -> str:
    if ticket.due is None:
        return ""
    promised = wording.moment(ticket.due.astimezone(now.tzinfo))
    return office_wording.overdue(promised) if ticket.due < now else office_wording.due(promised)


def _rest(told: Digest, groups: frozenset[str]) -> Iterator[Block]:
    viewer = Viewer(groups)
    for ruling in told.rulings:
        shown = open_to(ruling.groups, viewer)
        clauses = [f"{one.interpreted.name} ({one.why})" for one in ruling.flagged] if shown else []
        yield Paragraph((office_wording.doubtful(ruling.number, clauses),))
    for alarm in told.alarms:
        yield Paragraph((alarm.text,))
    if told.failed:
        yield Paragraph((office_wording.failed(told.failed),))
