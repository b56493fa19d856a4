"""A console of each test's own, and browsers to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.adapters.web.harness import Served, serving
from tests.bot.conftest import Clock, clock, filled
from tests.browser import browser, page

__all__ = ["browser", "clock", "filled", "page"]  # pytest finds fixtures by their names


@pytest.fixture
def served(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    """Return a console that serves a small agency on SQLite; strangers may ask nothing."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock) as one:
        yield one
