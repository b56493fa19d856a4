"""What a conversation is about, from one message to the next and from one day to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from sqlalchemy import select

from bot.assistant import Assistant
from bot.model import Message, Question, Reason
from bot.records import SILENCE, Records
from bot.wording import WHICH_ACCOUNT, ask
from knowledge.catalog.tables import turn

MAY = date(2026, 5, 4)
_names = (f"thread-{number}" for number in count(1))


def understood(assistant: Assistant, name: str) -> list[str]:
    """Return what each message of a conversation was understood as."""
    of_thread = select(turn.c.stand_alone).where(turn.c.conversation == name).order_by(turn.c.id)
    with assistant.library.database.read() as connection:
        return list(connection.execute(of_thread).scalars())


def say(assistant: Assistant, *lines: str) -> list[str]:
    """Return what each line of a recorded conversation was understood as."""
    name = next(_names)
    for line in lines:
        assistant.reply(Question(line, on=MAY, conversation=name), record=True)
    return understood(assistant, name)


PICTURES = "can employees post pictures in a civilian uniform"
BUTTON = ask("the press office")


@pytest.mark.parametrize(
    "between", [("hi there!",), (BUTTON,), (BUTTON, BUTTON), ("thanks",), ("536-22-1234",)]
)
def test_greetings_buttons_and_what_was_turned_away_are_no_subject(
    assistant: Assistant, between: tuple[str, ...]
) -> None:
    *_, last = say(assistant, PICTURES, *between, "what about videos?")
    assert last == f"{PICTURES} (videos)"


def test_a_choice_is_part_of_the_question_that_follow_ups_lean_on(assistant: Assistant) -> None:
    asked = "do posts need approval"
    lines = (asked, "my own", "what about videos?")
    given = tuple(
        Message(role, content)
        for role, content in (
            ("user", asked),
            ("assistant", WHICH_ACCOUNT),
            ("user", "my own"),
            ("assistant", "No."),
        )
    )
    name = next(_names)
    history = Question(lines[-1], history=given, on=MAY, conversation=name)
    assistant.reply(history, record=True)
    assert understood(assistant, name) == [f"{asked} (My own account) (videos)"]


def test_the_button_pressed_twice_passes_the_question_on_both_times(assistant: Assistant) -> None:
    assert say(assistant, PICTURES, BUTTON, BUTTON) == [PICTURES] * 3


@pytest.mark.parametrize(
    "text", ["how long must passwords be?", "can I delete comments on my own page?"]
)
def test_a_new_question_after_a_question_back_is_answered(assistant: Assistant, text: str) -> None:
    history = (Message("user", "do posts need approval"), Message("assistant", WHICH_ACCOUNT))
    assert assistant.reply(Question(text, history=history, on=MAY)) == assistant.reply(
        Question(text, on=MAY)
    )


def test_yesterdays_question_is_over(assistant: Assistant) -> None:
    name, moment = next(_names), [datetime(2026, 5, 4, 16, tzinfo=UTC)]
    records = Records(assistant.library.database, lambda: moment[0])
    dated = replace(assistant, records=records)
    dated.reply(Question(PICTURES, on=MAY, conversation=name), record=True)
    moment[0] += SILENCE / 2
    dated.reply(Question("what about videos?", on=MAY, conversation=name), record=True)
    moment[0] += SILENCE
    dated.reply(Question("vacation days", on=MAY, conversation=name), record=True)
    assert understood(assistant, name) == [PICTURES, f"{PICTURES} (videos)", "vacation days"]


SENSITIVE = (
    "I want to kill myself, my number is 202-456-1414",
    "My supervisor is harassing me, call me at 202-456-1414",
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, Reason.SENSITIVE) for text in SENSITIVE),
        ("can I talk to a human please, I'm at 202-456-1414", Reason.ASKED_FOR_PERSON),
        ("please approve my post: call 202-456-1414", Reason.ASKS_FOR_DECISION),
        (f"{SENSITIVE[0]} {'and so on. ' * 1000}", Reason.SENSITIVE),
    ],
)
def test_who_needs_a_person_gets_one_and_the_number_is_taken_out(
    assistant: Assistant, text: str, reason: Reason
) -> None:
    decision = assistant.reply(Question(text, on=MAY, conversation=next(_names)), record=True)
    assert decision.reason is reason
    assert decision.ticket
    ticket = assistant.tickets.show(decision.ticket)
    assert "[phone number removed]" in ticket.question
    assert "456-1414" not in decision.text + ticket.question
    assert "phone number" in decision.text


@pytest.mark.parametrize("text", ["536-22-1234", "my ssn is 536-22-1234", "202-456-1414"])
def test_what_stands_for_removed_data_says_nothing(assistant: Assistant, text: str) -> None:
    assert assistant.reply(Question(text, on=MAY)).reason is Reason.PERSONAL_DATA


def test_a_ticket_keeps_what_its_asker_reads(assistant: Assistant) -> None:
    asked = Question("please approve my post about the fair", on=MAY, conversation=next(_names))
    decision = assistant.reply(asked, record=True)
    assert decision.ticket
    kept = assistant.tickets.show(decision.ticket).decision
    assert (kept["ticket"], kept["text"]) == (decision.ticket, decision.text)
    assert f"ticket {decision.ticket}" in kept["text"]
