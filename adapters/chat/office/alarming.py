"""Alarms as people on call hear them: the office's channel fails, and works again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from adapters.chat.office import office_wording
from adapters.chat.office.home import Home
from adapters.chat.outgoing import Messenger
from adapters.chat.showing.answer import notice
from adapters.delivery.alarms import Alarms
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from knowledge.catalog.tables import alarm

# What ended longer ago is no news after a start.
_RECENT = timedelta(days=1)


def about(platform: str, channel: str) -> str:
    """Return what the alarm is called that messages to a channel can't be delivered."""
    return f"{platform} {channel}"


def closed(alarms: Alarms, platform: str, channel: str) -> bool:
    """Whether the last message to a channel couldn't be delivered."""
    return any(one.about == about(platform, channel) for one in alarms.standing())


@dataclass(frozen=True, slots=True)
class AlarmFollower:
    """Tells the people on call directly that the office's channel fails, and that it works again.

    Both lists are told: nobody sees a ticket's card meanwhile.
    """

    home: Home
    messenger: Messenger
    outbox: Outbox
    database: Database
    now: Callable[[], datetime]

    @property
    def platform(self) -> str:
        """Whose follower it is."""
        return self.messenger.platform

    def follow(self) -> None:
        """Put into the outbox what people on call haven't been told of the channel."""
        people = dict.fromkeys((*self.home.on_call, *self.home.second))
        if not people:
            return
        for key, said in self._news():
            messages = [
                message
                for user in people
                for message in self.messenger.direct(f"{key} {user}", user, notice(said))
            ]
            with self.database.write() as connection:
                self.outbox.put(connection, *messages)

    def _news(self) -> list[tuple[str, str]]:
        mine = alarm.c.about == about(self.messenger.platform, self.home.channel)
        fresh = alarm.c.ended.is_(None) | (alarm.c.ended > self.now() - _RECENT)
        wanted = select(alarm).where(mine & fresh).order_by(alarm.c.id)
        with self.database.read() as connection:
            rows = connection.execute(wanted).all()
        raised = [(f"alarm {row.id}", office_wording.unreachable(row.text)) for row in rows]
        ended = [(f"alarm {row.id} ended", office_wording.WORKS_AGAIN) for row in rows if row.ended]
        return [*raised, *ended]
