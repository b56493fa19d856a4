from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from bot.assistant import Assistant
from knowledge.catalog.database import Database, open_catalog
from tests.bot.agency import agency, fill
from tests.knowledge.contracts.conftest import new_database, server

__all__ = ["server"]  # pytest finds fixtures by their names in this module


@dataclass
class Clock:
    """The time of day in UTC, to be moved by a test."""

    now: datetime = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database of the test's own; "" is SQLite."""
    on_server = request.param == "postgresql"
    return new_database(request.getfixturevalue("server")) if on_server else ""


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    """Return a catalog of the test's own; every test of it runs on both kinds."""
    opened = open_catalog(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an agency's folder on SQLite, to be copied: reading documents takes its time."""
    folder = tmp_path_factory.mktemp("agency")
    fill(folder, "", Clock())
    return folder


@pytest.fixture
def assistant(url: str, tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Assistant]:
    """Return an assistant with a few documents, for whom words are their own meaning."""
    if url:
        fill(tmp_path, url, clock)
    else:
        copytree(filled, tmp_path, dirs_exist_ok=True)
    made = agency(tmp_path, url, clock)
    yield made
    made.library.close()
