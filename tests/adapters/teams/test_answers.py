from __future__ import annotations

import pytest

from adapters.teams.answers import Answers
from knowledge.catalog.database import Database
from tests.bot.conftest import database, server, url

__all__ = ["database", "server", "url"]


@pytest.fixture
def answers(database: Database) -> Answers:
    return Answers(database)


def test_a_message_leads_to_the_turn_that_it_shows(answers: Answers, database: Database) -> None:
    with database.write() as connection:
        answers.keep(connection, "a%3A1:17", 4)
        answers.keep(connection, "a%3A1:18", 5)
    assert (answers.turn("a%3A1:17"), answers.turn("a%3A1:18")) == (4, 5)
    assert answers.turn("a%3A1:19") is None


def test_a_message_that_is_told_of_twice_keeps_its_turn(
    answers: Answers, database: Database
) -> None:
    for turn in (4, 4):
        with database.write() as connection:
            answers.keep(connection, "a%3A1:17", turn)
    assert answers.turn("a%3A1:17") == 4


def test_what_was_rolled_back_is_not_kept(answers: Answers, database: Database) -> None:
    with database.write() as connection:
        answers.keep(connection, "a%3A1:17", 4)
        connection.rollback()
    assert answers.turn("a%3A1:17") is None
