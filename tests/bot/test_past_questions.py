from __future__ import annotations

from datetime import timedelta

from bot.assistant import Assistant
from bot.model import Question
from bot.past_questions import past_questions
from knowledge.model import Viewer
from tests.bot.conftest import Clock

PICTURES = "May I post pictures of my uniform?"
HR = Viewer(frozenset({"hr"}))


def ask(assistant: Assistant, text: str, viewer: Viewer = Viewer(), name: str = "chat") -> int:
    decision = assistant.reply(Question(text, viewer, conversation=name), record=True)
    assert decision.turn is not None
    return decision.turn


def test_the_same_words_by_the_same_readers_are_one_question(
    assistant: Assistant, clock: Clock
) -> None:
    ask(assistant, PICTURES, name="a")
    clock.pass_days(1)
    last = ask(assistant, PICTURES.upper(), name="b")
    restricted = ask(assistant, PICTURES, HR, name="c")
    asked_at = clock()
    database, since = assistant.library.database, clock() - timedelta(days=30)

    found, distinct = past_questions(database, since, 10)

    assert [(one.turn, one.times) for one in found] == [(last, 2), (restricted, 1)]
    assert (found[0].last, distinct) == (asked_at, 2)


def test_of_many_the_most_frequent_are_returned_and_all_counted(assistant: Assistant) -> None:
    ask(assistant, "May a calendar be kept?", name="a")
    for name in "bc":
        often = ask(assistant, PICTURES, name=name)
    database = assistant.library.database
    found, distinct = past_questions(database, assistant.records._now() - timedelta(1), 1)
    assert ([one.turn for one in found], distinct) == ([often], 2)


def test_what_was_asked_earlier_or_was_no_question_is_left_out(
    assistant: Assistant, clock: Clock
) -> None:
    ask(assistant, PICTURES, name="a")
    clock.pass_days(40)
    ask(assistant, "My number is 202-456-1111, who calls me?", name="b")
    ask(assistant, "...", name="c")
    database = assistant.library.database
    assert past_questions(database, clock() - timedelta(days=30), 10) == ((), 0)
