"""An evaluator's day, in a real browser, on a desktop and on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from adapters.web.roles import Role
from tests.adapters.web.evaluating.made import KEY, ended, fitting, run
from tests.adapters.web.harness import Client, Served
from tests.browser import listening, violations
from tests.evals.compare.made import answer, escalation

SOON = 60_000  # milliseconds: a job's page looks every second
LATER = datetime(2026, 5, 5, tzinfo=UTC)
CSV = b"id,question,expect,gold_document,gold_number\n1,Is a calendar a gift?,answer,gifts.md,1.2\n"


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desktop", "phone"])
def seen(request: pytest.FixtureRequest, page: Page) -> Page:
    """Return a page as wide as a desktop's, then a phone's in the dark."""
    width, scheme = request.param
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    return page


def assert_flawless(page: Page, served: Served, path: str) -> None:
    """Open a page, and all that is closed in it: nothing is wrong with it, and it fits."""
    page.goto(f"{served.url}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == [], path
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_nothing_is_wrong_with_any_page(served: Served, eva: Client, seen: Page) -> None:
    run(served, "a", {"one": answer(), "two": answer()})
    run(served, "b", {"one": answer("1.2"), "two": escalation()})
    fitting(served, 300)
    comparison = ended(served, eva, "/evaluations/compare", {"run": ["a", "b"]})
    fit = ended(served, eva, "/evaluations/confidence", {"source": "run many", "target": "75"})
    ended(served, eva, "/evaluations/gate", {"revision": "1"})
    served.sign_in(seen, Role.EVALUATOR)
    for path in (
        "/evaluations",
        "/evaluations/start",
        "/evaluations/runs/b",
        "/evaluations/runs/b/cases/1",
        "/evaluations/sets",
        "/evaluations/sets/add",
        f"/evaluations/sets/{KEY}",
        "/evaluations/gate",
        "/evaluations/confidence",
        fit,
        comparison,
    ):
        assert_flawless(seen, served, path)


def test_an_evaluator_adds_a_set_plays_it_and_reads_what_went_wrong(
    served: Served, page: Page
) -> None:
    served.sign_in(page, Role.EVALUATOR, Role.OFFICER, name="eva")
    page.goto(f"{served.url}/evaluations/sets")
    page.get_by_role("link", name="Add a test set").click()
    file = {"name": "gifts.csv", "mimeType": "text/csv", "buffer": CSV}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="Test set gifts")).to_be_visible(timeout=SOON)
    page.get_by_role("link", name="Play it").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Run of gifts")).to_be_visible(timeout=SOON)
    page.get_by_label("Show").select_option("all")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Is a calendar a gift?").click()
    expect(page.get_by_role("heading", name="What is right")).to_be_visible()
    page.get_by_role("link", name="All cases of this run").click()
    page.get_by_role("link", name="Open the report").click()
    expect(page.get_by_role("heading", name="Test set gifts")).to_be_visible()


def test_two_runs_are_ticked_and_compared_by_the_keyboard_alone(served: Served, page: Page) -> None:
    run(served, "a", {"one": answer(), "two": answer()})
    run(served, "b", {"one": answer(), "two": escalation()}, started=LATER)
    served.sign_in(page, Role.EVALUATOR)
    page.goto(f"{served.url}/evaluations")
    page.get_by_label("Compare a", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Compare b", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare the two").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Two runs compared")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("heading", name="Lost: 1")).to_be_visible()


def test_the_report_is_seen_as_it_was_made_and_loads_nothing(
    served: Served, eva: Client, browser_page: Page
) -> None:
    run(served, "a", {"one": answer()})
    ended(served, eva, "/evaluations/runs/a/report", {})
    served.sign_in(browser_page, Role.EVALUATOR)
    heard = listening(browser_page)
    address = f"{served.url}/evaluations/runs/a/report"
    browser_page.goto(address)
    assert heard == [address], "neither a script nor a refused style"
    banner = browser_page.locator("header.top")
    assert banner.evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"
