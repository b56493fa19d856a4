from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from bot.assistant import Assistant
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, GROUP, HANNA, Entered, entered
from tests.bot.agency import agency, fill
from tests.bot.conftest import Clock
from tests.fakes.teams import Teams, direct, teams


@pytest.fixture(scope="package")
def running() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def fake(running: Teams) -> Iterator[Teams]:
    """The fake Teams, with nothing said and nothing wrong."""
    running.forget()
    for channel in (CHANNEL, GROUP):
        running.channel(channel, members=[HANNA, BEN])
    running.channel(direct(HANNA), members=[HANNA])
    yield running
    running.recover()


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    fill(folder, "", Clock())
    return folder


@pytest.fixture
def assistant(tmp_path: Path, filled: Path) -> Iterator[Assistant]:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    made = agency(tmp_path, "", Clock())
    yield made
    made.library.close()


@pytest.fixture
def way(fake: Teams, assistant: Assistant) -> Iterator[Entered]:
    with entered(fake, assistant) as one:
        yield one
