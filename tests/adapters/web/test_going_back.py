"""Back in a browser that keeps pages as they were left, as all of them do; Playwright's doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from adapters.web.roles import Role
from tests.adapters.web.harness import Served
from tests.adapters.web.tickets.made import asked
from tests.browser import chromium

PICTURES = "may I post pictures of crime scenes?"
ANSWER = "Employees must not post pictures of crime scenes."
KEPT = "How long are comments kept?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium("--disable-back-forward-cache") as started:
        yield started


def written(name: str) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": b"# Cars\n\n1.1 Cars are washed.\n"}


def leave(page: Page) -> None:
    """Mark the page that is going to be left, to be known again."""
    page.evaluate("window.left = true")


def go_back(page: Page, steps: int = 1) -> None:
    """Press Back, and be sure that the page that was left is there, and no new one."""
    page.evaluate("steps => history.go(-steps)", steps)
    page.wait_for_function("window.left === true")


def test_who_goes_back_from_the_answer_asks_again(served: Served, page: Page) -> None:
    served.sign_in(page, Role.EMPLOYEE, name="cleo")
    page.goto(served.url)
    leave(page)
    page.get_by_label("Your question").fill(PICTURES)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    go_back(page)
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.get_by_label("Your question")).to_have_value(PICTURES)
    for button in page.locator("form[data-ask] button").all():
        expect(button).to_be_enabled()
    page.get_by_role("button", name=KEPT).click()
    expect(page.get_by_text("Hidden comments are kept for three years.")).to_be_visible()


def test_who_goes_back_in_a_conversation_goes_on_with_it(served: Served, page: Page) -> None:
    served.sign_in(page, Role.EMPLOYEE, name="cleo")
    page.goto(served.url)
    page.get_by_label("Your question").fill(PICTURES)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    leave(page)
    more = page.get_by_label("Ask something more")
    more.fill(KEPT)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url(re.compile("turn=2"))
    go_back(page)
    expect(page.locator("#progress")).to_be_hidden()
    more.fill("May I accept gifts?")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url(re.compile("turn=3"))


def test_a_form_is_sent_again_at_once_by_who_goes_back_to_it(served: Served, page: Page) -> None:
    number = asked(served)
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/tickets/{number}")
    leave(page)
    page.get_by_label("Reply").fill("You may.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("As the asker reads it")
    go_back(page)
    page.get_by_label("Reply").fill("You may not.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("As the asker reads it")
    expect(page.get_by_text("You may not.").first).to_be_visible()


def test_who_goes_back_to_sending_files_begins_anew(served: Served, page: Page) -> None:
    served.sign_in(page, Role.OFFICER)
    page.goto(f"{served.url}/documents/add")
    leave(page)
    files = page.get_by_label("Files", exact=True)
    files.set_input_files([written("cars.md"), written("cars.exe")])
    page.get_by_role("link", name="Go on with what arrived").click()
    expect(page.get_by_role("row", name="cars.md")).to_be_visible()
    page.once("dialog", lambda asks: asks.accept())
    page.get_by_role("button", name="Remove all of these files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")
    go_back(page, steps=2)
    expect(page.locator(".refused li")).to_have_count(0)
    files.set_input_files([written("boats.md")])
    expect(page.get_by_role("row", name="boats.md")).to_be_visible()
