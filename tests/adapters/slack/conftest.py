"""One fake Slack and one small knowledge base for all tests of the Slack adapter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.slack.harness import indexed
from tests.fakes.slack import Slack, slack


@pytest.fixture(scope="session")
def at_slack() -> Iterator[Slack]:
    """The fake Slack's process, shared by all tests."""
    with slack() as one:
        yield one


@pytest.fixture
def fake(at_slack: Slack) -> Slack:
    """The fake Slack, with nothing said and nothing wrong."""
    at_slack.forget()
    return at_slack


@pytest.fixture(scope="session")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small policies live; copy it before you change it."""
    return indexed(tmp_path_factory.mktemp("policies") / "data")
