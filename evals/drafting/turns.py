"""Drafts from answers that their askers found no help: what would have been is for a person."""

from __future__ import annotations

from bot.kept import Rated
from bot.model import Kind, Reason
from bot.records import Records
from evals.drafting.draft import Draft
from evals.model import Case

_WRITE = (
    f"The asker found the answer below no help. Write what is right into expect: {', '.join(Kind)};"
    " and the clause that answers, if one does, into gold: {document: …, number: …}."
)


def from_turns(records: Records, count: int) -> tuple[Draft, ...]:
    """Draft cases from the latest `count` disliked turns, oldest first.

    Messages that were turned away for their personal data are left out, for the asker was told
    that nothing of them is kept.
    """
    disliked = [rated for rated in records.rated(helpful=False) if not _turned_away(rated)]
    return tuple(_draft(rated) for rated in reversed(disliked[:count]))


def _turned_away(rated: Rated) -> bool:
    return bool(rated.decision["reason"] == Reason.PERSONAL_DATA)


def _draft(rated: Rated) -> Draft:
    asked = rated.question
    case = Case(
        id=f"turn-{rated.turn}",
        question=asked.text,
        expect=(),
        history=tuple(one for one in asked.history if one.content.strip()),
        viewer=asked.viewer,
        on=asked.on,
        tags=("disliked",),
        note=_note(rated),
    )
    return Draft(case, (_WRITE,))


def _note(rated: Rated) -> str:
    decision = rated.decision
    said = f"It was: {decision['kind']} ({decision['reason']}). The bot said:\n{decision['text']}"
    return f"{said}\nThe asker says: {rated.comment}" if rated.comment else said
