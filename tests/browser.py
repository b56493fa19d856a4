"""A real browser for tests of pages: Debian's Chromium, without a window.

`page` is a fixture for whoever imports it in a conftest. A browser that is missing is an error
and not a skip: a page that nobody looked at hasn't been tested.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# What WCAG 2.2 AA asks for, and what axe's authors think good beyond it.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def chromium(*left_out: str) -> Iterator[Browser]:
    """Run the browser, with Playwright's own options but for those that are `left_out`.

    As long as it runs, Playwright's own event loop does, and no test of the process could start
    another one.
    """
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Debian's chromium isn't installed: sudo apt-get install chromium")
    # Chromium refuses its sandbox to root, which is who runs tests in a container.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=options, ignore_default_args=list(left_out)
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests of a file."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page as wide as a desktop's; what it logs or loads is its test's business."""
    # axe is a script, which our own pages forbid themselves.
    context = browser.new_context(viewport=DESKTOP, bypass_csp=True)
    yield context.new_page()
    context.close()


def show(page: Page, file: Path) -> None:
    """Open a file."""
    page.goto(file.absolute().as_uri())


def opened(page: Page, file: Path) -> None:
    """Open a file, and all that is closed in it at first: that must be readable, too."""
    show(page, file)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def listening(page: Page) -> list[str]:
    """Return a list of all that the page asks for, by address, and says from now on."""
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    return heard


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, with the places; a sentence each."""
    found = Axe().run(page, options={"runOnly": list(_RULES), "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:5]}"
        for one in found.response["violations"]
    ]
