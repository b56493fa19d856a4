"""A small agency with its assistant, on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from bot.assistant import Assistant
from tests.bot.agency import agency
from tests.bot.conftest import Clock, clock, filled

__all__ = ["clock", "filled"]  # pytest finds fixtures by their names


@pytest.fixture
def assistant(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Assistant]:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    made = agency(tmp_path, "", clock)
    yield made
    made.library.close()
