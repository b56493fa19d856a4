from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from adapters.web.people.accounts import Accounts, Granted
from adapters.web.people.claims import Claimed
from adapters.web.roles import Role
from tests.adapters.web.harness import Client, Served

GOOD = "crates of amber lanterns"
NEW = {"name": "Ann Lee", "subject": "ann", "roles": ["officer", "records"], "groups": "hr, legal"}


@pytest.fixture
def boss(served: Served) -> Iterator[Client]:
    with served.client(Role.ADMINISTRATOR, name="boss") as client:
        yield client


@pytest.fixture
def accounts(served: Served) -> Accounts:
    return Accounts(served.parts.database, served.clock)


def test_somebody_new_is_let_in_with_a_link_that_is_shown_once(
    served: Served, boss: Client, accounts: Accounts
) -> None:
    made = boss.press("/settings/people/new", NEW)
    assert made.status_code == 200
    (link,) = re.findall(rf'value="({served.url}/sign-in/link/[^"]+)"', made.text)
    with served.client() as ann:
        ann.get(link)
        ann.press(link, {"password": GOOD, "again": GOOD})
        shown = ann.get("/account").text
    assert all(s in shown for s in ("Ann Lee", "Communications officer", "Records officer", "hr"))
    found = accounts.local("ann")
    assert found is not None
    line = served.parts.audit.lines(9, what="made an account")[0]
    assert line.detail == {"person": f"web:{found[0].id}", "roles": ["officer", "records"]}
    assert link not in boss.get("/settings/audit").text


def test_all_that_is_wrong_with_the_form_is_told_at_once_and_nothing_typed_is_lost(
    boss: Client, accounts: Accounts
) -> None:
    wrong = {"name": "", "subject": "a b", "email": "nonsense", "groups": "g" * 101}
    answer = boss.press("/settings/people/new", wrong | {"roles": ["records"]})
    assert answer.status_code == 422
    for said in ("Write the name", "no blanks", "such as ann@agency.gov", "group&#39;s name"):
        assert said in answer.text
    assert 'value="a b"' in answer.text
    assert re.search(r'value="records" checked', answer.text)
    assert [one.name for one in accounts.listed(9)] == ["Boss"]


def test_a_name_that_is_taken_is_told(boss: Client) -> None:
    boss.press("/settings/people/new", NEW)
    answer = boss.press("/settings/people/new", NEW | {"subject": "ANN"})
    assert (answer.status_code, "choose another" in answer.text) == (422, True)


def test_roles_and_groups_are_changed_and_hold_at_once(
    served: Served, boss: Client, accounts: Accounts
) -> None:
    with served.client(Role.OFFICER, name="ann") as ann:
        number = served.accounts["ann"]
        change = {"name": "Ann", "roles": "records", "groups": "hr", "seen": "0"}
        answer = boss.press(f"/settings/people/{number}", change)
        assert answer.headers["location"] == f"/settings/people/{number}"
        assert "Records officer" in ann.get("/account").text
    assert accounts.find(number).groups == {"hr"}
    line = served.parts.audit.lines(1)[0]
    assert (line.what, line.detail) == (
        "changed an account",
        {"roles": ["records"], "groups": ["hr"]},
    )


def test_of_two_administrators_the_second_is_shown_what_changed(
    served: Served, boss: Client, accounts: Accounts
) -> None:
    number = accounts.create("ann", Granted("Ann Lee"))
    change = {"name": "Ann Lee", "seen": "0"}
    with served.client(Role.ADMINISTRATOR, name="other") as other:
        other.press(f"/settings/people/{number}", change | {"roles": "records"})
    late = boss.press(f"/settings/people/{number}", change | {"groups": "hr"})
    assert late.status_code == 409
    assert "Roles is now “records”; you had “none”." in late.text
    assert accounts.find(number).groups == frozenset()


def test_who_is_switched_off_is_out_at_once_and_comes_back_when_switched_on(
    served: Served, boss: Client
) -> None:
    with served.client(name="ann") as ann:
        number = served.accounts["ann"]
        boss.press(f"/settings/people/{number}/off")
        assert ann.get("/account").status_code == 303
        assert "switched off" in boss.get(f"/settings/people/{number}").text
        boss.press(f"/settings/people/{number}/on")
        assert ann.get("/account").status_code == 303


def test_the_last_administrator_cant_shut_themselves_out(served: Served, boss: Client) -> None:
    number = served.accounts["boss"]
    off = boss.press(f"/settings/people/{number}/off")
    change = boss.press(f"/settings/people/{number}", {"name": "Boss", "seen": "0"})
    assert off.status_code == change.status_code == 409
    assert "only administrator" in off.text
    assert boss.get("/settings/people").status_code == 200


def test_an_administrator_who_gives_the_role_up_is_led_out(served: Served, boss: Client) -> None:
    served.account(Role.ADMINISTRATOR, name="other")
    number = served.accounts["boss"]
    answer = boss.press(f"/settings/people/{number}", {"name": "Boss", "seen": "0"})
    assert answer.headers["location"] == "/"
    assert boss.get("/settings/people").status_code == 403


def test_who_signs_in_elsewhere_keeps_the_name_and_address_that_are_told_there(
    boss: Client, accounts: Accounts
) -> None:
    bob = accounts.met(
        Claimed("https://sign-in.example", "b1", "Bob Ray", "bob@x.example", frozenset(Role))
    )
    shown = boss.get(f"/settings/people/{bob.id}").text
    assert "they have it by their work account" in shown
    assert "Make a link" not in shown
    boss.press(f"/settings/people/{bob.id}", {"name": "Eve", "email": "e@x.y", "seen": "0"})
    found = accounts.find(bob.id)
    assert (found.name, found.email) == ("Bob Ray", "bob@x.example")
    assert boss.press(f"/settings/people/{bob.id}/link").status_code == 404


def test_signing_somebody_out_leaves_the_press_in_its_own_browser(
    served: Served, boss: Client
) -> None:
    with served.client(name="ann") as ann:
        boss.press(f"/settings/people/{served.accounts['ann']}/sign-out")
        assert ann.get("/account").status_code == 303
    boss.press(f"/settings/people/{served.accounts['boss']}/sign-out")
    assert boss.get("/account").status_code == 200


def test_many_people_are_listed_by_fifties_and_found(boss: Client, accounts: Accounts) -> None:
    for number in range(60):
        accounts.create(f"p{number:02}", Granted(f"Person {number:02}"))
    first = boss.get("/settings/people").text
    second = boss.get("/settings/people?page=2").text
    assert first.count('scope="row"') == 50
    assert second.count('scope="row"') == 11
    assert "page=2" in first
    assert boss.get("/settings/people?text=Person 59").text.count('scope="row"') == 1
    assert "Nobody is called that" in boss.get("/settings/people?text=zzz").text


@pytest.mark.parametrize("page", ["-1", "x", "99999999999999999999", "99999"])
def test_no_page_number_breaks_the_list(boss: Client, page: str) -> None:
    assert boss.get(f"/settings/people?page={page}").status_code == 200


def test_an_account_that_isnt_there_is_told(boss: Client) -> None:
    assert boss.get("/settings/people/999").status_code == 404
    assert boss.press("/settings/people/999", {"name": "A", "seen": "0"}).status_code == 404


def test_names_are_shown_as_text(boss: Client, accounts: Accounts) -> None:
    number = accounts.create("x", Granted("<script>alert(1)</script>", groups=frozenset({"<b>"})))
    for path in ("/settings/people", f"/settings/people/{number}"):
        assert "<script>alert" not in boss.get(path).text
