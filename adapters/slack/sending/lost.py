"""Messages that a thread can't take: whoever they are for reads them directly."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from adapters.delivery.model import Outgoing
from adapters.slack import places
from adapters.slack.asking.threads import news_of
from adapters.slack.asking.ways import ASKER
from adapters.slack.sending import outgoing as out
from adapters.slack.sending.outgoing import Do
from adapters.slack.showing.answer import notice
from adapters.slack.showing.blocks import Message
from bot import chat_wording
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket

_SHARED = "share "


@dataclass(frozen=True, slots=True)
class Lost:
    """Finds who is to read what can't be delivered. Thread-safe."""

    database: Database

    def instead(self, outgoing: Outgoing) -> tuple[Outgoing, ...]:
        """Return a direct message to whose answer it was; none where that failed itself."""
        body, user = outgoing.body, self._reader(outgoing)
        if not user or user == outgoing.lane or body["do"] != Do.POST:
            return ()
        if outgoing.key.startswith(_SHARED):
            # Who shared it has the answer already, and must hear that nobody else got it.
            failed = notice(chat_wording.NOT_SHARED_THERE)
            return tuple(out.direct(outgoing.key, user, said) for said in failed)
        said = Message(body["text"], tuple(body["blocks"]))
        return (out.direct(outgoing.key, user, said),)

    def _reader(self, outgoing: Outgoing) -> str:
        """Return whose message it is, "" where it is nobody's."""
        if asker := outgoing.body.get(ASKER):
            return str(asker)
        told = message.join(ticket, ticket.c.id == message.c.ticket)
        wanted = (
            select(ticket.c.asker).select_from(told).where(message.c.id == news_of(outgoing.key))
        )
        with self.database.read() as connection:
            return places.user_of(connection.execute(wanted).scalar() or "")
