from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import event, select

from adapters.teams.addresses import Address, Addresses, Contact
from knowledge.catalog.database import Database
from knowledge.catalog.tables import teams_person
from tests.bot.conftest import Clock, database, server, url

__all__ = ["database", "server", "url"]

AMER, EMEA = "https://smba.example/amer/", "https://smba.example/emea/"
ANN = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def addresses(database: Database, clock: Clock) -> Addresses:
    return Addresses(database, clock)


def test_a_conversation_is_reached_where_it_was_last_heard_from(addresses: Addresses) -> None:
    addresses.heard("19:x@thread.tacv2", AMER, "channel", "T1")
    addresses.heard("19:x@thread.tacv2", EMEA, "channel", "T1")
    assert addresses.of("19:x@thread.tacv2") == Address(EMEA, "channel", "T1")
    assert addresses.of("19:y@thread.tacv2") is None


def test_who_writes_in_a_channel_first_and_then_directly_is_reached_in_their_own_chat(
    addresses: Addresses,
) -> None:
    assert addresses.person(ANN) is None
    addresses.heard("19:x@thread.tacv2", AMER, "channel", "T1", ANN, "29:ann")
    assert addresses.person(ANN) == Contact("29:ann", "", "19:x@thread.tacv2", AMER, "T1")
    addresses.heard("a:1", EMEA, "personal", "T1", ANN, "29:ann")
    assert addresses.person(ANN) == Contact("29:ann", "a:1", "a:1", EMEA, "T1")
    addresses.heard("19:x@thread.tacv2", EMEA, "channel", "T1", ANN)
    assert addresses.person(ANN) == Contact("29:ann", "a:1", "19:x@thread.tacv2", EMEA, "T1")


def test_a_chat_that_the_bot_began_is_kept_with_its_person(addresses: Addresses) -> None:
    addresses.keep_personal(ANN, "a:1", AMER, "T1")
    assert addresses.person(ANN) == Contact("", "a:1", "", AMER, "T1")
    assert addresses.of("a:1") == Address(AMER, "personal", "T1")


def test_what_was_heard_last_tells_where_the_rest_of_the_tenant_is(
    addresses: Addresses, clock: Clock
) -> None:
    assert addresses.newest() is None
    addresses.heard("a:1", AMER, "personal", "T1")
    clock.pass_days(1)
    addresses.heard("a:2", EMEA, "personal", "T1")
    assert addresses.newest() == Address(EMEA, "personal", "T1")


def test_where_other_tenants_are_tells_nothing_of_the_agency_s_own(
    database: Database, clock: Clock
) -> None:
    addresses = Addresses(database, clock, "T1")
    addresses.heard("a:1", EMEA, "personal", "T1")
    clock.pass_days(1)
    addresses.heard("a:2", AMER, "personal", "T2")
    assert addresses.newest() == Address(EMEA, "personal", "T1")


def test_what_is_known_already_is_written_once_a_day_so_that_it_does_not_expire(
    addresses: Addresses, database: Database, clock: Clock
) -> None:
    heard = ("a:1", AMER, "personal", "T1", ANN, "29:ann")
    addresses.heard(*heard)
    begun = clock.now
    written: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        written.extend([statement] if statement.startswith(("INSERT", "UPDATE")) else [])

    event.listen(database._engine, "before_cursor_execute", note)
    addresses.heard(*heard)
    assert written == []
    clock.pass_days(1)
    addresses.heard(*heard)
    assert written
    with database.read() as connection:
        assert connection.execute(select(teams_person.c.heard)).scalars().all() == [clock.now]
    assert begun < clock.now


def test_many_who_write_at_once_are_all_kept(addresses: Addresses) -> None:
    begin = threading.Barrier(8)

    def write(number: int) -> None:
        begin.wait()
        addresses.heard("19:x@thread.tacv2", AMER, "channel", "T1", f"user-{number % 4}", "29:x")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert all(addresses.person(f"user-{number}") for number in range(4))


def test_who_was_heard_is_known_by_their_account_too(addresses: Addresses) -> None:
    addresses.heard("a:1", EMEA, "personal", "T1", ANN, "29:ann")
    assert addresses.whose(["29:ann", "29:nobody"]) == {"29:ann": ANN}


def test_what_is_heard_in_a_transaction_that_fails_is_not_kept(
    addresses: Addresses, database: Database
) -> None:
    def hear(*, fails: bool) -> None:
        with suppress(ZeroDivisionError), database.write() as connection:
            addresses.heard("a:1", EMEA, "personal", "T1", ANN, "29:ann", connection=connection)
            assert not fails or 1 / 0

    hear(fails=True)
    assert (addresses.of("a:1"), addresses.person(ANN)) == (None, None)
    hear(fails=False)
    assert addresses.person(ANN) == Contact("29:ann", "a:1", "a:1", EMEA, "T1")
