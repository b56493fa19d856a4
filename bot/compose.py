"""A decision → what the asker reads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import model_wording, ticket_wording, wording
from bot.model import Band, Decision, Kind, Reason
from bot.settings import Settings
from bot.understanding import Inquiry


def worded(decision: Decision, inquiry: Inquiry, settings: Settings) -> Decision:
    """Return the decision with its text for the asker of an inquiry."""
    text = text_of(decision, settings, inquiry.heard.removed, thanks=inquiry.thanks)
    return replace(decision, text=text)


def text_of(
    decision: Decision, settings: Settings, removed: Sequence[str] = (), *, thanks: bool = False
) -> str:
    """Return the text of a decision; `removed` names personal data that was taken out.

    `thanks` tells of small talk that it is that.
    """
    office = settings.office
    match decision.kind:
        case Kind.ANSWER if decision.band is Band.UNSURE:
            return wording.may_not_settle(_answer(decision), office)
        case Kind.ANSWER:
            return _answer(decision)
        case Kind.CLARIFY:
            return wording.asks_back(decision.reason, decision.options)
        case Kind.DECLINE if thanks and decision.reason is Reason.SMALL_TALK:
            return wording.WELCOME
        case Kind.DECLINE:
            return wording.declined(decision.reason, settings.agency, office, removed)
        case Kind.ESCALATE:
            due = wording.moment(decision.due) if decision.due else ""
            text = ticket_wording.escalated(decision, office, settings.office_contact, due)
            return f"{text}\n\n{wording.data_removed(removed)}" if removed else text


def _answer(decision: Decision) -> str:
    """Return a model's words, or why there are none, above the clauses; without one, these."""
    said = model_wording.by_model(decision.writing) if decision.writing else ""
    quotes = wording.quotes(decision.citations)
    return f"{said}\n\n{quotes}" if said else quotes
