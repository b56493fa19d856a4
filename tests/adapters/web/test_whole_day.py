"""A day at the real service with the real model: from the first link to an answer on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.adapters.chat.harness import Service, command, copied, launched, ready
from tests.browser import violations

PHONE = {"width": 390, "height": 800}
LONG = 180_000  # milliseconds that a job may take on a busy machine
PASSWORD = "seven grey geese in a row"  # noqa: S105
LEAVE = """---
id: leave
title: Leave Rules
effective_from: 2025-01-01
---
# Leave Rules

1.1 Employees may swap a night shift with a colleague if both tell the shift supervisor in writing
two days before.
"""
SWAP = "can i swap my nite shift with a collegue"


@pytest.fixture(scope="module")
def service(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = copied(policies, tmp_path_factory.mktemp("day") / "data")
    with ready(launched(data, {"web_strangers": "public"}, "")) as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, bypass_csp=True, has_touch=True)
    yield context.new_page()
    context.close()


def begin(service: Service, page: Page) -> None:
    """Make the first account by the link that an operator is given."""
    link = command(service.data, "console", "link").split()[0]
    page.goto(service.url + link.partition("/sign-in")[1] + link.partition("/sign-in")[2])
    page.get_by_label("Your name", exact=True).fill("Ann Lee")
    page.get_by_label("Your name for signing in").fill("ann")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("link", name="Ann Lee")).to_be_visible()


def add_and_publish(service: Service, page: Page, file: Path) -> None:
    page.goto(f"{service.url}/documents/add")
    page.get_by_label("Files", exact=True).set_input_files([file])
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/documents/added/*", timeout=LONG)
    page.get_by_role("link", name="Look at draft").click()
    page.get_by_role("link", name="Leave Rules").click()
    expect(page.get_by_role("main")).to_contain_text("may swap a night shift")
    page.go_back()
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_label("What changes").fill("Rules on leave")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", name="What was live").wait_for(timeout=LONG)


def ask(service: Service, phone: Page, question: str) -> None:
    phone.goto(service.url)
    phone.get_by_label("Your question").fill(question)
    phone.get_by_role("button", name="Ask", exact=True).click()
    phone.wait_for_url("**/conversations/*", timeout=LONG)


def test_from_an_empty_desk_to_a_published_clause_its_reader_the_office_and_back(
    service: Service, page: Page, phone: Page, tmp_path: Path
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    begin(service, page)
    (tmp_path / "leave.md").write_text(LEAVE, "utf-8")
    add_and_publish(service, page, tmp_path / "leave.md")

    # An employee finds it on a phone, in their own words, and reads it where it stands.
    ask(service, phone, SWAP)
    expect(phone.get_by_role("main")).to_contain_text("swap a night shift with a colleague")
    assert violations(phone) == []
    phone.get_by_role("link", name="Leave Rules").first.click()
    expect(phone.locator("#clause")).to_contain_text("two days before")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # What the policies don't settle goes to the office, and its reply comes back by itself.
    ask(service, phone, "Let me talk to a person about my boat, please")
    expect(phone.get_by_role("main")).to_contain_text("communications office")
    page.goto(f"{service.url}/tickets")
    page.get_by_role("link", name="boat").first.click()
    page.get_by_role("button", name="I'll take it").click()
    page.get_by_label("Reply", exact=True).fill("Call the harbor master before noon.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Call the harbor master before noon.")).to_be_visible(timeout=LONG)

    # One press goes back to what was live before; the next who asks isn't told of the clause.
    page.goto(f"{service.url}/revisions")
    page.get_by_role("button", name="Go back to revision").click()
    page.get_by_text("gone back to").wait_for(timeout=LONG)
    ask(service, phone, SWAP)
    expect(phone.get_by_role("main")).not_to_contain_text("tell the shift supervisor")

    # Who did what is in the audit log, and what was said on record.
    page.goto(f"{service.url}/settings/audit")
    expect(page.get_by_role("main")).to_contain_text("replied to a ticket")
    page.goto(f"{service.url}/records?words=boat")
    expect(page.get_by_role("main")).to_contain_text("about my boat")
