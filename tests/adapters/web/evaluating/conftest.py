from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page

from adapters.web.roles import Role
from tests.adapters.web.evaluating.made import GATE, OFFICE, office_set
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock


@pytest.fixture
def served(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    """Return a console of an agency that has a test set of its own, and a gate."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    (tmp_path / "office.yaml").write_text(OFFICE, "utf-8")
    (tmp_path / "gate.toml").write_text(GATE, "utf-8")
    with serving(tmp_path, clock, gate=tmp_path / "gate.toml") as one:
        office_set(one)
        yield one


@pytest.fixture
def eva(served: Served) -> Iterator[Client]:
    """Return an evaluator who is in no group."""
    with served.client(Role.EVALUATOR) as client:
        yield client


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """Return a page that obeys the policies of what it shows."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
