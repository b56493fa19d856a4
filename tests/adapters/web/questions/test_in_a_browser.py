from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from adapters.web.roles import Role
from tests.adapters.web.harness import Served
from tests.adapters.web.questions.test_gaps import look
from tests.adapters.web.records.made import ask, keep
from tests.browser import violations

PHONE = {"width": 390, "height": 844}
LONG = "may drones film " + "a" * 300


@pytest.fixture
def paths(served: Served) -> list[str]:
    """Return the addresses of all pages of questions and records, with something on each."""
    turn = ask(served)
    served.assistant.records.rate(turn, helpful=False, comment=LONG)
    ask(served, "our account was hacked")
    keep(served, "may drones film crime scenes", LONG, "parking permits")
    (ticket,) = served.assistant.tickets.list()
    with served.client(Role.OFFICER) as officer:
        gap = look(served, officer)
    return [
        "/questions",
        "/questions?q=zebra",
        "/questions/gaps",
        gap,
        f"{gap}/addition",
        "/records",
        "/records?q=zebra",
        "/records/tickets",
        f"/records/turns/{turn}",
        f"/records/tickets/{ticket.id}",
        "/records/conversation?name=a/b+c",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(
    served: Served, page: Page, paths: list[str], scheme: str
) -> None:
    served.sign_in(page, Role.OFFICER, Role.RECORDS)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desktop = page.viewport_size
    assert desktop is not None
    for path in paths:
        for size in (desktop, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.goto(served.url + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_officer_finds_a_gap_and_drafts_an_addition(served: Served, page: Page) -> None:
    keep(served, "may drones film crime scenes", "May drones film the crime scenes?")
    served.sign_in(page, Role.OFFICER)
    page.goto(served.url + "/questions")
    page.get_by_role("link", name="Gaps").click()
    page.get_by_role("button", name="Look for gaps").click()
    # The job's page leads on by itself.
    page.get_by_role("link", name="Draft an addition").click()
    page.get_by_label("Title of the document").fill("Use of drones")
    page.get_by_label("What the rule is about").fill("Drones at scenes")
    page.get_by_label("The rule", exact=True).fill("Drones must not fly over a crime scene.")
    page.get_by_role("button", name="Send to Documents").click()
    expect(page.get_by_text("use-of-drones.md").first).to_be_visible()


def test_a_records_officer_finds_a_turn_opens_it_and_takes_all_along(
    served: Served, page: Page
) -> None:
    turn = ask(served)
    keep(served, "parking permits")
    served.sign_in(page, Role.RECORDS)
    page.goto(served.url)
    page.get_by_label("Areas").get_by_role("link", name="Records").click()
    page.get_by_label("Words of the question").fill("crime")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("1 question found")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON Lines").click()
    record = json.loads(download.value.path().read_text("utf-8"))
    assert record["id"] == turn
    page.get_by_role("link", name="may I post pictures of crime scenes?").click()
    expect(page.get_by_role("heading", name=f"Question {turn}")).to_be_visible()
    page.get_by_role("link", name="4.2 · Social Media Policy").first.click()
    expect(page.locator("#clause")).to_contain_text("must not post pictures of crime scenes")
