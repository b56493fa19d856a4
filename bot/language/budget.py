"""What a language model may use in a day, counted where all processes see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Self

import structlog
from sqlalchemy import ColumnElement, func, select, update

from bot.errors import ModelFailed
from bot.settings import Settings
from bot.writing import Outcome
from knowledge.catalog.database import Database
from knowledge.catalog.tables import model_use

_MILLION = 1_000_000
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens and money of a day, 0 for no limit, and what a million tokens cost."""

    tokens: int
    money: float
    price_in: float
    price_out: float

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the limits that an agency has set."""
        return cls(
            settings.model_tokens_per_day,
            settings.model_money_per_day,
            settings.model_price_in,
            settings.model_price_out,
        )


@dataclass(frozen=True, slots=True)
class Use:
    """Tokens read and written, and their price."""

    tokens_in: int
    tokens_out: int
    money: float

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.tokens_in + self.tokens_out


@dataclass(frozen=True, slots=True)
class Reserved:
    """What is booked for an asking until it is known what it used."""

    day: date
    model: str
    use: Use


class Budget:
    """The budget of each day, by the agency's calendar, for all its models. Thread-safe.

    Processes share it: what is asked at once never goes beyond it by what was reserved, only by
    what a reply took more than that.
    """

    def __init__(self, database: Database, today: Callable[[], date], limits: Limits) -> None:
        self._database = database
        self._today = today
        self._limits = limits
        self._lock = Lock()
        self._told: date | None = None

    def used(self) -> Use:
        """Return what is booked for today, with what is reserved. Raises CatalogUnusable."""
        table = model_use.c
        sums = [func.sum(one) for one in (table.tokens_in, table.tokens_out, table.money)]
        with self._database.read() as connection:
            row = connection.execute(select(*sums).where(table.day == self._today())).one()
        return Use(int(row[0] or 0), int(row[1] or 0), float(row[2] or 0))

    def reserve(self, model: str, tokens_in: int, tokens_out: int) -> Reserved:
        """Book as much as an asking may use.

        Raises ModelFailed (SPENT) where the day's budget doesn't hold it, and CatalogBusy.
        """
        use, day = self._priced(tokens_in, tokens_out), self._today()
        table = model_use.c
        mine = (table.day == day) & (table.model == model)
        empty = {"day": day, "model": model, "tokens_in": 0, "tokens_out": 0, "money": 0.0}
        with self._database.write() as connection:
            connection.execute(self._database.insert_new(model_use).values(empty))
            # Whoever else updates the row is waited for, and the limit looked at after that.
            booked = update(model_use).where(mine, *self._fits(day, model, use)).values(_plus(use))
            fits = connection.execute(booked).rowcount
        if not fits:
            raise self._spent(day, use)
        return Reserved(day, model, use)

    def settle(self, reserved: Reserved, tokens_in: int, tokens_out: int) -> None:
        """Book what an asking used instead of what was reserved for it. Raises CatalogBusy."""
        used, table = self._priced(tokens_in, tokens_out), model_use.c
        more = Use(
            used.tokens_in - reserved.use.tokens_in,
            used.tokens_out - reserved.use.tokens_out,
            used.money - reserved.use.money,
        )
        mine = (table.day == reserved.day) & (table.model == reserved.model)
        with self._database.write() as connection:
            connection.execute(update(model_use).where(mine).values(_plus(more)))

    def _priced(self, tokens_in: int, tokens_out: int) -> Use:
        limits = self._limits
        money = tokens_in * limits.price_in + tokens_out * limits.price_out
        return Use(tokens_in, tokens_out, money / _MILLION)

    def _fits(self, day: date, model: str, use: Use) -> Iterator[ColumnElement[bool]]:
        mine, limits = model_use.c, self._limits
        other = model_use.alias().c
        among = (other.day == day) & (other.model != model)
        if limits.tokens:
            others = _sum(other.tokens_in + other.tokens_out, among)
            yield mine.tokens_in + mine.tokens_out + others <= limits.tokens - use.tokens
        if limits.money:
            yield mine.money + _sum(other.money, among) <= limits.money - use.money

    def _spent(self, day: date, use: Use) -> ModelFailed:
        with self._lock:
            news, self._told = self._told != day, day
        if news:
            used = self.used()
            _log.warning(
                "model budget spent", day=day.isoformat(), tokens=used.tokens, money=used.money
            )
        return ModelFailed(
            f"Today's budget for the model doesn't hold another {use.tokens} tokens;"
            " POLICYDESK_MODEL_TOKENS_PER_DAY and POLICYDESK_MODEL_MONEY_PER_DAY set it.",
            Outcome.SPENT,
        )


def _plus(use: Use) -> dict[str, Any]:
    booked = model_use.c
    return {
        "tokens_in": booked.tokens_in + use.tokens_in,
        "tokens_out": booked.tokens_out + use.tokens_out,
        "money": booked.money + use.money,
    }


def _sum(figure: ColumnElement[Any], among: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(func.coalesce(func.sum(figure), 0)).where(among).scalar_subquery()
