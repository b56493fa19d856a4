from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from adapters.web.people import passwords
from adapters.web.people.accounts import Accounts, Granted
from adapters.web.people.attempts import BY_BOTH
from adapters.web.people.one_time_links import OneTimeLinks
from adapters.web.roles import Role
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock

GOOD, BETTER = "crates of amber lanterns", "seven otters paint the bridge"


@pytest.fixture
def ann(served: Served) -> int:
    """Return the number of somebody who signs in with a password."""
    accounts = Accounts(served.parts.database, served.clock)
    number = accounts.create("ann", Granted("Ann Lee", roles=frozenset({Role.OFFICER})))
    with served.parts.database.write() as connection:
        accounts.keep_password(connection, number, passwords.hashed(GOOD))
    return number


@pytest.fixture
def nobody(served: Served) -> Iterator[Client]:
    with served.client() as client:
        client.get("/sign-in")
        yield client


def entered(client: Client, name: str = "ann", password: str = GOOD, **more: str) -> int:
    return client.press("/sign-in", {"name": name, "password": password, **more}).status_code


@pytest.mark.usefixtures("ann")
def test_who_signs_in_goes_on_where_they_wanted_with_a_new_cookie(nobody: Client) -> None:
    before = nobody.token
    answer = nobody.press("/sign-in", {"name": " ANN", "password": GOOD, "next": "/account"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert nobody.token != before
    assert "Ann Lee" in nobody.get("/account").text
    assert nobody.get("/sign-in?next=/account").headers["location"] == "/account"


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere(nobody: Client, to: str) -> None:
    answer = nobody.press("/sign-in", {"name": "ann", "password": GOOD, "next": to})
    assert answer.headers["location"] == "/"


@pytest.mark.usefixtures("ann")
def test_who_has_no_account_learns_no_more_than_who_mistypes(nobody: Client) -> None:
    wrong = nobody.press("/sign-in", {"name": "ann", "password": "wrong"})
    unknown = nobody.press("/sign-in", {"name": "bob", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace('"ann"', '"bob"') == unknown.text
    assert "The name or the password is wrong" in wrong.text


def test_who_was_switched_off_is_told_the_same(served: Served, nobody: Client, ann: int) -> None:
    Accounts(served.parts.database, served.clock).disable(ann, disabled=True)
    assert entered(nobody) == 403


@pytest.mark.usefixtures("ann")
def test_tries_are_limited_even_with_the_right_password_at_last(
    nobody: Client, clock: Clock
) -> None:
    for _ in range(BY_BOTH):
        assert entered(nobody, password="wrong") == 403  # noqa: S106
    answer = nobody.press("/sign-in", {"name": "ann", "password": GOOD})
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text
    clock.now += timedelta(minutes=16)
    assert entered(nobody) == 303


def test_sign_ins_and_failed_ones_are_in_the_audit_log_without_what_was_typed(
    served: Served, nobody: Client, ann: int
) -> None:
    entered(nobody, "my secret by mistake", "x")
    entered(nobody, password="wrong")  # noqa: S106
    entered(nobody)
    nobody.press("/sign-out")
    lines = served.parts.audit.lines(9)
    person = f"web:{ann}"
    assert [(line.what, line.person, line.outcome) for line in lines] == [
        ("signed out", person, "done"),
        ("signed in", person, "done"),
        ("failed to sign in", person, "refused"),
    ]
    assert lines[1].detail == {"by": "password"}


@pytest.mark.usefixtures("ann")
def test_signing_out_ends_the_session_for_good(nobody: Client) -> None:
    entered(nobody)
    token = nobody.token
    assert nobody.press("/sign-out").headers["location"] == "/sign-in"
    nobody.cookies.set("policydesk", token)
    assert nobody.get("/account").headers["location"].startswith("/sign-in")


def test_a_password_is_changed_with_the_present_one_and_ends_other_sessions(
    served: Served, nobody: Client, ann: int
) -> None:
    entered(nobody)
    elsewhere = Client(served.url, served.parts.sessions.begin(ann))
    fields = {"current": "wrong", "password": BETTER, "again": BETTER}
    refused = nobody.press("/account/password", fields)
    assert (refused.status_code, "isn&#39;t your present" in refused.text) == (422, True)
    assert elsewhere.get("/account").status_code == 200
    done = nobody.press("/account/password", fields | {"current": GOOD})
    assert done.headers["location"] == "/account"
    assert "Your password is changed" in nobody.get("/account").text
    assert elsewhere.get("/account").status_code == 303
    nobody.press("/sign-out")
    nobody.get("/sign-in")
    assert (entered(nobody), entered(nobody, password=BETTER)) == (403, 303)
    elsewhere.close()


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    ("chosen", "again", "said"),
    [
        ("short", "short", "at least 12 characters"),
        ("annlee-annlee", "annlee-annlee", "too easy to guess"),
        (BETTER, BETTER + " ", "isn&#39;t the same as above"),
    ],
)
def test_a_new_password_that_wont_do_is_told(
    nobody: Client, chosen: str, again: str, said: str
) -> None:
    entered(nobody)
    fields = {"current": GOOD, "password": chosen, "again": again}
    answer = nobody.press("/account/password", fields)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert chosen not in answer.text


def test_everywhere_else_somebody_signs_out_at_once(served: Served, ann: int) -> None:
    here, there = (Client(served.url, served.parts.sessions.begin(ann)) for _ in range(2))
    here.press("/account/elsewhere")
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)
    here.close()
    there.close()


def test_a_first_run_link_makes_the_first_administrator(served: Served, nobody: Client) -> None:
    assert "policydesk console link" in nobody.get("/sign-in").text
    path = OneTimeLinks(served.parts.database, served.clock).make(None)
    assert "Make your account" in nobody.get(path).text
    fields = {"name": "Bo Boss", "subject": "bo", "password": GOOD, "again": GOOD}
    faulty = nobody.press(path, fields | {"name": "", "subject": "b b", "password": "x"})
    assert faulty.status_code == 422
    assert all(s in faulty.text for s in ("Write the name", "no blanks", "at least 12"))
    assert nobody.press(path, fields).headers["location"] == "/"
    assert "Administrator" in nobody.get("/account").text
    with served.client() as other:
        other.get("/sign-in")
        assert other.press(path, fields | {"subject": "eve"}).status_code == 404
        assert other.get(path).status_code == 404
        assert "policydesk console link" not in other.get("/sign-in").text


def test_a_link_lets_its_owner_choose_a_password_and_signs_out_who_had_the_old_one(
    served: Served, nobody: Client, ann: int
) -> None:
    thief = Client(served.url, served.parts.sessions.begin(ann))
    path = OneTimeLinks(served.parts.database, served.clock).make(ann)
    shown = nobody.get(path).text
    assert "For the account of Ann Lee" in shown
    taken = nobody.press(path, {"password": BETTER, "again": BETTER})
    assert taken.headers["location"] == "/"
    assert thief.get("/account").status_code == 303
    thief.close()


@pytest.mark.usefixtures("ann")
def test_a_name_that_is_taken_uses_no_link_up(served: Served, nobody: Client) -> None:
    path = OneTimeLinks(served.parts.database, served.clock).make(None)
    fields = {"name": "Ann Lee", "subject": "Ann", "password": GOOD, "again": GOOD}
    answer = nobody.press(path, fields)
    assert (answer.status_code, "choose another" in answer.text) == (422, True)
    assert nobody.press(path, fields | {"subject": "ann2"}).status_code == 303


def test_where_no_passwords_are_kept_nobody_is_asked_for_one(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, web_passwords=False) as served, served.client() as nobody:
        shown = nobody.get("/sign-in")
        assert "Nobody can sign in" in shown.text
        assert 'type="password"' not in shown.text
        assert nobody.press("/sign-in", {"name": "a", "password": "b"}).status_code == 405
        path = OneTimeLinks(served.parts.database, clock).make(None)
        assert nobody.get(path).status_code == 404
