"""Every sentence that says a person must take over, who has the ticket, and what became of it."""

from __future__ import annotations

from bot.model import Band, Decision, Reason
from bot.wording import quotes

DANGER = "If anyone may be in danger, call your local emergency number first."
_ESCALATED = {
    Reason.NO_CLAUSE: "I found nothing in the policy about this.",
    Reason.LOW_CONFIDENCE: "The policy I found doesn't settle this.",
    Reason.CONFLICTING_CLAUSES: "Two clauses in force say different things about this.",
    Reason.ASKS_FOR_DECISION: "I can't approve or decide anything; a person has to.",
    Reason.URGENT: "This sounds urgent.",
    Reason.SENSITIVE: "This is a matter for a person, not for a bot.",
    Reason.ASKED_FOR_PERSON: "A person can help with that.",
}
_NEAREST = "The nearest clauses, which may be about something else:"
_INTRODUCED = {
    Reason.CONFLICTING_CLAUSES: "Both, word for word:",
    Reason.ASKED_FOR_PERSON: "In the meantime, this may help:",
}
_APPLIES = "What the policy says meanwhile:"


def escalated(decision: Decision, office: str, contact: str, due: str = "") -> str:
    """Return why a person must take over, who has it, and the clauses at hand for what they are.

    Without a ticket nobody was told, and the text says so. `due` is by when the office means to
    have answered, "" where nothing is promised.
    """
    reason = decision.reason
    parts = [f"{_ESCALATED[reason]} {_who_has_it(office, decision.ticket, due)}"]
    if reason is Reason.URGENT and contact:
        parts.append(dont_wait(office, contact))
    if reason in (Reason.URGENT, Reason.SENSITIVE):
        parts.append(DANGER)
    if decision.citations:
        reliable = decision.band is not Band.NONE
        introduced = _INTRODUCED.get(reason, _APPLIES if reliable else _NEAREST)
        parts += [introduced, quotes(decision.citations)]
    return "\n\n".join(parts)


def dont_wait(office: str, contact: str) -> str:
    """Return the fast way to the office."""
    return f"Don't wait for a reply here: reach {office} at {contact}."


def _who_has_it(office: str, ticket: int | None, due: str) -> str:
    if ticket is None:
        return f"Nothing was sent to anybody: please ask {office} yourself."
    return passed_on(office, ticket, due)


def passed_on(office: str, ticket: int, due: str) -> str:
    """Return that a person will reply, and by when ("" where nothing is promised)."""
    by = f" You can expect it by {due}." if due else ""
    return f"I've passed it to {office} as ticket {ticket}; the reply will come to you here.{by}"


def claimed(office: str, officer: str, ticket: int) -> str:
    """Return what the asker of a ticket reads when somebody has taken it in hand."""
    who = f"{officer} of {office}" if officer else f"Somebody of {office}"
    return f"{who} has your question now (ticket {ticket})."


def reply_to(office: str, ticket: int) -> str:
    """Return what stands above the office's reply."""
    return f"{_capital(office)} has replied to your question (ticket {ticket}):"


def signature(office: str, officer: str) -> str:
    """Return who wrote a reply: an officer by name, or the office for all of them."""
    return f"— {officer}, {office}" if officer else f"— {office}"


def not_for_us(office: str, reason: str) -> str:
    """Return what the asker reads whose ticket the office has closed without a reply."""
    return f"{_capital(office)} can't settle this: {reason}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
