from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from adapters.web.people.accounts import Accounts, Granted
from adapters.web.people.one_time_links import OneTimeLinks
from adapters.web.roles import Role
from bot.model import Person
from tests.adapters.web.harness import Served
from tests.browser import listening, violations

GOOD = "crates of amber lanterns"
LONG = "Zoë van der Berg-Featherstonehaugh of the Department of Long Names"
INSIDE = [
    "/account",
    "/settings/people",
    "/settings/people?text=zzz",
    "/settings/people/new",
    "/settings/people/1",
    "/settings/channels",
    "/settings/service",
    "/settings/health",
    "/settings/audit",
]


def filled(served: Served) -> None:
    accounts = Accounts(served.parts.database, served.clock)
    accounts.create("zoe", Granted(LONG, "z@x.example", frozenset(Role), frozenset({"hr" * 30})))
    served.parts.audit.note(Person("web:1", LONG), "published a draft", "/drafts/1")


def fine(page: Page) -> None:
    """Check what no page may lack: nothing for axe to find, and no scrolling sideways."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_at_every_width(
    served: Served, page: Page, width: int, scheme: Literal["light", "dark"]
) -> None:
    filled(served)
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    for path in ("/sign-in", OneTimeLinks(served.parts.database, served.clock).make(None)):
        page.goto(served.url + path)
        fine(page)
    served.sign_in(page, Role.ADMINISTRATOR, name="boss")
    heard = listening(page)
    for path in INSIDE:
        page.goto(served.url + path)
        fine(page)
    assert [one for one in heard if not one.startswith(served.url)] == []


def test_an_administrator_lets_somebody_in_by_keyboard_alone(served: Served, page: Page) -> None:
    served.sign_in(page, Role.ADMINISTRATOR, name="boss")
    page.goto(f"{served.url}/settings/people")
    page.get_by_role("link", name="Add somebody").press("Enter")
    page.get_by_label("Name", exact=True).press_sequentially("Ann Lee")
    page.get_by_label("Name for signing in").press_sequentially("ann")
    page.get_by_label("Communications officer").press("Space")
    page.get_by_role("button", name="Make the account").press("Enter")
    link = page.get_by_label("Link").input_value()
    fine(page)
    page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url("**/sign-in")
    page.goto(link)
    page.get_by_label("New password").fill(GOOD)
    page.get_by_label("The same password again").fill(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/")
    page.get_by_role("link", name="Ann Lee").click()
    assert "Communications officer" in page.inner_text("main")


def test_what_is_wrong_is_read_first_and_leads_to_its_field(served: Served, page: Page) -> None:
    served.sign_in(page, Role.ADMINISTRATOR, name="boss")
    page.goto(f"{served.url}/settings/people/new")
    page.get_by_label("Name", exact=True).fill("Ann Lee")
    page.get_by_label("Name for signing in").fill("ann lee")
    page.get_by_role("button", name="Make the account").click()
    assert page.evaluate("document.activeElement.id") == "faults"
    fine(page)
    page.get_by_role("link", name="Choose a name of letters").click()
    assert page.evaluate("document.activeElement.id") == "field-subject"
