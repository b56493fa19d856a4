from __future__ import annotations

import pytest

from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from tests.adapters.delivery.chat import Chat
from tests.bot.conftest import Clock, clock, database, server, url

__all__ = [
    "clock",
    "database",
    "server",
    "url",
]  # pytest finds fixtures by their names in this module


@pytest.fixture
def inbox(database: Database, clock: Clock) -> Inbox:
    return Inbox(database, clock)


@pytest.fixture
def outbox(database: Database, clock: Clock) -> Outbox:
    return Outbox(database, clock)


@pytest.fixture
def alarms(database: Database, clock: Clock) -> Alarms:
    return Alarms(database, clock)


@pytest.fixture
def chat(database: Database) -> Chat:
    return Chat(database)
