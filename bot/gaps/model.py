"""Gaps in the policies as frozen values, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class Cause(StrEnum):
    """Why a question points at a gap."""

    UNANSWERED = "not answered"
    ESCALATED = "passed to the office"
    WANTED = "asked for the office after the answer"
    DISLIKED = "found no help"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that points at a gap; `text` is complete in itself."""

    turn: int
    at: datetime
    text: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Nearest:
    """The clause that comes nearest to a question; `likeness` is the search's, 1 at most."""

    clause: str
    version: str
    source: str
    lead_in: str
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean about the same.

    `centre` is the turn whose question stands for all, `turns` are theirs, the newest first.
    `recent` counts those of the last 30 days, `earlier` those of the 30 days before.
    """

    centre: int
    turns: tuple[int, ...]
    causes: Mapping[Cause, int]
    recent: int
    earlier: int
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was found: the gaps that most ask about, first.

    `asked` questions since `begins` point at a gap; `skipped` older ones weren't looked at, and
    `beyond` stand in groups smaller than those listed. No words stand in it: whatever expires is
    gone from here too.
    """

    begins: datetime
    asked: int
    skipped: int
    beyond: int
    revision: int
    gaps: tuple[Gap, ...]

    def row(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self) | {"begins": self.begins.isoformat()}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return what `row` made."""
        given = {name: row[name] for name in ("asked", "skipped", "beyond", "revision")}
        gaps = tuple(map(_gap, row["gaps"]))
        return cls(begins=datetime.fromisoformat(row["begins"]), gaps=gaps, **given)


def _gap(row: Mapping[str, Any]) -> Gap:
    nearest = row["nearest"]
    return Gap(
        centre=row["centre"],
        turns=tuple(row["turns"]),
        causes={Cause(name): count for name, count in row["causes"].items()},
        recent=row["recent"],
        earlier=row["earlier"],
        nearest=Nearest(**nearest) if nearest else None,
    )
