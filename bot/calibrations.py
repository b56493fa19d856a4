"""Which calibration of the confidence is in use: the agency's own, or the packaged one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog
from pydantic import BaseModel, ConfigDict, FiniteFloat, JsonValue, ValidationError, model_validator
from sqlalchemy import insert, select

from bot.confidence import FEATURES, Calibration, packaged
from bot.errors import CalibrationUnusable
from knowledge.catalog.database import Database
from knowledge.catalog.tables import calibration as table

# What a row holds that goes back to what is packaged, whatever that is in a later release.
PACKAGED: Final = {"packaged": True}
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A choice on file: who made it when, and its content as it stands there."""

    at: datetime
    who: str
    content: Any


@dataclass(frozen=True, slots=True)
class InUse:
    """The calibration that confidences are computed with.

    `entry` is the choice on file, None where none was made. `fault` says why it can't be
    used, so that the packaged one stands in; "" where nothing is wrong.
    """

    calibration: Calibration
    entry: Entry | None = None
    fault: str = ""

    @property
    def own(self) -> bool:
        """Whether it is the agency's own."""
        return self.entry is not None and not self.fault and self.entry.content != PACKAGED


class Calibrations:
    """The choices in the catalog, append-only: the newest counts. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def newest(self) -> Entry | None:
        """Return the newest choice, None where none was made: what is packaged counts."""
        with self._database.read() as connection:
            row = connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).first()
        return None if row is None else Entry(row.at, row.who, row.content)

    def use(self, calibration: Calibration, who: str) -> None:
        """Let a calibration count from the next start on.

        Raises CalibrationUnusable for one that nothing could be computed with.
        """
        self._append(parsed(calibration.content()).content(), who)

    def use_packaged(self, who: str) -> None:
        """Let the packaged one count again from the next start on."""
        self._append(dict(PACKAGED), who)

    def _append(self, content: dict[str, Any], who: str) -> None:
        with self._database.write() as connection:
            connection.execute(insert(table).values(at=self._now(), who=who, content=content))


def in_use(entry: Entry | None, model: Callable[[], str]) -> InUse:
    """Return the calibration that a choice stands for, with an embedding model's digest.

    One that is damaged, of another release, or fitted with another model says nothing of this
    model's numbers: the packaged one stands in, and `fault` tells.
    """
    if entry is None or entry.content == PACKAGED:
        return InUse(packaged(), entry)
    try:
        own = parsed(entry.content)
    except CalibrationUnusable as unusable:
        return _standing_in(entry, str(unusable))
    if own.model != model():
        return _standing_in(entry, "it was fitted with another embedding model")
    return InUse(own, entry)


def parsed(content: object) -> Calibration:
    """Return the calibration that JSON stands for.

    Raises CalibrationUnusable: fields missing or unknown, other features than ours, numbers that
    are none, or bands out of order.
    """
    try:
        given = _Content.model_validate(content)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        reason = first["msg"].removeprefix("Value error, ")
        raise CalibrationUnusable(f"{place}: {reason}" if place else reason) from wrong
    return Calibration(
        intercept=given.intercept,
        weights={name: given.weights[name] for name in FEATURES},
        sure=given.bands.sure,
        unsure=given.bands.unsure,
        model=given.model,
        provenance=given.provenance,
    )


def _standing_in(entry: Entry, fault: str) -> InUse:
    _log.warning("calibration not used", reason=fault)
    return InUse(packaged(), entry, fault)


class _Bands(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    sure: FiniteFloat
    unsure: FiniteFloat

    @model_validator(mode="after")
    def _in_order(self) -> _Bands:
        if not 0 < self.unsure <= self.sure <= 1:
            raise ValueError("the bands must be in order: 0 < unsure ≤ sure ≤ 1")
        return self


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    intercept: FiniteFloat
    weights: dict[str, FiniteFloat]
    bands: _Bands
    model: str
    provenance: dict[str, JsonValue]

    @model_validator(mode="after")
    def _ours(self) -> _Content:
        if self.weights.keys() != set(FEATURES):
            raise ValueError("it weighs other features than this release knows")
        return self
