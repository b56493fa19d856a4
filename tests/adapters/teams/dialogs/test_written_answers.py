"""Answers that a language model writes, at the running service: streamed to one person alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model_wording import WRITTEN
from tests.adapters.chat.dialogs.playground import Json
from tests.adapters.chat.harness import Service, copied
from tests.adapters.teams.dialogs.playground import prepare
from tests.adapters.teams.harness import serve, start
from tests.fakes.model_server import ModelServer, dead_address, model_server
from tests.fakes.teams import BOT, Teams, buttons, direct, object_id, shown, teams, until

QUESTION = "May moderators hide threats, or delete criticism?"
QUOTE = "Moderators may hide comments that contain threats"
LOBBY = "19:lobby@thread.tacv2"
ANN = object_id(101)


@pytest.fixture(scope="module")
def writer() -> Iterator[ModelServer]:
    with model_server() as one:
        yield one


@pytest.fixture
def chat() -> Iterator[Teams]:
    with teams() as one:
        prepare(one)
        yield one


@pytest.fixture
def data(policies: Path, tmp_path: Path) -> Path:
    return copied(policies, tmp_path / "data")


def answers(chat: Teams, channel: str) -> list[Json]:
    return [message for message in chat.messages(channel) if message["user"] == BOT]


def read(chat: Teams, channel: str) -> str:
    return "\n".join(map(shown, answers(chat, channel)))


def streamed(chat: Teams, channel: str) -> str:
    return "\n".join(one["text"] for one in chat.streams(channel))


def final(chat: Teams, service: Service, channel: str) -> list[Json]:
    """Return what is there when nothing is in hand any more."""
    until(lambda: WRITTEN in read(chat, channel), 60)
    service.settle()
    return answers(chat, channel)


def test_sentences_show_while_the_rest_is_written_and_the_answer_is_there_once(
    chat: Teams, data: Path, writer: ModelServer
) -> None:
    with serve(data, chat, model="openai:slow-whole-0.3", model_url=writer.url) as service:
        chat.says(ANN, direct(ANN), QUESTION, later=True)
        until(lambda: "[1]" in streamed(chat, direct(ANN)), 60)
        words, card = final(chat, service, direct(ANN))
        assert words["streamed"]
        assert "AI generated" in shown(words)
        assert QUOTE in shown(card)
        assert "like" in buttons(words)
        assert [one["ended"] for one in chat.streams(direct(ANN))] != [""]
        assert [call for call in chat.calls() if call["status"] >= 400] == []


def test_where_others_read_along_nothing_is_streamed(
    chat: Teams, data: Path, writer: ModelServer
) -> None:
    with serve(data, chat, model="openai:slow-whole-0.3", model_url=writer.url) as service:
        chat.says(ANN, LOBBY, f"@bot {QUESTION}", later=True)
        words, card = final(chat, service, LOBBY)
        assert not words["streamed"]
        assert QUOTE in shown(card)
        assert chat.streams() == []


def test_who_is_killed_in_mid_stream_leaves_an_answer_all_the_same(
    chat: Teams, data: Path, writer: ModelServer
) -> None:
    service = start(data, chat, model="openai:slow-whole-1", model_url=writer.url)
    until(service.ready, 180)
    chat.says(ANN, direct(ANN), QUESTION, later=True)
    until(lambda: "[1]" in streamed(chat, direct(ANN)), 60)
    service.kill()
    with serve(data, chat, model="openai:good", model_url=writer.url) as again:
        words = [m for m in final(chat, again, direct(ANN)) if WRITTEN in shown(m)]
        assert len(words) == 1


def test_where_the_model_is_dead_the_clauses_come_word_for_word(chat: Teams, data: Path) -> None:
    with serve(data, chat, model="openai:good", model_url=dead_address()) as service:
        chat.asks(ANN, QUESTION)
        until(lambda: QUOTE in read(chat, direct(ANN)), 60)
        service.settle()
        text = read(chat, direct(ANN))
        assert WRITTEN not in text
        assert "AI generated" not in text
        assert "The language model can't help at the moment." in text
