"""How a question ends, and what is different about how it ends elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Band, Citation, Decision, Kind
from bot.wording import name
from evals.impact.model import Effect, Outcome, Quoted
from knowledge.model import Clause

_ORDER = (Band.NONE, Band.UNSURE, Band.SURE)


def outcome(decision: Decision) -> Outcome:
    """Return what of a decision matters to whoever publishes a draft."""
    quotes = tuple(quoted for one in decision.citations for quoted in _quoted(one))
    return Outcome(decision.kind, decision.reason, decision.band, quotes)


def effect(before: Outcome, after: Outcome) -> Effect | None:
    """Return how the second end differs from the first, None where nobody would notice."""
    answered = before.kind is Kind.ANSWER, after.kind is Kind.ANSWER
    if answered == (True, True):
        return _of_answers(before, after)
    if any(answered):
        return Effect.LOST if answered[0] else Effect.GAINED
    same = (before.kind, before.reason) == (after.kind, after.reason)
    return None if same else Effect.OTHER_END


def _of_answers(before: Outcome, after: Outcome) -> Effect | None:
    if {one.clause for one in before.quotes} != {one.clause for one in after.quotes}:
        return Effect.OTHER_CLAUSES
    if {one.text for one in before.quotes} != {one.text for one in after.quotes}:
        return Effect.REWORDED
    if before.band is after.band:
        return None
    return (
        Effect.SURER if _ORDER.index(before.band) < _ORDER.index(after.band) else Effect.LESS_SURE
    )


def _quoted(citation: Citation) -> Iterator[Quoted]:
    version = citation.passage.version
    for clause in (citation.passage.clause, *citation.items):
        yield Quoted(clause.id, version.id, name(clause), version.header.title, _text(clause))


def _text(clause: Clause) -> str:
    return f"{clause.lead_in}\n{clause.text}".strip()
