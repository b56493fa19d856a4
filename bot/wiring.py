"""The one place where the bot's parts are put together; what is heavy is imported when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from bot.language.model import Observe, Reader, Writer, unobserved
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.calibrations import Calibrations
    from bot.language.steady import Steady
    from bot.retention import Expired
    from bot.rulings import Rulings
    from bot.switch import Switch
    from bot.tickets import Manner, Tickets
    from bot.writer import LangchainModel
    from knowledge.catalog.database import Database
    from knowledge.library import Library
    from knowledge.retrieval.embedding import Embedder


def today(settings: Settings) -> Callable[[], date]:
    """Return the agency's calendar: what day it is there."""
    zone = settings.zone
    return lambda: datetime.now(zone).date()


def build(settings: Settings, observe: Observe = unobserved) -> Assistant:
    """Open the knowledge base and put the assistant on it; the caller closes `assistant.library`.

    The embedding model loads when it is first needed, and so does what asks a language model;
    `observe` is told of each asking of that. Raises CatalogUnusable.
    """
    from bot.assistant import Assistant
    from bot.calibrations import in_use
    from bot.purpose import Purpose
    from bot.records import Records
    from bot.remembering import Remembering
    from bot.rulings.reading import Doubtful, RulingReading
    from bot.surroundings import Surroundings
    from bot.switch import Switch
    from bot.tickets import Tickets
    from knowledge.library import Library
    from knowledge.retrieval.embedding import SentenceEmbedder

    embedder = Remembering(SentenceEmbedder(settings.embedding_model))
    url = settings.database_url.get_secret_value()
    calendar = today(settings)
    library = Library.open(settings.data, database_url=url, embedder=embedder, today=calendar)
    chosen = calibrations(library).newest()
    language = _language(settings, library.database, embedder, observe)
    return Assistant(
        library=library,
        purpose_of=Purpose(embedder),
        # The model's digest is read when the first question is asked: listings don't wait for it.
        confidence=cache(lambda: in_use(chosen, lambda: embedder.digest)),
        settings=settings,
        today=calendar,
        records=Records(library.database, _now),
        tickets=Tickets(library.database, _now, manner(settings)),
        surroundings=Surroundings(library.database),
        switched_off=Switch(library.database, _now).reason,
        doubtful=Doubtful(RulingReading(library)),
        reader=language.reader,
        writer=language.writer,
        load_writer=language.load,
        model_rests=language.rests,
    )


@dataclass(frozen=True, slots=True)
class _Language:
    """What a language model is for, None where it isn't.

    `load` imports what that needs, `rests` tells whether it rests after failures.
    """

    reader: Reader | None = None
    writer: Writer | None = None
    load: Callable[[], None] = lambda: None
    rests: Callable[[], bool] = lambda: False


def _within_limits(model: LangchainModel, settings: Settings, database: Database) -> Steady:
    from bot.language.budget import Budget, Limits
    from bot.language.budgeted import Budgeted
    from bot.language.steady import Patience, Steady

    budget = Budget(database, today(settings), Limits.of(settings))
    budgeted, patience = Budgeted(model, budget), Patience.of(settings)
    return Steady(budgeted, patience, ready=model.warm_up, book=budgeted.booked)


def _language(
    settings: Settings, database: Database, embedder: Embedder, observe: Observe
) -> _Language:
    if not settings.model:
        return _Language()
    from bot.language.drafting import Drafting
    from bot.language.masking import Mask
    from bot.language.reading import QuestionReading
    from bot.writer import chat_model

    asked, region = chat_model(settings), settings.phone_region
    model = _within_limits(asked, settings, database)

    def load() -> None:
        asked.warm_up()
        Mask(region).hide("", own=True)

    reader = QuestionReading(model, embedder.encode, region, observe)
    writer = Drafting(model, embedder.encode, region, settings.model_restricted, observe)
    return _Language(
        reader if settings.model_reads else None,
        writer if settings.model_writes else None,
        load,
        lambda: model.resting,
    )


def rulings(assistant: Assistant) -> Rulings:
    """Return the office's rulings in the assistant's knowledge base."""
    from bot.rulings import Rulings

    library = assistant.library
    return Rulings(library, assistant.tickets, library.database, _now, assistant.settings)


def manner(settings: Settings) -> Manner:
    """Return how the office deals with askers."""
    from bot.service_level import ServiceLevel
    from bot.tickets import Manner

    return Manner(settings.office, settings.name_officers, ServiceLevel.of(settings).due)


@contextmanager
def catalog(settings: Settings) -> Iterator[Database]:
    """Open the catalog alone, for what needs neither model nor index. Raises CatalogUnusable."""
    from knowledge.catalog.database import open_catalog

    database = open_catalog(settings.data, settings.database_url.get_secret_value())
    try:
        yield database
    finally:
        database.close()


def calibrations(library: Library) -> Calibrations:
    """Return the choices of a calibration that are on file in an open knowledge base."""
    from bot.calibrations import Calibrations

    return Calibrations(library.database, _now)


@contextmanager
def tickets(settings: Settings) -> Iterator[Tickets]:
    """Open the tickets. Raises CatalogUnusable."""
    from bot.tickets import Tickets

    with catalog(settings) as database:
        yield Tickets(database, _now, manner(settings))


@contextmanager
def switch(settings: Settings) -> Iterator[Switch]:
    """Open the switch. Raises CatalogUnusable."""
    from bot.switch import Switch

    with catalog(settings) as database:
        yield Switch(database, _now)


def expire(settings: Settings) -> Expired:
    """Delete the records that the settings no longer keep. Raises CatalogUnusable."""
    from bot import retention

    schedule = retention.Schedule(settings.keep_turns, settings.keep_tickets)
    with catalog(settings) as database:
        return retention.expire(database, schedule, _now())


def _now() -> datetime:
    return datetime.now(UTC)
