"""An office's day on record."""

from __future__ import annotations

from bot.model import Decision, Origin, Person, Question
from tests.adapters.web.harness import Served
from tests.bot.record_search.made import PASSED_ON, asked, keep_all

CLEO = Origin("slack", Person("slack:T1:U9", "Cleo"))


def ask(
    served: Served, text: str = "may I post pictures of crime scenes?", name: str = "a/b c"
) -> int:
    """Return the turn of a question that the policies answer."""
    question = Question(text, conversation=name, origin=CLEO)
    number = served.assistant.reply(question, record=True).turn
    assert number is not None
    return number


def keep(served: Served, *questions: str, decision: Decision = PASSED_ON) -> list[int]:
    """Return the turns of questions that ended as this decision says."""
    turns = (asked(question, decision) for question in questions)
    return keep_all(served.assistant.records, served.parts.database, *turns)
