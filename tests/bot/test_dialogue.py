from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.dialogue import Dialogues, Exchange, Word
from bot.model import Origin, Person, Reason
from bot.records import Records
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from knowledge.catalog.tables import turn
from tests.bot.conftest import Clock
from tests.bot.test_records import said

CLEO = Origin("web", Person("web:1", "Cleo"))
ANN = Person("web:9", "Ann")


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)


def ask(records: Records, database: Database, question: str, name: str = "chat-1") -> int:
    with database.write() as connection:
        return records.keep(connection, replace(said(question, name=name), origin=CLEO))


def told(entries: tuple[Exchange | Word, ...]) -> list[str]:
    return [one.kept.question if isinstance(one, Exchange) else one.content for one in entries]


@pytest.mark.parametrize("passes", [timedelta(), timedelta(seconds=1)])
def test_a_dialogue_has_turns_and_the_offices_words_in_their_order(
    records: Records, database: Database, clock: Clock, passes: timedelta
) -> None:
    tickets, dialogues = Tickets(database, clock), Dialogues(database)
    first = ask(records, database, "one?")
    with database.write() as connection:
        number = tickets.open_for(connection, "chat-1", "one?", Reason.NO_CLAUSE, {}, CLEO)
    clock.now += passes
    tickets.reply(number, "You may.", ANN)
    clock.now += passes
    tickets.answer_back(number, "Really?", CLEO.asker)
    clock.now += passes
    second = ask(records, database, "two?")
    ask(records, database, "elsewhere?", "chat-2")
    clock.now += passes
    tickets.reply(number, "Yes.", ANN)
    found = dialogues.said("chat-1", 20)
    assert told(found.entries) == ["one?", "You may.", "Really?", "two?", "Yes."]
    assert found.earlier == 0
    words = [one for one in found.entries if isinstance(one, Word)]
    assert [(one.role, one.ticket) for one in words] == [
        ("office", number),
        ("user", number),
        ("office", number),
    ]
    turns = [one.kept.turn for one in found.entries if isinstance(one, Exchange)]
    assert turns == [first, second]
    assert dialogues.latest("chat-1") == second
    assert dialogues.latest("nowhere") == 0


def test_an_exchange_says_what_its_asker_thought_of_it(
    records: Records, database: Database, clock: Clock
) -> None:
    liked, disliked = ask(records, database, "one?"), ask(records, database, "two?")
    clock.now += timedelta(seconds=1)
    ask(records, database, "three?")
    records.rate(liked, helpful=True)
    records.rate(disliked, helpful=False, comment="It is out of date.")
    found = Dialogues(database).said("chat-1", 20).entries
    assert [(one.helpful, one.comment) for one in found if isinstance(one, Exchange)] == [
        (True, ""),
        (False, "It is out of date."),
        (None, ""),
    ]


@pytest.mark.parametrize("most", [2, 3, 4, 5])
def test_a_long_dialogue_is_paged_without_a_word_lost(
    records: Records, database: Database, clock: Clock, most: int
) -> None:
    dialogues = Dialogues(database)
    asked = [f"question {number}?" for number in range(5)]
    for question in asked:
        ask(records, database, question)
        clock.now += timedelta(seconds=1)
    pages: list[list[str]] = []
    before = 0
    while True:
        found = dialogues.said("chat-1", most, before)
        assert all(isinstance(one, Exchange) for one in found.entries)
        pages.append(told(found.entries))
        if not found.earlier:
            break
        before = found.earlier
    assert [one for page in reversed(pages) for one in page] == asked
    assert len(pages) > 1


def test_where_a_turn_has_expired_its_words_stand_as_they_are(
    records: Records, database: Database
) -> None:
    ask(records, database, "one?")
    with database.write() as connection:
        connection.execute(delete(turn))
    question, answer = Dialogues(database).said("chat-1", 20).entries
    assert isinstance(question, Word)
    assert isinstance(answer, Word)
    assert (question.role, question.content) == ("user", "one?")
    assert (answer.role, answer.content) == ("assistant", "“Posts need approval.”")


def test_nothing_was_said_in_a_conversation_that_there_isnt(database: Database) -> None:
    assert Dialogues(database).said("nowhere", 20).entries == ()
