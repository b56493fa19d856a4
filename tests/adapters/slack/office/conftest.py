"""A small office: two people in its channel, two on call, and a few documents."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from knowledge.library import Library
from tests.adapters.chat.harness import POLICIES
from tests.adapters.slack.office.room import (
    ANN,
    ASKER,
    BEN,
    CHANNEL,
    OFFICE,
    ON_CALL,
    OUTSIDER,
    SECOND,
    Room,
)
from tests.bot.conftest import Clock
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder
from tests.fakes.slack import Slack

Rooms = Callable[..., Room]
_BOOTHS = Path(__file__).with_name("booths.md")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("office") / "data"
    with Library.open(data, embedder=WordEmbedder(), today=Calendar()) as library:
        assert not library.add([POLICIES, _BOOTHS], publish=True).failed
    return data


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(fake: Slack) -> Slack:
    fake.person(ANN, name="Ann")
    fake.person(BEN, name="Ben")
    for user in (ASKER, OUTSIDER, ON_CALL, SECOND):
        fake.person(user)
    fake.channel(OFFICE, members=["UBOT", ANN, BEN])
    fake.channel(CHANNEL, members=["UBOT", ASKER, OUTSIDER])
    # Nobody listens: what happens is handed to the room by the tests themselves.
    fake.app("http://127.0.0.1:9/")
    fake.recover()
    return fake


@pytest.fixture
def rooms(published: Path, workspace: Slack, clock: Clock, tmp_path: Path) -> Iterator[Rooms]:
    """Return what makes the room, with settings of the test's own."""
    data = tmp_path / "data"
    shutil.copytree(published, data)
    with Library.open(data, embedder=WordEmbedder(), today=lambda: clock().date()) as library:

        def made(**settings: object) -> Room:
            given: dict[str, object] = {
                "data": data,
                "office": "the press office",
                "slack_bot_token": "xoxb-1",
                "slack_signing_secret": "s3cret",
                "slack_api_url": workspace.url,
                "slack_office_channel": OFFICE,
                "slack_on_call": (ON_CALL,),
                "slack_on_call_second": (SECOND,),
                "digest_at": "no",
            }
            return Room(library, workspace, Settings(**(given | settings)), clock)  # type: ignore[arg-type]

        yield made


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return rooms()
