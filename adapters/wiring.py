"""The composition root of the service: every part is made here, once, and handed to the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from starlette.routing import BaseRoute

from adapters.chat.parts import Common
from adapters.delivery.alarms import Alarms
from adapters.delivery.delivery import Delivery
from adapters.delivery.inbox import Inbox
from adapters.delivery.outbox import Outbox
from adapters.service.alone import Alone, alone_at, alone_here
from adapters.service.collecting import collect
from adapters.service.counting import CountedRecords
from adapters.service.housekeeping import Housekeeping, Swept
from adapters.service.life import Life
from adapters.service.metrics import Metrics
from adapters.service.pages import Routes
from adapters.service.readiness import Check as Looks
from adapters.service.readiness import Readiness
from adapters.service.warming import WarmUp
from adapters.slack import wiring as slack
from adapters.teams import wiring as teams
from adapters.web import wiring as web
from adapters.web.parts import Standing as Connected
from adapters.web.refusing import refusal
from bot.assistant import Assistant
from bot.model import Person
from bot.retention import Schedule
from bot.rulings import Published
from bot.settings import Settings
from bot.wiring import build as build_assistant
from bot.wiring import rulings as rulings_of
from knowledge.catalog.database import Database
from knowledge.library import Library
from knowledge.publishing import Check
from knowledge.report import Progress

# What a draft must pass before it goes live; how far that is, is told.
Checks = Callable[[Assistant, Progress], Sequence[Check]]
# How many events are handled at once, besides those that wait for a language model.
_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Manner:
    """What the service leaves to who starts it.

    `fill` makes the knowledge base ready before it is opened; `checks` returns what a draft or a
    ruling must pass before it goes live.
    """

    fill: Callable[[Library], None]
    checks: Checks


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that the server runs and shows; nothing of it has begun.

    `pageless` says why there are no pages, "" where there are.
    """

    life: Life
    dead: Callable[[], tuple[str, ...]]
    readiness: Readiness
    metrics: Metrics
    routes: Routes
    platforms: tuple[str, ...]
    pageless: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The assistant of the one process that serves, and what sees to it that it stays one.

    What the assistant asks of a language model is counted in `metrics`.
    """

    assistant: Assistant
    alone: Alone
    metrics: Metrics


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """Open what the one process that serves needs.

    Raises CatalogUnusable, and CatalogBusy where another process serves the same data.
    """
    # First of all: a newer release would upgrade the catalog below one that is running.
    with alone_here(settings.data):
        metrics = Metrics()
        assistant = build_assistant(settings, metrics.model_asked)
        with assistant.library as library, alone_at(library.database) as alone:
            yield Opened(assistant, alone, metrics)


def build(open_: Opened, manner: Manner) -> Service:
    """Put the service together, on a running event loop. Raises BadSettings."""
    metrics, settings = open_.metrics, open_.assistant.settings
    database = open_.assistant.library.database
    records = CountedRecords(database, _now, metrics.decided)
    assistant = replace(open_.assistant, records=records)
    warm_up = WarmUp(assistant, manner.fill)
    chats = tuple(_chats(_common(assistant, manner)))
    names = tuple(chat.parts.platform.name for chat in chats)
    # Filled below: the pages show how all parts stand, and are one of them.
    looks: dict[str, Looks] = {}
    readiness = Readiness(looks, assistant.switched_off)
    pageless = web.unserved(settings)
    console = None if pageless else _console(assistant, manner, readiness, names)
    swept = console.swept if console else ()
    delivery = _delivery(open_, chats, _housekeeping(settings, database, swept))
    collect(metrics, delivery, assistant)
    ways = {
        chat.parts.platform.name: chat.entrance(delivery, metrics.refused, metrics.acked)
        for chat in chats
    }
    looks |= {"catalog": _reached(assistant.library), "alone": open_.alone.missing}
    looks["index"] = warm_up.missing
    looks |= {name: _can_send(name, way.missing, delivery.alarms) for name, way in ways.items()}
    connections = [one for way in ways.values() for one in way.connections]
    return Service(
        life=Life(warm_up, delivery, [*connections, *([console] if console else [])]),
        dead=delivery.dead,
        readiness=readiness,
        metrics=metrics,
        routes=_routes((route for way in ways.values() for route in way.routes), console),
        platforms=names,
        pageless=pageless,
    )


def _delivery(
    open_: Opened, chats: Sequence[slack.Slack | teams.Teams], housekeeping: Housekeeping
) -> Delivery:
    settings = open_.assistant.settings
    followers = [one for chat in chats for one in chat.parts.followers]
    return Delivery(
        open_.assistant.library.database,
        [chat.parts.platform for chat in chats],
        [*followers, housekeeping, open_.alone],
        _now,
        open_.metrics,
        # Who waits for a language model keeps none of the others waiting.
        workers=_WORKERS + (settings.model_at_once if settings.model else 0),
    )


def _routes(to_platforms: Iterable[BaseRoute], console: web.Console | None) -> Routes:
    if console is None:
        return Routes(tuple(to_platforms))
    return Routes(tuple(to_platforms), console.routes, console.longer, refusal)


def beside(assistant: Assistant, checks: Checks) -> web.Console:
    """Return the pages alone, for a process that answers elsewhere, too. Raises BadSettings."""
    missing = _reached(assistant.library)
    connected = Connected(lambda: {"catalog": missing()}, tuple)
    return web.build(assistant, partial(checks, assistant), connected, _now)


def _console(
    assistant: Assistant, manner: Manner, readiness: Readiness, platforms: tuple[str, ...]
) -> web.Console:
    connected = Connected(lambda: dict(readiness.look().missing), lambda: platforms)
    return web.build(assistant, partial(manner.checks, assistant), connected, _now)


def _chats(common: Common) -> Iterator[slack.Slack | teams.Teams]:
    """Yield the platforms that the settings name."""
    settings = common.assistant.settings
    if settings.slack_bot_token.get_secret_value():
        yield slack.build(common)
    if settings.teams_on:
        yield teams.build(common)


def _common(assistant: Assistant, manner: Manner) -> Common:
    rulings = rulings_of(assistant)

    def publish(
        ticket: int, text: str, clauses: Sequence[str], expires: date | None, who: Person
    ) -> Published:
        checks = manner.checks(assistant, _unwatched)
        return rulings.publish(ticket, text, clauses, expires, who, checks)

    return Common(assistant, publish, rulings.list, _now)


def _reached(library: Library) -> Looks:
    def look() -> str:
        library.live()
        return ""

    return look


def _can_send(platform: str, missing: Looks, alarms: Alarms) -> Looks:
    """Return what misses a platform whose events don't come in, or that takes no messages."""

    def look() -> str:
        standing = (one.text for one in alarms.standing() if one.about == platform)
        return missing() or next(standing, "")

    return look


def _housekeeping(settings: Settings, database: Database, more: Collection[Swept]) -> Housekeeping:
    schedule = Schedule(settings.keep_turns, settings.keep_tickets)
    swept: tuple[Swept, ...] = (Inbox(database, _now), Outbox(database, _now), *more)
    return Housekeeping(database, schedule, swept, _now)


def _unwatched(_phase: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def _now() -> datetime:
    return datetime.now(UTC)
