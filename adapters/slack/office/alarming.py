"""Alarms as people on call hear them: the office's channel fails, and works again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from adapters.delivery.alarms import Alarms
from adapters.delivery.outbox import Outbox
from adapters.slack.office import office_wording
from adapters.slack.sending import outgoing
from adapters.slack.sending.outgoing import PLATFORM
from adapters.slack.showing.answer import notice
from bot.settings import Settings
from knowledge.catalog.database import Database
from knowledge.catalog.tables import alarm

# What ended longer ago is no news after a start.
_RECENT = timedelta(days=1)


def about(channel: str) -> str:
    """Return what the alarm is called that messages to a channel can't be delivered."""
    return f"{PLATFORM} {channel}"


def closed(alarms: Alarms, channel: str) -> bool:
    """Whether the last message to a channel couldn't be delivered."""
    return any(one.about == about(channel) for one in alarms.standing())


@dataclass(frozen=True, slots=True)
class AlarmFollower:
    """Tells the people on call directly that the office's channel fails, and that it works again.

    Both lists are told: nobody sees a ticket's card meanwhile.
    """

    settings: Settings
    outbox: Outbox
    database: Database
    now: Callable[[], datetime]

    def follow(self) -> None:
        """Put into the outbox what people on call haven't been told of the channel."""
        people = dict.fromkeys((*self.settings.slack_on_call, *self.settings.slack_on_call_second))
        if not people:
            return
        for key, said in self._news():
            messages = [
                outgoing.direct(f"{key} {user}", user, message)
                for user in people
                for message in notice(said)
            ]
            with self.database.write() as connection:
                self.outbox.put(connection, *messages)

    def _news(self) -> list[tuple[str, str]]:
        mine = alarm.c.about == about(self.settings.slack_office_channel)
        fresh = alarm.c.ended.is_(None) | (alarm.c.ended > self.now() - _RECENT)
        wanted = select(alarm).where(mine & fresh).order_by(alarm.c.id)
        with self.database.read() as connection:
            rows = connection.execute(wanted).all()
        raised = [(f"alarm {row.id}", office_wording.unreachable(row.text)) for row in rows]
        ended = [(f"alarm {row.id} ended", office_wording.WORKS_AGAIN) for row in rows if row.ended]
        return [*raised, *ended]
