"""Messages that Slack doesn't take: who reads them elsewhere, and who must know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Outgoing
from adapters.slack import outgoing as out
from adapters.slack import places
from adapters.slack.answer import notice
from adapters.slack.blocks import Message
from adapters.slack.office_wording import OFFICE_CHANNEL
from adapters.slack.outgoing import Do
from adapters.slack.ways import ASKER
from bot import chat_wording
from bot.settings import Settings
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket

_NEWS = "news "
# What Slack says of a channel in which nothing can be posted, whatever it is.
_CLOSED = ("channel_not_found", "not_in_channel", "is_archived", "restricted_action")


@dataclass(frozen=True, slots=True)
class Lost:
    """Finds who is to read what can't be delivered. Thread-safe."""

    alarms: Alarms
    database: Database
    settings: Settings

    def instead(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...]:
        """Return what is sent in place of a message: to people on call, or to its asker.

        That the office's channel is closed is told once, until it works again.
        """
        if outgoing.lane == self.settings.slack_office_channel and why.startswith(_CLOSED):
            return tuple(self._ringing(outgoing, why))
        user = self._reader(outgoing)
        if not user or user == outgoing.lane or outgoing.body["do"] != Do.POST:
            return ()
        body = outgoing.body
        said = Message(body["text"], tuple(body["blocks"]))
        return (out.direct(outgoing.key, user, said),)

    def _ringing(self, outgoing: Outgoing, why: str) -> Iterator[Outgoing]:
        number = outgoing.body.get("card")
        said = chat_wording.undelivered(self.settings.office, number)
        if not self.alarms.raise_(OFFICE_CHANNEL, f"{said} ({why})"):
            return
        for user in self.settings.slack_on_call:
            for key, words in out.numbered(f"{outgoing.key} {user}", notice(said)):
                yield out.direct(key, user, words)

    def _reader(self, outgoing: Outgoing) -> str:
        """Return whose message it is, "" where it is nobody's."""
        if asker := outgoing.body.get(ASKER):
            return str(asker)
        number, _, _ = outgoing.key.removeprefix(_NEWS).partition("/")
        if not outgoing.key.startswith(_NEWS) or not number.isdigit():
            return ""
        told = message.join(ticket, ticket.c.id == message.c.ticket)
        wanted = select(ticket.c.asker).select_from(told).where(message.c.id == int(number))
        with self.database.read() as connection:
            return places.user_of(connection.execute(wanted).scalar() or "")
