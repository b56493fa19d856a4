"""The composition root of the service: every part is made here, once, and handed to the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.routing import Route

from adapters.delivery.delivery import Delivery
from adapters.delivery.inbox import Inbox
from adapters.delivery.outbox import Outbox
from adapters.service.alone import alone
from adapters.service.counting import CountedRecords
from adapters.service.housekeeping import Housekeeping
from adapters.service.life import Life
from adapters.service.metrics import Metrics
from adapters.service.readiness import Readiness
from adapters.service.standing import Standing, tickets
from adapters.service.warming import WarmUp
from adapters.slack.checking import Checked, check
from adapters.slack.manifest import manifest
from bot.assistant import Assistant
from bot.retention import Schedule
from bot.settings import Settings
from bot.wiring import build as build_assistant
from knowledge.catalog.database import Database
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that the server runs and shows; nothing of it has begun."""

    life: Life
    dead: Callable[[], tuple[str, ...]]
    readiness: Readiness
    metrics: Metrics
    routes: tuple[Route, ...]
    platforms: tuple[str, ...]


@contextmanager
def opened(settings: Settings) -> Iterator[Assistant]:
    """Open the assistant for the one process that serves.

    Raises CatalogUnusable, and CatalogBusy where another process serves the same data.
    """
    assistant = build_assistant(settings)
    with assistant.library, alone(settings.data, assistant.library.database):
        yield assistant


def build(assistant: Assistant, fill: Callable[[Library], None]) -> Service:
    """Put the service together, on a running event loop; `fill` runs before the warm-up."""
    settings, database = assistant.settings, assistant.library.database
    metrics = Metrics()
    records = CountedRecords(database, _now, metrics.decided)
    assistant = replace(assistant, records=records)
    warm_up = WarmUp(assistant, fill)
    delivery = Delivery(database, (), (_housekeeping(settings, database),), _now, metrics)
    metrics.collect_from(_standing(delivery, database))
    return Service(
        life=Life(warm_up, delivery, ()),
        dead=delivery.dead,
        readiness=Readiness({"index": warm_up.missing}, assistant.switched_off),
        metrics=metrics,
        routes=(),
        platforms=(),
    )


def slack_manifest(service: str) -> str:
    """Return the manifest of the Slack app; `service` is its web address, "" for Socket Mode."""
    return manifest(service)


def check_slack(settings: Settings) -> tuple[Checked, ...]:
    """Return what Slack says of the settings, with what to mend."""

    async def ask() -> tuple[Checked, ...]:
        return tuple([finding async for finding in check(settings)])

    return asyncio.run(ask())


def _housekeeping(settings: Settings, database: Database) -> Housekeeping:
    schedule = Schedule(settings.keep_turns, settings.keep_tickets)
    return Housekeeping(database, schedule, (Inbox(database, _now), Outbox(database, _now)), _now)


def _standing(delivery: Delivery, database: Database) -> Standing:
    return Standing(
        inbox=delivery.inbox.counts,
        outbox=delivery.outbox.counts,
        tickets=tickets(database),
        alarms=lambda: {"standing": len(delivery.alarms.standing())},
    )


def _now() -> datetime:
    return datetime.now(UTC)
