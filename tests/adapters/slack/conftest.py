"""One fake Slack for all tests of the Slack adapter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
