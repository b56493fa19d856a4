"""Tickets of the small agency, by questions as people ask them."""

from __future__ import annotations

from bot.model import Origin, Person, Question
from knowledge.model import Viewer
from tests.adapters.web.harness import Served

ASKER = Person("slack:T1:U9", "Cleo")
QUESTION = "May I post a picture of my uniform on the agency's account?"


def asked(
    served: Served,
    text: str = QUESTION,
    conversation: str = "",
    groups: tuple[str, ...] = (),
) -> int:
    """Ask something that is for the office, and return its ticket's number.

    Without a name the conversation is another one for each question.
    """
    conversation = conversation or f"slack:T1:C1:{len(served.assistant.tickets.list())}.1"
    origin = Origin("slack", ASKER, {"channel": "C1"})
    question = Question(
        text, Viewer(frozenset(groups)), conversation=conversation, origin=origin, for_office=True
    )
    number = served.assistant.reply(question, record=True).ticket
    assert number is not None
    return number


def last_line(served: Served, number: int) -> int:
    """Return the number of the log's last line, which is what a form carries as `seen`."""
    return served.assistant.tickets.show(number).events[-1].id
