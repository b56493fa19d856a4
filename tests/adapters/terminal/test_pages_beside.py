"""The pages beside the demo's conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from adapters.service.alone import alone_here
from adapters.service.listening import listen
from adapters.terminal.demo import pages_beside
from bot.assistant import Assistant
from tests.adapters.chat.harness import free_port
from tests.bot.agency import agency
from tests.bot.conftest import Clock, clock, filled

__all__ = ["clock", "filled"]  # pytest finds fixtures by their names


@pytest.fixture
def assistant(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Assistant]:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    made = agency(tmp_path, "", clock)
    yield with_settings(made, port=free_port())
    made.library.close()


def with_settings(assistant: Assistant, **changed: object) -> Assistant:
    return replace(assistant, settings=assistant.settings.model_copy(update=changed))


def opened(said: str) -> list[httpx.Response]:
    """Open the addresses that are said."""
    return [httpx.get(one, trust_env=False, timeout=60) for one in re.findall(r"http\S+", said)]


def test_both_addresses_are_said_and_lead_to_pages(assistant: Assistant) -> None:
    with pages_beside(assistant) as said:
        ask, office = opened(said)
    assert "Your question" in ask.text
    assert "Make your account" in office.text


def test_another_port_is_taken_where_somebody_listens(assistant: Assistant) -> None:
    with listen("127.0.0.1", assistant.settings.port), pages_beside(assistant) as said:
        ask, _ = opened(said)
    assert ask.status_code == 200
    assert str(assistant.settings.port) not in said


def test_where_passwords_could_be_overheard_there_are_no_pages(assistant: Assistant) -> None:
    with pages_beside(with_settings(assistant, host="0.0.0.0")) as said:  # noqa: S104
        assert opened(said.partition("https://")[0]) == []
    assert "POLICYDESK_WEB_URL" in said


def test_where_a_service_runs_the_conversation_goes_on_without_pages(assistant: Assistant) -> None:
    with alone_here(assistant.settings.data), pages_beside(assistant) as said:
        assert "Another process serves" in said
