"""Cases and results made by hand, for the pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.model import Band, Kind
from evals.model import Case, Cited, Gold, Ranked, Result
from tests.evals import made

DAY = date(2026, 7, 1)
CLAUSE = made.CLAUSE


def case(*expect: Kind, gold: int = 0, **known: Any) -> Case:
    """Return a case that needs as many clauses as `gold` says, 1, 2, … of policy.md."""
    needed = tuple((Gold("policy.md", str(place + 1)),) for place in range(gold))
    blank = Case("a", "may i?", expect or (Kind.ANSWER,), gold=needed)
    return replace(blank, **known)


def result(
    kind: Kind | None = Kind.ANSWER,
    *,
    cites: Iterable[Cited] = (),
    found: Iterable[Ranked] = (),
    **known: Any,
) -> Result:
    """Return a result: an answer that the bot is sure of, where nothing else is said."""
    blank = Result(
        case="a",
        on=DAY,
        kind=kind,
        band=Band.SURE,
        confidence=0.9,
        text=CLAUSE,
        citations=tuple(cites),
        passages=tuple(found),
        milliseconds=100.0,
    )
    return replace(blank, **known)


def failed() -> Result:
    return result(None, text="", band=Band.NONE, confidence=0.0, error="It broke.")


def ranked(*meets: Iterable[int]) -> tuple[Ranked, ...]:
    """Return what was found, in order; each given by the requirements that it meets."""
    return tuple(
        Ranked(
            key=f"k{place}", document="policy.md", number=str(place), score=1.0, meets=tuple(met)
        )
        for place, met in enumerate(meets)
    )


def cited(*meets: int, **known: Any) -> Cited:
    """Return a citation without a fault that meets these requirements."""
    return made.cited(meets=meets, **known)
