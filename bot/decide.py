"""From what was found to what happens: one table of rules, in order. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.model import Band, Kind, Reason
from bot.writing import Outcome

# What can't be answered as it came.
LEFT_ALONE = (
    Reason.EMPTY,
    Reason.TOO_LONG,
    Reason.PERSONAL_DATA,
    Reason.SMALL_TALK,
)
# What a person must take whatever the clauses say.
TO_THE_OFFICE = (
    Reason.URGENT,
    Reason.SENSITIVE,
    Reason.ASKED_FOR_PERSON,
    Reason.ASKS_FOR_DECISION,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a decision rests on.

    `found` tells whether any clause was; `near` whether the best one has to do with
    the question at all; `purpose` why the message is none that clauses settle;
    `asks_back` what must be known of the asker first, if one of two good clauses applies.
    """

    band: Band
    found: bool
    near: bool
    purpose: Reason | None = None
    conflict: bool = False
    asks_back: Reason | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a question ends."""

    kind: Kind
    reason: Reason
    band: Band


def decide(evidence: Evidence) -> Ending:
    """Return the first ending whose rule holds.

    What is urgent or for a person comes before everything; an unreliable answer is
    never given, and one that depends on the asker is not given before that is known.
    """
    unreliable = evidence.band is Band.NONE
    rules: tuple[tuple[bool, Kind, Reason | None], ...] = (
        (evidence.purpose in LEFT_ALONE, Kind.DECLINE, evidence.purpose),
        (evidence.purpose in TO_THE_OFFICE, Kind.ESCALATE, evidence.purpose),
        (not evidence.found, Kind.ESCALATE, Reason.NO_CLAUSE),
        (unreliable and not evidence.near, Kind.DECLINE, Reason.OFF_TOPIC),
        (unreliable, Kind.ESCALATE, Reason.LOW_CONFIDENCE),
        (evidence.conflict, Kind.ESCALATE, Reason.CONFLICTING_CLAUSES),
        # An unsure answer shows the clauses for all; a reply would seldom make it surer.
        (evidence.band is Band.SURE, Kind.CLARIFY, evidence.asks_back),
    )
    fired = ((kind, reason) for holds, kind, reason in rules if holds and reason)
    kind, reason = next(fired, (Kind.ANSWER, Reason.ANSWERED))
    speaks = evidence.found and kind is not Kind.DECLINE
    return Ending(kind, reason, evidence.band if speaks else Band.NONE)


def unsettled(ending: Ending) -> bool:
    """Whether other words for the question might find what its own haven't.

    What is for a person, or isn't a question, is read by no model.
    """
    if ending.kind is Kind.ANSWER:
        return ending.band is not Band.SURE
    return ending.reason in (Reason.NO_CLAUSE, Reason.LOW_CONFIDENCE, Reason.OFF_TOPIC)


def lowered(ending: Ending, outcome: Outcome) -> Ending:
    """Return the ending after a model has read the clauses: as it was, or one step down.

    Whatever a model says, nothing is raised.
    """
    if outcome not in (Outcome.PARTIAL, Outcome.NONE) or ending.kind is not Kind.ANSWER:
        return ending
    if ending.band is Band.SURE:
        return replace(ending, band=Band.UNSURE)
    # A part of an answer is still one.
    if outcome is Outcome.PARTIAL:
        return ending
    return Ending(Kind.ESCALATE, Reason.LOW_CONFIDENCE, Band.NONE)
