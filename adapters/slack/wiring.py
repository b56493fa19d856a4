"""Slack as the service runs it: its platform, what follows the catalog, and its way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.delivery.alarms import Alarms
from adapters.delivery.delivery import Delivery
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Follower
from adapters.delivery.outbox import Outbox
from adapters.slack.entering.entrance import Entrance, entrance
from adapters.slack.entering.intake import Intake
from adapters.slack.office.alarming import AlarmFollower
from adapters.slack.office.calls import CallFollower
from adapters.slack.office.digest import DigestFollower
from adapters.slack.office.following import CardFollower, NewsFollower
from adapters.slack.office.links import Links
from adapters.slack.office.rulings import Publish
from adapters.slack.parts import Parts, parts
from adapters.slack.people import profiles as people
from adapters.slack.sending import calling
from bot.assistant import Assistant
from bot.rulings import Ruling
from bot.service_level import ServiceLevel


@dataclass(frozen=True, slots=True)
class Slack:
    """Slack, put together but for the way in, which leads to what delivers."""

    client: AsyncWebClient
    parts: Parts
    followers: tuple[Follower, ...]

    def entrance(
        self, delivery: Delivery, refused: Callable[[str], None], acked: Callable[[float], None]
    ) -> Entrance:
        """Return the way in; `refused` and `acked` are those of `entrance`."""
        intake = Intake(delivery.put, delivery.nudge)
        settings = self.parts.platform.settings
        views, progress = self.parts.views, self.parts.progress
        return entrance(settings, self.client, intake, views, progress, refused, acked=acked)


def build(
    assistant: Assistant,
    publish: Publish,
    rulings: Callable[[], Sequence[Ruling]],
    now: Callable[[], datetime],
) -> Slack:
    """Put Slack together. Raises BadSettings for a groups' file with faults."""
    client = calling.web_client(assistant.settings)
    outbox = Outbox(assistant.library.database, now)
    made = parts(assistant, client, outbox, publish, now)
    return Slack(client, made, _followers(assistant, made, rulings, now))


def _followers(
    assistant: Assistant,
    made: Parts,
    rulings: Callable[[], Sequence[Ruling]],
    now: Callable[[], datetime],
) -> tuple[Follower, ...]:
    settings, database = assistant.settings, assistant.library.database
    outbox, alarms = Outbox(database, now), Alarms(database, now)
    desk, cards, level = made.desk, made.cards, ServiceLevel.of(settings)
    link = Links(people.client(settings)).of
    return (
        NewsFollower(desk, assistant.records, outbox, database),
        CardFollower(desk, cards, outbox, alarms, database, now),
        CallFollower(desk, cards, outbox, alarms, database, level, link, now),
        AlarmFollower(settings, outbox, database, now),
        DigestFollower(
            desk,
            cards,
            Inbox(database, now),
            outbox,
            alarms,
            database,
            level,
            rulings,
            link,
            now,
        ),
    )
