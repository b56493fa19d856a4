"""An officer's day with tickets in a real browser: by keyboard, live, on each width, with axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from adapters.web.roles import Role
from bot.model import Person
from bot.tickets import TicketState
from tests.adapters.web.harness import Served
from tests.adapters.web.tickets.made import ASKER, QUESTION, asked
from tests.browser import DESKTOP, listening, violations

BEN = Person("slack:T1:U2", "Ben")
_SOON = 20_000  # milliseconds; a page looks again every five seconds
_LONG = "Is this " + "really " * 300 + "so? " + "Donaudampfschifffahrtsgesellschaft" * 9


def test_an_officer_works_on_the_queue_by_keyboard_alone(served: Served, page: Page) -> None:
    first, second = asked(served), asked(served, "May I keep a calendar?")
    served.sign_in(page, Role.OFFICER, name="ann lee")
    heard = listening(page)
    page.goto(f"{served.url}/tickets")
    page.keyboard.press("j")
    expect(page.locator(f'[data-row="{first}"]')).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(f'[data-row="{second}"]')).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ticket {first}")
    page.keyboard.press("c")
    expect(page.locator("#state")).to_contain_text("You have it")
    page.keyboard.press("r")
    expect(page.get_by_label("Reply")).to_be_focused()
    page.keyboard.type("You may, crj?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("As the asker reads it")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator("#said")).to_contain_text("on its way to the asker")
    expect(page.locator("#log")).to_contain_text("You may, crj?")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Ticket {second}")
    page.keyboard.press("u")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert served.assistant.tickets.show(first).state is TicketState.ANSWERED
    assert not [one for one in heard if not one.startswith(served.url)]


def test_the_keys_are_told_and_can_be_switched_off(served: Served, page: Page) -> None:
    asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Open the ticket")
    assert violations(page) == []
    page.keyboard.press("j")  # while it is open, keys are its own
    dialog.get_by_label("Use these keys in this browser").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator("[data-row]")).not_to_be_focused()
    page.reload()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_label("Use these keys in this browser").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-row]")).to_be_focused()


def test_what_arrives_and_what_others_do_is_seen_without_reloading(
    served: Served, page: Page
) -> None:
    first = asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets")
    page.keyboard.press("j")
    new = asked(served, "May I keep a calendar?")
    served.assistant.tickets.claim(first, BEN)
    expect(page.locator("[data-row]")).to_have_count(2, timeout=_SOON)
    expect(page.locator("#queue")).to_contain_text("Ben has it")
    expect(page.locator("#arrived")).to_have_text(f"Ticket {new} is new in this list.")
    expect(page.locator(f'[data-row="{first}"]')).to_be_focused()


def test_what_is_being_typed_stays_while_the_ticket_changes(served: Served, page: Page) -> None:
    number = asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets/{number}")
    page.get_by_label("Reply").fill("You may.")
    served.assistant.tickets.answer_back(number, "It's for tomorrow!", ASKER)
    expect(page.locator("#log")).to_contain_text("It's for tomorrow!", timeout=_SOON)
    expect(page.get_by_label("Reply")).to_have_value("You may.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("Cleo wrote back: “It's for tomorrow!”")
    expect(page.get_by_label("Reply")).to_have_value("You may.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Change it").click()
    page.get_by_label("Reply").fill("You may, also tomorrow.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#log")).to_contain_text("You may, also tomorrow.")


def test_a_reply_becomes_a_ruling_with_its_progress_watched(served: Served, page: Page) -> None:
    number = asked(served)
    served.assistant.tickets.reply(number, "Yes, after working hours.", BEN)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets/{number}")
    page.get_by_role("link", name="Publish as a ruling").click()
    page.get_by_label("4.1 · Social Media Policy").check()
    page.get_by_role("button", name="Test and publish").click()
    expect(page.locator("#log")).to_contain_text("published the reply as a ruling", timeout=_SOON)
    page.goto(f"{served.url}/tickets/rulings")
    page.once("dialog", lambda asks: asks.dismiss())
    page.get_by_role("button", name="Take out of force").click()
    expect(page.get_by_role("heading", name=f"Ruling {number}")).to_be_visible()
    page.once("dialog", lambda asks: asks.accept())
    page.get_by_role("button", name="Take out of force").click()
    expect(page.get_by_text("There is no ruling yet")).to_be_visible(timeout=_SOON)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP["width"], 390])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    served: Served, browser: Browser, scheme: str, width: int
) -> None:
    numbers = filled_queue(served)
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    served.sign_in(page, Role.OFFICER)
    addresses = ["", "?show=closed", "?q=nothing-has-this", "/rulings"]
    for number in numbers:
        addresses += [f"/{number}", f"/{number}/clauses?q=uniform", f"/{number}/compose"]
    for address in [*addresses, f"/{numbers[-1]}/ruling"]:
        answer = page.goto(f"{served.url}/tickets{address}")
        assert answer is not None
        assert answer.ok, address
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def filled_queue(served: Served) -> tuple[int, ...]:
    """Return tickets in all states that a page shows otherwise, with a very long one."""
    tickets = served.assistant.tickets
    urgent, long, held, back, done = (
        asked(served, text) for text in ("It was hacked!", _LONG, QUESTION, QUESTION, QUESTION)
    )
    tickets.claim(held, BEN)
    tickets.reply(back, _LONG, BEN)
    tickets.answer_back(back, _LONG, ASKER)
    tickets.reply(done, "Yes, after working hours.", BEN)
    clauses = [one.clause.id for one in served.parts.rulings.propose(done).clauses[:1]]
    served.parts.rulings.publish(done, "Yes.", clauses, None, BEN)
    return urgent, long, held, back, done
