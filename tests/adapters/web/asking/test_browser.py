"""An employee asks, on a phone and with a keyboard, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from adapters.web.roles import Role
from bot.hearing import LONGEST
from bot.model import Person
from bot.tickets import TicketState
from tests.adapters.web.asking.test_streaming import Slow
from tests.adapters.web.harness import Served, serving
from tests.bot.conftest import Clock
from tests.browser import listening, violations

PICTURES = "may I post pictures of crime scenes?"
ANN = Person("slack:T1:U7", "Ann Lee")
PHONE = (390, 844)
_SOON = 20_000  # milliseconds; a page looks again every five seconds


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return page


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.on.set()


@pytest.fixture
def written(tmp_path: Path, clock: Clock, filled: Path, slow: Slow) -> Iterator[Served]:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, change=lambda one: replace(one, writer=slow)) as served:
        yield served


def ask(page: Page, question: str, label: str = "Your question") -> None:
    page.get_by_label(label).fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_an_employee_asks_on_a_phone_and_the_office_replies(served: Served, phone: Page) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    heard = listening(phone)
    phone.goto(served.url)
    assert violations(phone) == []
    ask(phone, PICTURES)
    expect(phone.get_by_text("Employees must not post pictures of crime scenes.")).to_be_visible()
    expect(phone.get_by_role("link", name="4.2 · Social Media Policy")).to_be_visible()
    assert violations(phone) == []
    assert fits(phone)
    phone.get_by_role("button", name="This didn't help").click()
    assert violations(phone) == []
    phone.get_by_label("What did you expect").fill("It should say who decides.")
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("button", name="Ask the communications office").click()
    expect(phone.get_by_text("waits for the office")).to_be_visible()
    served.assistant.tickets.claim(1, ANN)
    served.assistant.tickets.reply(1, "Ask the police first.", ANN)
    expect(phone.get_by_text("Ask the police first.")).to_be_visible(timeout=_SOON)
    expect(phone.locator("#renewed")).to_have_text("There is something new in this conversation.")
    assert violations(phone) == []
    assert fits(phone)
    phone.get_by_label("Ask something more").fill("And at night?")
    phone.get_by_role("button", name="Send to the communications office (ticket 1)").click()
    expect(phone.get_by_text("waits for the office again")).to_be_visible()
    phone.get_by_role("button", name="No longer needed").click()
    expect(phone.get_by_text("The question is closed.")).to_be_visible()
    phone.get_by_role("link", name="All conversations").click()
    expect(phone.get_by_role("link", name=PICTURES)).to_be_visible()
    assert violations(phone) == []
    assert served.assistant.tickets.show(1).state is TicketState.CLOSED
    assert [one for one in heard if not one.startswith(served.url)] == []


def test_a_citation_opens_the_document_at_the_clause(served: Served, phone: Page) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    ask(phone, PICTURES)
    phone.get_by_role("link", name="4.2 · Social Media Policy").click()
    expect(phone.locator("#clause")).to_contain_text("pictures of crime scenes")
    expect(phone.locator("#clause")).to_be_in_viewport()
    phone.go_back()
    expect(phone.get_by_text("Employees must not post pictures of crime scenes.")).to_be_visible()


def test_what_is_typed_stays_while_the_conversation_is_looked_at_again(
    served: Served, phone: Page
) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    ask(phone, "we were hacked")
    field = phone.get_by_label("Ask something more")
    field.fill("It is the lap")
    served.assistant.tickets.reply(1, "Pull the plug.", ANN)
    expect(phone.get_by_text("Pull the plug.")).to_be_visible(timeout=_SOON)
    expect(field).to_have_value("It is the lap")
    expect(field).to_be_focused()


def test_an_answer_is_watched_while_it_is_written(written: Served, phone: Page, slow: Slow) -> None:
    written.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(written.url)
    ask(phone, PICTURES)
    progress = phone.locator("#progress")
    expect(progress).to_contain_text(PICTURES)
    expect(progress).to_contain_text("You must not post them. [1]")
    expect(progress).to_contain_text("more is being written and checked")
    expect(phone.get_by_role("button", name="Ask", exact=True)).to_be_disabled()
    assert violations(phone) == []
    slow.on.set()
    expect(phone.get_by_text("Put in plain words by a language model")).to_be_visible()
    phone.get_by_role("link", name="[1]").first.click()
    expect(phone.locator("#source-1-1")).to_be_in_viewport()
    assert violations(phone) == []


def test_what_goes_wrong_is_said_and_the_question_is_still_there(
    written: Served, phone: Page, slow: Slow
) -> None:
    slow.fails = ZeroDivisionError()
    slow.on.set()
    written.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(written.url)
    ask(phone, PICTURES)
    expect(phone.locator("#progress")).to_contain_text("Something went wrong on our side")
    expect(phone.get_by_label("Your question")).to_have_value(PICTURES)
    assert violations(phone) == []
    slow.fails = None
    phone.get_by_role("button", name="Ask", exact=True).click()
    expect(phone.get_by_text("Put in plain words by a language model")).to_be_visible()


def test_who_has_no_connection_reads_what_to_do(served: Served, phone: Page) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    phone.context.set_offline(True)
    ask(phone, PICTURES)
    told = phone.locator("#progress-step")
    expect(told).to_have_text("Your question didn't arrive. Check your connection and ask again.")
    assert violations(phone) == []
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Ask", exact=True).click()
    expect(phone.get_by_text("Employees must not post pictures of crime scenes.")).to_be_visible()


def test_a_question_is_as_long_as_can_be_read_and_who_writes_more_is_told(
    served: Served, phone: Page
) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    field = phone.get_by_label("Your question")
    field.fill("m" * (LONGEST - 1))
    field.press("End")
    expect(phone.locator("#full")).to_be_empty()
    phone.keyboard.insert_text("ore and more")
    expect(field).to_have_value("m" * (LONGEST - 1) + "o")
    expect(phone.locator("#full")).to_contain_text("4,000 characters are the most")
    assert violations(phone) == []
    field.press("Backspace")
    expect(phone.locator("#full")).to_be_empty()


def test_what_the_server_takes_from_nobody_is_said_in_words(served: Served, phone: Page) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    phone.get_by_label("Your question").evaluate("field => field.removeAttribute('maxlength')")
    ask(phone, "m" * 1_100_000)
    expect(phone.locator("#progress-step")).to_have_text(
        "That is more than can be asked at once. Please shorten it."
    )


def test_a_page_that_is_opened_again_meanwhile_shows_the_answer_when_it_is_there(
    written: Served, phone: Page, slow: Slow
) -> None:
    written.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(written.url)
    token = phone.locator("input[name=token]").input_value()
    ask(phone, PICTURES)
    assert slow.began.wait(30)
    phone.goto(f"{written.url}/conversations/{token}")
    expect(phone.get_by_text("Looking it up …")).to_be_visible()
    assert violations(phone) == []
    slow.on.set()
    expect(phone.get_by_text("Put in plain words")).to_be_visible(timeout=_SOON)


def test_all_can_be_done_by_keyboard(served: Served, page: Page) -> None:
    served.sign_in(page, Role.EMPLOYEE, name="cleo")
    page.goto(served.url)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "question":
            break
    page.keyboard.type(PICTURES)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/conversations/"))
    expect(page.get_by_text("Employees must not post pictures of crime scenes.")).to_be_visible()
    assert violations(page) == []


def test_ready_replies_are_pressed(served: Served, phone: Page) -> None:
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    phone.get_by_role("button", name="How long are comments kept?").click()
    expect(phone.get_by_text("Hidden comments are kept for three years.")).to_be_visible()
    expect(phone.locator(".asked").first).to_have_text("How long are comments kept?")


def test_without_scripts_all_works_as_well(served: Served, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=False
    )
    phone = context.new_page()
    served.sign_in(phone, Role.EMPLOYEE, name="cleo")
    phone.goto(served.url)
    ask(phone, PICTURES)
    expect(phone.get_by_text("Employees must not post pictures of crime scenes.")).to_be_visible()
    phone.get_by_role("button", name="Ask the communications office").click()
    expect(phone.get_by_text("waits for the office")).to_be_visible()
    context.close()
