from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from adapters.web.errors import BadForm, NotHere, Overtaken
from adapters.web.people.accounts import Accounts, Granted, LastAdministrator
from adapters.web.people.claims import Claimed
from adapters.web.people.one_time_links import LASTING, OneTimeLinks
from adapters.web.roles import Role
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock

BOSS = Granted("Bo Boss", "bo@agency.example", frozenset({Role.ADMINISTRATOR}))
ANN = Granted("Ann Lee", "ann@agency.example", frozenset({Role.OFFICER}), frozenset({"hr"}))
CLAIMED = Claimed("https://sign-in.example", "ann-1", "Ann Lee", "ann@agency.example")


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    return Accounts(database, clock)


@pytest.fixture
def links(database: Database, clock: Clock) -> OneTimeLinks:
    return OneTimeLinks(database, clock)


def test_an_account_is_found_by_its_name_whatever_the_capitals(accounts: Accounts) -> None:
    number = accounts.create(" Ann.Lee ", ANN)
    found = accounts.local("ANN.LEE")
    assert found is not None
    assert (found[0].id, found[0].roles) == (number, {Role.OFFICER, Role.EMPLOYEE})
    assert (found[0].groups, found[1], found[0].has_password) == ({"hr"}, "", False)
    assert accounts.local("ann") is None


def test_a_name_belongs_to_one(accounts: Accounts) -> None:
    accounts.create("ann", ANN)
    with pytest.raises(BadForm, match="Somebody else signs in"):
        accounts.create("Ann", BOSS)


def test_of_two_who_change_an_account_the_second_is_told(accounts: Accounts) -> None:
    number = accounts.create("ann", ANN)
    seen = accounts.find(number).changed
    accounts.change(number, seen, replace(ANN, roles=frozenset({Role.RECORDS})))
    with pytest.raises(Overtaken) as overtaken:
        accounts.change(number, seen, replace(ANN, groups=frozenset()))
    assert overtaken.value.changes == (
        "Roles is now “records”; you had “officer”.",
        "Groups is now “hr”; you had “none”.",
    )
    assert accounts.find(number).given_roles == {Role.RECORDS}


def test_what_a_provider_says_is_taken_beside_what_was_given(accounts: Accounts) -> None:
    first = accounts.met(replace(CLAIMED, roles=frozenset({Role.RECORDS}), groups=frozenset({"a"})))
    accounts.change(first.id, first.changed, ANN)
    later = accounts.met(replace(CLAIMED, name="Ann Lee-Park", groups=frozenset({"b"})))
    assert (later.id, later.name) == (first.id, "Ann Lee-Park")
    assert later.roles == {Role.EMPLOYEE, Role.OFFICER}
    assert later.groups == {"hr", "b"}


def test_the_same_subject_at_another_provider_is_somebody_else(accounts: Accounts) -> None:
    first = accounts.met(CLAIMED)
    other = accounts.met(replace(CLAIMED, issuer="https://elsewhere.example"))
    assert first.id != other.id
    assert accounts.local("ann-1") is None


def test_many_first_sign_ins_at_once_make_one_account(accounts: Accounts) -> None:
    with ThreadPoolExecutor(8) as many:
        met = list(many.map(lambda _: accounts.met(CLAIMED).id, range(16)))
    assert len(set(met)) == 1


@pytest.mark.parametrize("by", ["roles", "disabling"])
def test_the_last_administrator_stays(accounts: Accounts, by: str) -> None:
    boss, ann = accounts.create("boss", BOSS), accounts.create("ann", ANN)

    def take_away() -> None:
        if by == "roles":
            accounts.change(boss, accounts.find(boss).changed, replace(BOSS, roles=frozenset()))
        else:
            accounts.disable(boss, disabled=True)

    with pytest.raises(LastAdministrator, match="Bo Boss is the only administrator"):
        take_away()
    accounts.change(ann, 0, replace(ANN, roles=frozenset({Role.ADMINISTRATOR})))
    take_away()
    with pytest.raises(LastAdministrator):
        accounts.disable(ann, disabled=True)


def test_administrators_whom_a_provider_names_count(accounts: Accounts) -> None:
    boss = accounts.create("boss", BOSS)
    accounts.met(replace(CLAIMED, roles=frozenset({Role.ADMINISTRATOR})))
    accounts.disable(boss, disabled=True)
    assert accounts.find(boss).disabled


def test_people_are_listed_by_name_and_found_by_a_part_of_it(accounts: Accounts) -> None:
    for name in ("Zoe Zebra", "ann lee", "Bo 100%"):
        accounts.create(name, Granted(name))
    assert [one.name for one in accounts.listed(2)] == ["ann lee", "Bo 100%"]
    assert [one.name for one in accounts.listed(2, 2)] == ["Zoe Zebra"]
    assert [one.name for one in accounts.listed(9, text="EBR")] == ["Zoe Zebra"]
    assert [one.name for one in accounts.listed(9, text="%")] == ["Bo 100%"]


def test_an_account_that_isnt_there_is_told(accounts: Accounts) -> None:
    for step in (
        lambda: accounts.find(7),
        lambda: accounts.change(7, 0, ANN),
        lambda: accounts.disable(7, disabled=True),
    ):
        with pytest.raises(NotHere):
            step()


def used(database: Database, links: OneTimeLinks, token: str) -> None:
    with database.write() as connection:
        links.use(connection, token)


def token(path: str) -> str:
    return path.rpartition("/")[2]


def test_a_link_is_good_once(database: Database, links: OneTimeLinks) -> None:
    made = token(links.make(None))
    assert links.find(made).account is None
    used(database, links, made)
    for step in (lambda: links.find(made), lambda: used(database, links, made)):
        with pytest.raises(NotHere, match="Ask for another"):
            step()


def test_a_link_ends_by_itself_or_when_another_is_made(
    accounts: Accounts, links: OneTimeLinks, clock: Clock
) -> None:
    ann = accounts.create("ann", ANN)
    first, first_run = token(links.make(ann)), token(links.make(None))
    second = token(links.make(ann))
    with pytest.raises(NotHere):
        links.find(first)
    assert links.find(second).account == ann
    assert links.find(first_run).account is None
    clock.now += LASTING
    with pytest.raises(NotHere):
        links.find(second)


def test_of_two_who_use_a_link_at_once_one_does(database: Database, links: OneTimeLinks) -> None:
    made = token(links.make(None))

    def press(_: int) -> bool:
        try:
            used(database, links, made)
        except NotHere:
            return False
        return True

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(press, range(8))) == 1
