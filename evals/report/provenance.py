"""What was run: everything one must know to believe a figure, or to repeat it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from evals.runs import Facts

_DIGITS = 16  # of a digest; enough to tell two things apart
# Of a calibration, what a person reads; cases, curves and digests are for machines.
_FITTED = ("fitted", "on", "set", "judged on sources it was not fitted on")


def asked(facts: Facts, days: tuple[date, date] | None) -> str:
    """Return as of which day or days the questions were asked."""
    first, last = days or (facts.day, facts.day)
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def day(on: date) -> str:
    """Return a day as people write it."""
    return f"{on.day} {on:%B %Y}"


def provenance(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield names and values."""
    took = f"{facts.started:%Y-%m-%d %H:%M} UTC"
    if facts.finished:
        took = f"{took} to {facts.finished:%Y-%m-%d %H:%M} UTC"
    yield "Run", facts.name
    yield "Played", took
    # Where it lies on somebody's computer is nobody else's business: the page is sent.
    yield "Test set", f"{facts.set_name}, {PurePath(facts.set_path).name}"
    yield "Digest of the set", facts.set_digest[:_DIGITS]
    yield "Cases", f"{facts.cases:,}, each played {_times(facts.repeat)}"
    yield "Day asked, where a case names none", day(facts.day)
    yield "Revision of the knowledge base", str(facts.revision)
    yield "Digest of its documents", facts.documents[:_DIGITS]
    yield "Embedding model", facts.model[:_DIGITS]
    yield "Settings", "; ".join(f"{k} {v}" for k, v in facts.settings.items() if v) or "none"
    yield from _confidence(facts.confidence)
    yield "PolicyDesk", facts.policydesk
    changed = ", with changes that weren’t committed" if facts.changed else ""
    yield "Source", f"{facts.code[:_DIGITS] or 'not under version control'}{changed}"


def _confidence(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    told = "; ".join(_told(given[name]) for name in _FITTED if given.get(name))
    yield "Confidence fitted on", told or "not known"


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_told(one)}" for name, one in value.items())
    return str(value)


def _times(repeat: int) -> str:
    return "once" if repeat == 1 else f"{repeat} times"
