"""Which card shows which ticket, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from adapters.chat.outgoing import CARD, Do, ref
from adapters.delivery.model import Outgoing
from bot.tickets import WAITING
from knowledge.catalog.database import Database
from knowledge.catalog.tables import card, ticket, ticket_event

# What was put into the outbox and came back is shown by no event.
_NOTHING = 0
_KEY, _AGAIN = "card ", " again "
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A ticket whose card doesn't show its newest event.

    `ref` is the card's message, "" where there is none; `again` tells that putting it there
    failed before.
    """

    ticket: int
    event: int
    ref: str
    again: bool


class Cards:
    """The cards of one platform, in the catalog. Thread-safe."""

    def __init__(self, platform: str, database: Database) -> None:
        self._platform = platform
        self._database = database

    def due(self) -> tuple[Due, ...]:
        """Return what the office's channel doesn't show yet, oldest ticket first.

        A ticket that was done before it had a card gets none, and one whose card is on its way
        waits until it is there.
        """
        with self._database.read() as connection:
            rows = connection.execute(_wanted(self._platform)).all()
        return tuple(Due(r.id, r.newest, r.ref or "", r.shown == _NOTHING) for r in rows)

    def keep(self, connection: Connection, due: Due) -> None:
        """Keep, within the transaction that puts it into the outbox, what a card shows."""
        row = {"ticket": due.ticket, "platform": self._platform, "ref": due.ref, "shown": due.event}
        connection.execute(self._database.insert_new(card).values(row))
        connection.execute(update(card).where(self._of(due.ticket)).values(shown=due.event))

    def sent(self, connection: Connection, outgoing: Outgoing, name: str) -> None:
        """Keep what a card that was posted is called, "" of one that was to be changed and is gone.

        Such a card is posted anew. Other messages are passed over.
        """
        body = outgoing.body
        if body.get(CARD) is not None:
            connection.execute(update(card).where(self._of(body[CARD])).values(ref=name))
        elif body["do"] == Do.UPDATE and not name:
            lost = update(card).where(self._shown_by(body)).values(ref="", shown=_NOTHING)
            connection.execute(lost)

    def undeliverable(self, outgoing: Outgoing, why: str) -> bool:
        """Make a card due again that couldn't be posted or changed; False for other messages."""
        body = outgoing.body
        if body.get(CARD) is not None:
            which = self._of(body[CARD])
        elif body["do"] == Do.UPDATE:
            which = self._shown_by(body)
        else:
            return False
        with self._database.write() as connection:
            failed = update(card).where(which).values(shown=_NOTHING)
            found = bool(connection.execute(failed).rowcount)
        if found and _AGAIN not in outgoing.key:
            _log.warning("a card isn't up to date", key=outgoing.key, why=why)
        return found

    def message(self, number: int) -> str:
        """Return what the message of a ticket's card is called, "" where there is none."""
        wanted = select(card.c.ref).where(self._of(number))
        with self._database.read() as connection:
            return connection.execute(wanted).scalar() or ""

    def ticket(self, message: str) -> int | None:
        """Return the ticket whose card a message is, None where it is none."""
        mine = (card.c.platform == self._platform) & (card.c.ref == message)
        wanted = select(card.c.ticket).where(mine)
        with self._database.read() as connection:
            number: int | None = connection.execute(wanted).scalar()
        return number

    def _of(self, number: int) -> ColumnElement[bool]:
        return (card.c.ticket == number) & (card.c.platform == self._platform)

    def _shown_by(self, body: Mapping[str, Any]) -> ColumnElement[bool]:
        named = ref(body["channel"], body["ts"])
        return (card.c.ref == named) & (card.c.platform == self._platform)


def key(due: Due, now: datetime) -> str:
    """Return what the message is called that shows a card, also where another one failed."""
    changed = f" {due.event}" if due.ref else ""
    # A key is sent once; what came back goes out under another one.
    again = f"{_AGAIN}{now.isoformat()}" if due.again else ""
    return f"{_KEY}{due.ticket}{changed}{again}"


def shows_card(message: str) -> bool:
    """Whether a message of that key shows a card."""
    return message.startswith(_KEY)


def _wanted(platform: str) -> Select[tuple[int, int, str | None, int | None]]:
    of_ticket = select(func.max(ticket_event.c.id)).where(ticket_event.c.ticket == ticket.c.id)
    newest = of_ticket.correlate(ticket).scalar_subquery()
    mine = (card.c.ticket == ticket.c.id) & (card.c.platform == platform)
    new = card.c.ticket.is_(None) & ticket.c.state.in_(WAITING)
    on_its_way = (card.c.ref == "") & (card.c.shown != _NOTHING)
    behind = card.c.ticket.is_not(None) & ~on_its_way & (card.c.shown < newest)
    columns = (ticket.c.id, newest.label("newest"), card.c.ref, card.c.shown)
    joined = ticket.outerjoin(card, mine)
    return select(*columns).select_from(joined).where(new | behind).order_by(ticket.c.id)
