from __future__ import annotations

import pytest

from tests.bot.conftest import new_database

EITHER = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database; SQLite, but where a test wants both kinds."""
    on_server = getattr(request, "param", "sqlite") == "postgresql"
    return new_database(request.getfixturevalue("server")) if on_server else ""
