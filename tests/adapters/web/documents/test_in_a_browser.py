"""Documents in a real browser, as an officer uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from adapters.web.roles import Role
from tests.adapters.web.harness import Served
from tests.browser import PHONE, violations

LONG = 60_000  # milliseconds that a job may take on a busy machine
_DROP = """(target) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File(["# Cars\\n\\n1.1 Cars are washed.\\n"], "cars.md"));
  dropped.items.add(new File(["no"], "cars.exe"));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true }));
}"""


@pytest.fixture
def officer(served: Served, page: Page) -> Page:
    served.sign_in(page, Role.OFFICER)
    return page


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    files = {
        "gifts.md": "---\ntitle: Gift Rules\n---\n# Gift Rules\n\n1.1 No gifts at all.\n",
        "travel.md": "---\neffective_from: soon\n---\n# Travel\n\n1.1 Trains come first.\n",
    }
    made = [tmp_path / name for name in files]
    for file in made:
        file.write_text(files[file.name])
    return made


def checked(page: Page) -> None:
    """Look at the page as it is, and on a phone: nothing is wrong, nothing sticks out."""
    assert violations(page) == []
    wide = page.viewport_size
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []
    assert wide is not None
    page.set_viewport_size(wide)


def test_from_files_to_a_draft_and_from_a_fault_to_its_correction(
    served: Served, officer: Page, papers: list[Path]
) -> None:
    officer.goto(f"{served.url}/documents")
    checked(officer)
    officer.get_by_role("link", name="Add documents").click()
    checked(officer)
    officer.get_by_label("Files", exact=True).set_input_files(papers)
    officer.wait_for_url("**/documents/add?batch=*")
    expect(officer.get_by_role("row", name="gifts.md")).to_contain_text("a new version of")
    checked(officer)
    officer.get_by_role("button", name="Take them in").click()
    officer.wait_for_url("**/documents/added/*", timeout=LONG)
    expect(officer.get_by_role("row", name="travel.md")).to_contain_text(
        "must be a day that exists"
    )
    checked(officer)

    officer.get_by_role("link", name="Correct its details").click()
    checked(officer)
    officer.get_by_label("In force from").fill("2026-06-01")
    officer.get_by_role("button", name="Keep these details").click()
    officer.get_by_role("button", name="Take it in").click()
    officer.wait_for_url("**/documents/added/*", timeout=LONG)
    officer.goto(f"{served.url}/documents?state=draft")
    expect(officer.get_by_role("row", name="Travel")).to_contain_text("New in the draft")
    expect(officer.get_by_role("row", name="Gift Rules")).to_contain_text("Changed in the draft")


def test_what_is_dropped_is_sent_and_what_is_refused_is_told(served: Served, officer: Page) -> None:
    officer.goto(f"{served.url}/documents/add")
    officer.locator("form.drop").evaluate(_DROP)
    expect(officer.locator(".refused")).to_contain_text("cars.exe: Files of this kind")
    checked(officer)
    officer.get_by_role("link", name="Go on with what arrived").click()
    expect(officer.get_by_role("row", name="cars.md")).to_contain_text("a new document")


def test_details_are_changed_by_keyboard_alone_and_a_document_withdrawn_and_back(
    served: Served, officer: Page
) -> None:
    officer.goto(f"{served.url}/documents/of/gifts.md")
    checked(officer)
    officer.keyboard.press("e")
    officer.wait_for_url("**/documents/details?*")
    checked(officer)
    officer.get_by_label("Owner").focus()
    officer.keyboard.type("Ethics office")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/documents/of/gifts.md", timeout=LONG)
    expect(officer.get_by_text("Owner: nothing → Ethics office")).to_be_visible()
    checked(officer)

    officer.get_by_role("button", name="Withdraw it").click()
    expect(officer.get_by_text("takes this document out")).to_be_visible(timeout=LONG)
    checked(officer)
    officer.get_by_role("button", name="Bring it back").click()
    expect(officer.get_by_role("button", name="Withdraw it")).to_be_visible(timeout=LONG)


def test_a_file_is_replaced(served: Served, officer: Page, papers: list[Path]) -> None:
    officer.goto(f"{served.url}/documents/of/social.md")
    officer.get_by_role("link", name="Replace the file").click()
    checked(officer)
    officer.get_by_label("The new file").set_input_files(papers[0])
    officer.get_by_role("button", name="Replace").click()
    officer.wait_for_url("**/documents/of/social.md", timeout=LONG)
    expect(officer.get_by_text("Title: Social Media Policy → Gift Rules")).to_be_visible()
    officer.goto(f"{served.url}/documents/withdrawn")
    checked(officer)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    served: Served, officer: Page, papers: list[Path], tmp_path: Path
) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(52_000_001)
    officer.goto(f"{served.url}/documents/replace?document=social.md")
    officer.get_by_label("The new file").set_input_files(large)
    expect(officer.get_by_role("alert")).to_contain_text("large.pdf has 53 MB; 50 MB are the most")
    checked(officer)
    officer.get_by_role("button", name="Replace").click()
    expect(officer).to_have_url(f"{served.url}/documents/replace?document=social.md")
    officer.get_by_label("The new file").set_input_files(papers[0])
    expect(officer.get_by_role("alert")).to_have_count(0)
    officer.get_by_role("button", name="Replace").click()
    officer.wait_for_url("**/documents/of/social.md", timeout=LONG)
