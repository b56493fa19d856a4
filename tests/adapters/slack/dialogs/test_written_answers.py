"""Answers that a language model writes, at the running service: seen early, and there once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model_wording import MORE_IS_CHECKED, WRITTEN
from tests.adapters.chat.harness import Service, copied
from tests.adapters.slack.dialogs.playground import prepare
from tests.adapters.slack.harness import serve, start
from tests.fakes.model_server import ModelServer, dead_address, model_server
from tests.fakes.slack import Slack, buttons, shown, slack, until

QUESTION = "May moderators hide threats, or delete criticism?"
QUOTE = "Moderators may hide comments that contain threats"


@pytest.fixture(scope="module")
def writer() -> Iterator[ModelServer]:
    with model_server() as one:
        yield one


@pytest.fixture
def chat() -> Iterator[Slack]:
    with slack() as one:
        prepare(one)
        yield one


@pytest.fixture
def data(policies: Path, tmp_path: Path) -> Path:
    return copied(policies, tmp_path / "data")


def written(chat: Slack, user: str) -> list[str]:
    return [shown(m) for m in chat.messages(f"D{user[1:]}") if m["user"] == "UBOT"]


def final(chat: Slack, service: Service, user: str) -> str:
    """Return the one message that is there when nothing is in hand any more."""
    until(lambda: WRITTEN in "\n".join(written(chat, user)), 60)
    service.settle()
    (text,) = written(chat, user)
    return text


def test_sentences_show_while_the_rest_is_written_and_the_answer_is_there_once(
    chat: Slack, data: Path, writer: ModelServer
) -> None:
    with serve(data, chat, model="openai:slow-whole-0.3", model_url=writer.url) as service:
        chat.says("U101", "D101", QUESTION, later=True)
        until(lambda: MORE_IS_CHECKED in "\n".join(written(chat, "U101")), 60)
        text = final(chat, service, "U101")
        assert text.index("[1]") < text.index(WRITTEN) < text.index("\n[1] 5.1 · Social Media")
        (message,) = (m for m in chat.messages("D101") if m["user"] == "UBOT")
        assert "This helped" in buttons(message)
        assert len(chat.calls("chat.postMessage")) == 1


def test_who_is_killed_in_mid_stream_leaves_no_half_answer(
    chat: Slack, data: Path, writer: ModelServer
) -> None:
    service = start(data, chat, model="openai:slow-whole-1", model_url=writer.url)
    until(service.ready, 180)
    chat.says("U102", "D102", QUESTION, later=True)
    until(lambda: MORE_IS_CHECKED in "\n".join(written(chat, "U102")), 60)
    service.kill()
    assert len(written(chat, "U102")) == 1
    with serve(data, chat, model="openai:good", model_url=writer.url) as again:
        assert MORE_IS_CHECKED not in final(chat, again, "U102")


def test_where_the_model_is_dead_the_clauses_come_word_for_word(chat: Slack, data: Path) -> None:
    with serve(data, chat, model="openai:good", model_url=dead_address()) as service:
        chat.asks("U103", QUESTION)
        until(lambda: written(chat, "U103"), 60)
        service.settle()
        (text,) = written(chat, "U103")
        assert QUOTE in text
        assert WRITTEN not in text
        assert "The language model can't help at the moment." in text
