"""Who is signed in, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from adapters.web.roles import Role
from adapters.web.sessions import Sessions, csrf_of, is_token, new_token
from knowledge.catalog.database import Database
from knowledge.catalog.tables import account, web_session
from tests.bot.conftest import Clock, database, server, url

__all__ = ["database", "server", "url"]  # pytest finds fixtures by their names


@pytest.fixture
def sessions(database: Database, clock: Clock) -> Sessions:
    return Sessions(database, clock, timedelta(minutes=60), timedelta(hours=12))


@pytest.fixture
def ann(database: Database, clock: Clock) -> int:
    row = {"subject": "ann", "name": "Ann", "roles": ["officer", "juggler"], "created": clock()}
    with database.write() as connection:
        made = connection.execute(insert(account).values(row).returning(account.c.id))
        return int(made.scalar_one())


def test_a_token_tells_whose_session_it_is(sessions: Sessions, ann: int) -> None:
    found = sessions.find(sessions.begin(ann))
    assert (found.who.name, found.who.person.id) == ("Ann", f"web:{ann}")
    assert found.who.roles == {Role.OFFICER, Role.EMPLOYEE}


def test_the_catalog_does_not_hold_what_lets_somebody_in(
    sessions: Sessions, database: Database, ann: int
) -> None:
    token = sessions.begin(ann)
    with database.read() as connection:
        row = connection.execute(select(web_session)).one()
    assert token not in map(str, row)


def test_a_session_that_ended_lets_nobody_in(sessions: Sessions, ann: int) -> None:
    token = sessions.begin(ann)
    sessions.end(token)
    assert sessions.find(token) is None


def test_an_account_that_was_switched_off_is_out_at_once(
    sessions: Sessions, database: Database, ann: int
) -> None:
    token = sessions.begin(ann)
    with database.write() as connection:
        connection.execute(update(account).values(disabled=True))
    assert sessions.find(token) is None


def test_all_sessions_of_an_account_end_but_the_one_to_keep(sessions: Sessions, ann: int) -> None:
    kept, other = sessions.begin(ann), sessions.begin(ann)
    sessions.end_all(ann, keep=kept)
    assert sessions.find(kept) is not None
    assert sessions.find(other) is None


def test_a_guest_has_a_name_of_their_own_and_no_role(sessions: Sessions) -> None:
    first, second = (sessions.begin_guest(new_token()).who for _ in range(2))
    assert first.person.id != second.person.id
    assert first.person.id.startswith("web:guest:")
    assert not first.roles


def test_a_sentence_waits_for_the_next_page(sessions: Sessions, ann: int) -> None:
    token = sessions.begin(ann)
    sessions.say(token, "It is saved.")
    assert sessions.find(token).said == "It is saved."
    sessions.heard(token)
    assert sessions.find(token).said == ""


def test_what_a_sign_in_comes_back_to_is_remembered_and_forgotten(sessions: Sessions) -> None:
    token = new_token()
    sessions.begin_guest(token)
    sessions.remember(token, {"state": "s"})
    assert sessions.remembered(token) == {"state": "s"}
    sessions.remember(token, {})
    assert sessions.remembered(token) == {}
    assert sessions.remembered("unknown") == {}


def test_a_form_s_token_belongs_to_one_session() -> None:
    one, other = new_token(), new_token()
    assert csrf_of(one) == csrf_of(one) != csrf_of(other)
    assert one not in csrf_of(one)
    assert is_token(one)
    assert not any(map(is_token, ("", "x", one + "x", one[:-1] + "ä")))


def test_sessions_are_cleared_away(sessions: Sessions, clock: Clock, ann: int) -> None:
    sessions.begin(ann)
    clock.pass_days(31)
    token = sessions.begin(ann)
    assert sessions.sweep(clock() - timedelta(days=30)) == 1
    assert sessions.find(token) is not None
