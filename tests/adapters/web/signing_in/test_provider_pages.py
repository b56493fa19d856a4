from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page

from adapters.web.people.accounts import Accounts
from adapters.web.roles import Role
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock
from tests.fakes.oidc import Provider, provider

ANN = {"name": "Ann Lee", "email": "ann@agency.example", "roles": ["Press"], "groups": ["G1"]}
BOB = {"name": "Bob Ray", "email": "bob@agency.example", "roles": []}
ROLES = {"oidc_roles": ("officer=Press",), "oidc_groups": ("hr=G1",)}


@pytest.fixture
def one() -> Iterator[Provider]:
    with provider() as running:
        running.hire(ann=ANN, bob=BOB)
        yield running


@pytest.fixture
def served(one: Provider, tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, **known(one)) as running:
        one.register(f"{running.url}/sign-in/back")
        yield running


def known(one: Provider, **more: Any) -> dict[str, Any]:
    settings = one.settings(**(ROLES | more))
    names = [name for name in type(settings).model_fields if name.startswith("oidc_")]
    return {name: getattr(settings, name) for name in names}


def returned(one: Provider, client: Client, person: str = "ann", to: str = "") -> httpx.Response:
    """Sign in as a browser does, up to the answer of our own page to come back to."""
    there = client.get(f"/sign-in/provider{to}").headers["location"]
    where, query = one.sign_in(there, person)
    return client.get(httpx.URL(where).path, params=query)


def test_who_signs_in_elsewhere_has_the_roles_and_groups_that_it_says(
    one: Provider, served: Served
) -> None:
    with served.client() as client:
        client.get("/sign-in")
        before = client.token
        answer = returned(one, client, to="?next=/account")
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        assert client.token != before
        shown = client.get("/account").text
    assert all(s in shown for s in ("Ann Lee", "Communications officer", one.address, "hr"))
    assert "Change your password" not in shown
    assert served.parts.audit.lines(1)[0].detail == {"by": "provider"}


def test_roles_that_were_taken_away_there_are_gone_at_the_next_sign_in(
    one: Provider, served: Served
) -> None:
    accounts = Accounts(served.parts.database, served.clock)
    with served.client() as client:
        returned(one, client)
        one.hire(ann=ANN | {"roles": [], "groups": []})
        client.press("/sign-out")
        returned(one, client)
    (ann,) = accounts.listed(9)
    assert (ann.roles, ann.groups) == ({Role.EMPLOYEE}, frozenset())


def test_a_sign_in_that_this_browser_never_began_isnt_finished(
    one: Provider, served: Served
) -> None:
    with served.client() as hers, served.client() as his:
        there = hers.get("/sign-in/provider").headers["location"]
        where, query = one.sign_in(there, "ann")
        his.get("/sign-in/provider")
        refused = his.get(httpx.URL(where).path, params=query)
        assert (refused.status_code, "sign in again" in refused.text) == (403, True)
        assert his.get("/account").status_code == 303
        assert hers.get(httpx.URL(where).path, params=query).status_code == 303


def test_what_was_remembered_is_used_once(one: Provider, served: Served) -> None:
    with served.client() as client:
        there = client.get("/sign-in/provider").headers["location"]
        where, query = one.sign_in(there, "ann")
        spoilt = client.get(httpx.URL(where).path, params=query | {"state": "x"})
        again = client.get(httpx.URL(where).path, params=query)
    assert (spoilt.status_code, again.status_code) == (403, 403)


def test_who_stops_it_there_is_told_so(one: Provider, served: Served) -> None:
    with served.client() as client:
        answer = returned(one, client, "cancel")
    assert (answer.status_code, "was stopped" in answer.text) == (403, True)


def test_who_was_switched_off_here_doesnt_come_in(one: Provider, served: Served) -> None:
    accounts = Accounts(served.parts.database, served.clock)
    with served.client() as client:
        returned(one, client)
        accounts.disable(accounts.listed(1)[0].id, disabled=True)
        assert client.get("/account").status_code == 303
        answer = returned(one, client)
    assert (answer.status_code, "switched off" in answer.text) == (403, True)


def test_a_provider_that_is_away_is_told_and_passwords_still_work(
    one: Provider, served: Served
) -> None:
    one.set(down=True)
    with served.client() as client:
        answer = client.get("/sign-in/provider")
        assert (answer.status_code, "Try again in a moment" in answer.text) == (503, True)
        assert 'type="password"' in client.get("/sign-in").text


def test_only_employees_come_in_where_the_settings_say_who_is_one(
    one: Provider, tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    some = known(one, oidc_roles=("employee=Staff", "officer=Press"))
    with serving(tmp_path, clock, **some) as served, served.client() as client:
        one.register(f"{served.url}/sign-in/back")
        refused = returned(one, client, "bob")
        assert (refused.status_code, "isn&#39;t set up for" in refused.text) == (403, True)
        assert not Accounts(served.parts.database, clock).any()
        assert returned(one, client, "ann").status_code == 303


def test_a_browser_goes_there_and_back(served: Served, page: Page) -> None:
    page.goto(f"{served.url}/account")
    page.get_by_role("link", name="Sign in with your work account").click()
    page.get_by_role("button", name="ann").click()
    page.wait_for_url(f"{served.url}/account")
    assert page.get_by_role("heading", level=1).inner_text() == "Your account"
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(f"{served.url}/sign-in")
