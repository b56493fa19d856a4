"""How decisions, reasons and platforms are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.model import Band, Kind, Reason
from bot.record_search import Opinion
from bot.tickets import TicketState

KINDS: Final[Mapping[Kind, str]] = {
    Kind.ANSWER: "Answered",
    Kind.CLARIFY: "Asked back",
    Kind.ESCALATE: "Passed to the office",
    Kind.DECLINE: "Declined",
}
REASONS: Final[Mapping[Reason, str]] = {
    Reason.ANSWERED: "Clauses answer it",
    Reason.WHICH_ACCOUNT: "Which account is meant?",
    Reason.WHICH_AUDIENCE: "Who is asking?",
    Reason.NO_CLAUSE: "No clause found",
    Reason.CONFLICTING_CLAUSES: "Clauses contradict",
    Reason.LOW_CONFIDENCE: "Clauses don't settle it",
    Reason.ASKS_FOR_DECISION: "Asks for a decision",
    Reason.URGENT: "Urgent",
    Reason.SENSITIVE: "Delicate matter",
    Reason.ASKED_FOR_PERSON: "Asked for a person",
    Reason.OFF_TOPIC: "Off topic",
    Reason.SMALL_TALK: "Small talk",
    Reason.PERSONAL_DATA: "Contained personal data",
    Reason.TOO_LONG: "Too long",
    Reason.EMPTY: "Empty",
    Reason.SWITCHED_OFF: "Service was switched off",
}
# Which reasons each end has, in the order of the filters.
ENDS: Final[Mapping[Kind, tuple[Reason, ...]]] = {
    Kind.ANSWER: (Reason.ANSWERED,),
    Kind.CLARIFY: (Reason.WHICH_ACCOUNT, Reason.WHICH_AUDIENCE),
    Kind.ESCALATE: (
        Reason.NO_CLAUSE,
        Reason.LOW_CONFIDENCE,
        Reason.CONFLICTING_CLAUSES,
        Reason.ASKS_FOR_DECISION,
        Reason.URGENT,
        Reason.SENSITIVE,
        Reason.ASKED_FOR_PERSON,
    ),
    Kind.DECLINE: (
        Reason.OFF_TOPIC,
        Reason.SMALL_TALK,
        Reason.PERSONAL_DATA,
        Reason.TOO_LONG,
        Reason.EMPTY,
        Reason.SWITCHED_OFF,
    ),
}
BADGES: Final[Mapping[Kind, str]] = {
    Kind.ANSWER: "good",
    Kind.CLARIFY: "info",
    Kind.ESCALATE: "warning",
    Kind.DECLINE: "plain",
}
BANDS: Final[Mapping[Band, str]] = {
    Band.SURE: "Sure",
    Band.UNSURE: "Unsure",
    Band.NONE: "Not sure enough to answer",
}
OPINIONS: Final[Mapping[Opinion, str]] = {
    Opinion.HELPFUL: "Found helpful",
    Opinion.UNHELPFUL: "Found no help",
    Opinion.COMMENTED: "With a comment",
}
STATES: Final[Mapping[TicketState, str]] = {
    TicketState.OPEN: "Open",
    TicketState.CLAIMED: "In hand",
    TicketState.ANSWERED: "Answered",
    TicketState.CLOSED: "Closed",
    TicketState.REOPENED: "Open again",
}
PLATFORMS: Final[Mapping[str, str]] = {
    "slack": "Slack",
    "teams": "Teams",
    "web": "Web page",
    "terminal": "Terminal",
}
ROLES: Final[Mapping[str, str]] = {
    "user": "Asker",
    "assistant": "PolicyDesk",
    "office": "Office",
    "notice": "Notice",
}


def platform(name: str) -> str:
    """Return what a platform is called."""
    return PLATFORMS.get(name, name or "Not known")


def ends() -> tuple[tuple[str, str], ...]:
    """Return the ways that a question can end, for a filter: each kind, and its reasons."""
    options = [("", "All")]
    for kind, reasons in ENDS.items():
        options.append((kind, KINDS[kind]))
        if len(reasons) > 1:
            options += [(reason, f"– {REASONS[reason]}") for reason in reasons]
    return tuple(options)


def options(named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the choices of a filter that can be left open."""
    return (("", "All"), *named.items())
