from __future__ import annotations

import pytest

from bot.records import Records
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)
