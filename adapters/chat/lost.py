"""Messages that a thread can't take: whoever they are for reads them directly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from adapters.chat import places
from adapters.chat.asking.threads import news_of
from adapters.chat.content import Mention, Message, Paragraph
from adapters.chat.outgoing import ASKER, Do, Messenger
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Outgoing
from bot import chat_wording
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket

_SHARED = "share "
# Of a message after the first one of what is said.
_PART = re.compile(r"/[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Lost:
    """Finds who is to read what can't be delivered; `name_of` a user is "" for unknown.

    Thread-safe.
    """

    messenger: Messenger
    database: Database
    name_of: Callable[[str], str]

    def instead(self, outgoing: Outgoing) -> tuple[Outgoing, ...]:
        """Return a direct message to whose answer it was; none where that failed itself."""
        body, user = outgoing.body, self._reader(outgoing)
        if body["do"] == Do.EPHEMERAL and not self.messenger.in_place:
            return self._told_there(outgoing)
        if not user or user == outgoing.lane or body["do"] != Do.POST:
            return ()
        if outgoing.key.startswith(_SHARED):
            # Who shared it has the answer already, and must hear once that nobody else got it.
            if _PART.search(outgoing.key):
                return ()
            failed = notice(chat_wording.NOT_SHARED_THERE)
            return self.messenger.direct(outgoing.key, user, failed)
        return (self.messenger.directly(outgoing, user),)

    def _told_there(self, outgoing: Outgoing) -> tuple[Outgoing, ...]:
        """Return, where they wrote, that somebody can't be written to; once for all parts."""
        body, user = outgoing.body, outgoing.body["user"]
        if _PART.search(outgoing.key):
            return ()
        whom = (Mention(user, self.name_of(user)), f": {chat_wording.CANT_WRITE_TO_YOU}")
        said = Message(chat_wording.CANT_WRITE_TO_YOU, (Paragraph(whom),))
        return self.messenger.post(outgoing.key, body["channel"], said, body["thread"])

    def _reader(self, outgoing: Outgoing) -> str:
        """Return whose message it is, "" where it is nobody's."""
        if asker := outgoing.body.get(ASKER):
            return str(asker)
        told = message.join(ticket, ticket.c.id == message.c.ticket)
        wanted = (
            select(ticket.c.asker).select_from(told).where(message.c.id == news_of(outgoing.key))
        )
        with self.database.read() as connection:
            asker = connection.execute(wanted).scalar() or ""
            return places.user_of(asker, self.messenger.platform)
