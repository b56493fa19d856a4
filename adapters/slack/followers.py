"""What keeps Slack showing what the catalog says, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from slack_sdk import WebClient

from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Follower
from adapters.delivery.outbox import Outbox
from adapters.slack.alarming import AlarmFollower
from adapters.slack.calls import CallFollower
from adapters.slack.cards import Cards
from adapters.slack.desk import Desk
from adapters.slack.digest import DigestFollower
from adapters.slack.following import CardFollower, NewsFollower
from adapters.slack.links import Links
from bot.assistant import Assistant
from bot.rulings import RulingReading
from bot.service_level import ServiceLevel


def followers(
    assistant: Assistant,
    desk: Desk,
    cards: Cards,
    slack: WebClient,
    now: Callable[[], datetime],
) -> tuple[Follower, ...]:
    """Return the followers in the order in which they are best run: cards before rings.

    `slack` looks things up in worker threads; `now` is an aware clock.
    """
    library = assistant.library
    database = library.database
    outbox, alarms, link = Outbox(database, now), Alarms(database, now), Links(slack).of
    level, reading = ServiceLevel.of(assistant.settings), RulingReading(library)
    return (
        NewsFollower(desk, assistant.records, outbox, database),
        CardFollower(desk, cards, outbox, alarms, database, now),
        CallFollower(desk, cards, outbox, alarms, database, level, link, now),
        AlarmFollower(assistant.settings, outbox, database, now),
        DigestFollower(
            desk=desk,
            cards=cards,
            inbox=Inbox(database, now),
            outbox=outbox,
            alarms=alarms,
            database=database,
            level=level,
            rulings=lambda: reading.of(library.live(), assistant.today()),
            link=link,
            now=now,
        ),
    )
