"""Who works by keyboard keeps their place while parts of a page show themselves anew."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from adapters.web.roles import Role
from bot.model import Person
from tests.adapters.web.harness import Served
from tests.adapters.web.tickets.made import asked
from tests.browser import violations

BEN = Person("slack:T1:U2", "Ben")
_SOON = 20_000  # milliseconds; a page looks again every five seconds


def test_a_link_that_is_still_there_keeps_the_keyboard(served: Served, page: Page) -> None:
    asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets")
    closed = page.get_by_role("navigation", name="Which tickets").get_by_role("link").last
    closed.focus()
    asked(served, "May I keep a calendar?")
    expect(page.locator("[data-row]")).to_have_count(2, timeout=_SOON)
    expect(closed).to_be_focused()


def test_a_button_that_is_gone_leaves_the_keyboard_to_what_is_beside_it(
    served: Served, page: Page
) -> None:
    asked(served)
    second = asked(served, "May I keep a calendar?")
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets")
    page.get_by_role("button", name=f"I'll take ticket {second}").focus()
    served.assistant.tickets.claim(second, BEN)
    expect(page.locator("#queue")).to_contain_text("Ben has it", timeout=_SOON)
    expect(page.locator(f'[data-row="{second}"]')).to_be_focused()
    expect(page.locator("tr.chosen")).to_have_attribute("id", f"ticket-{second}")


def test_where_nothing_is_beside_it_the_part_has_the_keyboard(served: Served, page: Page) -> None:
    number = asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets/{number}")
    state = page.locator("#state")
    state.get_by_role("button", name="I'll take it").focus()
    served.assistant.tickets.claim(number, BEN)
    expect(state).to_contain_text("Ben has it", timeout=_SOON)
    expect(state).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Tab")
    expect(state.get_by_role("button", name="Take over")).to_be_focused()


def test_a_button_keeps_the_keyboard_when_its_words_change(served: Served, page: Page) -> None:
    served.sign_in(page, Role.EMPLOYEE, name="cleo")
    page.goto(served.url)
    page.get_by_label("Your question").fill("we were hacked")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="No longer needed").focus()
    served.assistant.tickets.reply(1, "Pull the plug.", BEN)
    expect(page.get_by_text("Pull the plug.")).to_be_visible(timeout=_SOON)
    expect(page.get_by_role("button", name="That settles it")).to_be_focused()


def test_nobody_is_taken_from_where_they_write(served: Served, page: Page) -> None:
    number = asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets/{number}")
    page.get_by_label("Reply").focus()
    served.assistant.tickets.claim(number, BEN)
    expect(page.locator("#state")).to_contain_text("Ben has it", timeout=_SOON)
    expect(page.get_by_label("Reply")).to_be_focused()
