"""The impact of a draft as frozen values, kept as JSON; questions and tickets by number only.

What people asked isn't in it: a question that has expired must not live on in an analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from pydantic import TypeAdapter

from bot.model import Band, Kind, Reason
from evals.verdict import Status


class Effect(StrEnum):
    """How an answer changes, the weightiest first."""

    LOST = "no answer any more"
    OTHER_CLAUSES = "another clause"
    REWORDED = "other words"
    LESS_SURE = "less sure"
    OTHER_END = "ends otherwise"
    SURER = "surer"
    GAINED = "an answer"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause as an answer quotes it: its id, the id of its version, its name, its words."""

    clause: str
    version: str
    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question ends on one revision."""

    kind: Kind
    reason: Reason
    band: Band
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A question, by the number of its last turn, that ends otherwise; it was asked so often."""

    turn: int
    times: int
    effect: Effect
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class TicketEffect:
    """A waiting ticket that the draft would answer (`answer`), or whose clauses it changes.

    `touched` names those clauses as people do.
    """

    ticket: int
    answer: Outcome | None
    touched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulingEffect:
    """A ruling that may not hold any more; `clauses` are (name, title, what became of it)."""

    number: int
    document: str
    clauses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """A test case that doesn't pass on the draft, and how it stood on the live revision.

    `before` is None where nothing is live. `wrong` is its first fault.
    """

    set_name: str
    case: str
    question: str
    before: Status | None
    after: Status
    stale: bool
    wrong: str


@dataclass(frozen=True, slots=True)
class Cases:
    """What the gate's sets say: `played` cases, those that fail or are stale, what the rules ask.

    `objections` are the rules that aren't met, a sentence each. `fault` says why nothing could be
    played; "" where there is no gate, or nothing went wrong.
    """

    gated: bool = False
    played: int = 0
    effects: tuple[CaseEffect, ...] = ()
    objections: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a draft would do, held against what was `live` (None: nothing) at that time.

    Of `distinct` different questions of the last `days`, the `asked` most frequent were asked
    again; of the waiting tickets `tickets_asked`. Lists have the weightiest first.
    """

    draft: int
    live: int | None
    days: int
    distinct: int
    asked: int
    answers: tuple[AnswerChange, ...]
    tickets_asked: int
    tickets: tuple[TicketEffect, ...]
    rulings: tuple[RulingEffect, ...]
    cases: Cases

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        made: dict[str, Any] = _IMPACT.dump_python(self, mode="json")
        return made

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was kept. Raises ValueError where another release kept it otherwise."""
        return _IMPACT.validate_python(kept)  # type: ignore[return-value] # cls is never a subclass


_IMPACT = TypeAdapter(Impact)
