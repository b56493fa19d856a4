"""Answers that a language model writes, through the commands and real HTTP."""

from __future__ import annotations

import json
import os
import pty
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.model_wording import MORE_IS_CHECKED, WRITTEN
from tests.adapters.terminal.conftest import invoke, start
from tests.adapters.terminal.emulated import lines
from tests.fakes.model_server import ModelServer, model_server

QUESTION = "May moderators hide threats, or delete criticism?"
FIRST = "Moderators may hide comments that contain threats or personal data of others."


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with model_server() as one:
        yield one


@pytest.fixture
def writer(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("POLICYDESK_MODEL_URL", server.url)
    monkeypatch.setenv("POLICYDESK_MODEL", "openai:good")
    return monkeypatch


@pytest.mark.usefixtures("writer")
def test_a_batch_tells_of_each_answer_who_wrote_it_and_what_it_rests_on(data: Path) -> None:
    asked = [{"id": 1, "question": QUESTION}, {"id": 2, "question": "hello"}]
    batch = "\n".join(map(json.dumps, asked))
    result = invoke(data, "ask", "--json", "--batch", "-", text=batch)
    written, plain = (json.loads(line) for line in result.stdout.splitlines())
    assert written["writer"] == "openai:good"
    assert written["written"][0] == {"text": FIRST, "clauses": [1]}
    assert written["citations"][0]["number"] == "5.1"
    assert written["tokens"] > 0
    assert (plain["writer"], plain["written"], plain["tokens"]) == ("", [], 0)


@pytest.mark.parametrize("model", ["swaps-numbers", "garbled", "refuses", "flips", "invents-ids"])
def test_what_does_not_stand_is_not_told_and_changes_nothing_else(
    data: Path, writer: pytest.MonkeyPatch, model: str
) -> None:
    writer.setenv("POLICYDESK_MODEL", f"openai:{model}")
    made = _asked(data)
    writer.delenv("POLICYDESK_MODEL")
    plain = _asked(data)
    assert (made["writer"], made["written"], made["caveats"]) == ("", [], [])
    assert made["text"].endswith(plain["text"])
    for name in ("decision", "reason", "band", "confidence", "citations", "passages"):
        assert made[name] == plain[name]


@pytest.mark.usefixtures("writer")
def test_a_pipe_gets_the_answer_with_its_label_and_nothing_that_moves_a_cursor(data: Path) -> None:
    result = invoke(data, "ask", QUESTION)
    assert " ".join(result.stdout.split()).startswith(f"{FIRST} [1]")
    assert WRITTEN in " ".join(result.stdout.split())
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("width", [80, 40])
def test_on_a_terminal_sentences_show_as_they_pass_and_stand_there_once(
    data: Path, server: ModelServer, width: int
) -> None:
    shown = _on_a_terminal(width, "--data", str(data), "ask", QUESTION, server=server)
    assert MORE_IS_CHECKED in shown
    stands = " ".join(" ".join(lines(shown, 200)).split())
    assert MORE_IS_CHECKED not in stands
    assert stands.count(f"{FIRST} [1]") == stands.count(WRITTEN) == 1


def _asked(data: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(invoke(data, "ask", "--json", QUESTION).stdout)
    return made


def _on_a_terminal(width: int, *arguments: str, server: ModelServer) -> str:
    """Return all that the command writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    settings = {
        "POLICYDESK_MODEL": "openai:slow-whole-0.2",
        "POLICYDESK_MODEL_URL": server.url,
        "COLUMNS": str(width),
        "LINES": "24",
        "TERM": "xterm",
        "NO_COLOR": "1",
    }
    process = start(arguments, stdout=theirs, more=settings)
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 65_536):
            written += piece
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode().replace("\r\n", "\n")
