"""An answer that is watched while it comes about, and who goes away meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copytree
from threading import Event

import pytest

from adapters.web.roles import Role
from bot.errors import UnknownTurn
from bot.language.model import Says, unsaid
from bot.model import Citation
from bot.writing import Call, Outcome, Sentence, Writing
from knowledge.errors import CatalogBusy
from tests.adapters.web.asking.asker import SCRIPT, Asker, hidden
from tests.adapters.web.harness import Served, serving
from tests.bot.conftest import Clock

PICTURES = "may I post pictures of crime scenes?"
FIRST = Sentence("You must not post them.", (1,))
SECOND = Sentence("Ask the office.", (1,))
CALL = Call("writing", "openai:m", "d" * 64, "sent")


@dataclass
class Slow:
    """A writer whose second sentence waits until it is let on."""

    on: Event = field(default_factory=Event)
    began: Event = field(default_factory=Event)
    fails: Exception | None = None

    def write(self, question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        says(FIRST)
        self.began.set()
        assert self.on.wait(30), (question, citations)
        if self.fails:
            raise self.fails
        says(SECOND)
        return Writing(Outcome.WRITTEN, (FIRST, SECOND), call=CALL)


@pytest.fixture
def writer() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.on.set()  # nobody waits longer than its test


@pytest.fixture
def written(tmp_path: Path, clock: Clock, filled: Path, writer: Slow) -> Iterator[Served]:
    """Return a console whose answers a slow model words."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, change=lambda one: replace(one, writer=writer)) as served:
        yield served


def lines(read: Iterator[str]) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in read if line)


def until(served: Served, turn: int) -> None:
    end = time.monotonic() + 30
    while not kept(served, turn):
        assert time.monotonic() < end, "the answer isn't kept"
        time.sleep(0.02)


def kept(served: Served, turn: int) -> bool:
    try:
        served.assistant.records.turn(turn)
    except UnknownTurn:
        return False
    return True


def test_each_sentence_is_seen_when_it_has_passed(written: Served, writer: Slow) -> None:
    with written.client(Role.EMPLOYEE, name="cleo") as client:
        cleo = Asker(client)
        fields = {"token": cleo.token(), "question": PICTURES, "csrf": csrf(cleo)}
        with client.stream("POST", "/", data=fields, headers=SCRIPT) as answer:
            assert answer.headers["content-type"] == "application/x-ndjson"
            told = lines(answer.iter_lines())
            assert next(told) == {"step": "Looking it up …"}
            assert next(told)["passed"] == "You must not post them. [1]"
            writer.on.set()
            assert next(told)["passed"] == "Ask the office. [1]"
            to = next(told)["to"]
            assert list(told) == []
        page = cleo.read(to.partition("#")[0])
        assert "You must not post them." in page
        assert 'href="#source-1-1">[1]</a>' in page
        assert "Put in plain words by a language model" in page


def test_whoever_goes_away_finds_the_answer_later(written: Served, writer: Slow) -> None:
    with written.client(Role.EMPLOYEE, name="cleo") as client:
        cleo = Asker(client)
        token = cleo.token()
        fields = {"token": token, "question": PICTURES, "csrf": csrf(cleo)}
        with client.stream("POST", "/", data=fields, headers=SCRIPT) as answer:
            next(answer.iter_lines())
            assert writer.began.wait(30)
        cleo.at = f"/conversations/{token}"
        page = cleo.look()
        assert PICTURES in page
        assert "Looking it up …" in page
        assert 'data-live="2"' in page
        # Pressed again meanwhile it leads to the same answer; another question has to wait.
        again = client.press("/", {"token": token, "question": PICTURES})
        assert again.headers["location"] == cleo.at
        other = client.press("/", {"token": token, "question": "and uniforms?"})
        assert other.status_code == 422
        assert "still being answered" in other.text
        writer.on.set()
        until(written, 1)
        assert "You must not post them." in cleo.look()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CatalogBusy("Somebody else writes just now; try again."), "Somebody else writes"),
        (ZeroDivisionError("secret"), "Something went wrong on our side"),
    ],
)
def test_whoever_watches_hears_that_it_failed(
    written: Served, writer: Slow, fault: Exception, said: str
) -> None:
    writer.fails = fault
    writer.on.set()
    with written.client(Role.EMPLOYEE, name="cleo") as client:
        cleo = Asker(client)
        token = cleo.token()
        answer = client.press("/", {"token": token, "question": PICTURES}, headers=SCRIPT)
        *_, last = lines(iter(answer.text.splitlines()))
        assert said in last["fault"]
        assert "secret" not in answer.text
        assert not kept(written, 1)
        # Nothing of it is in the way of asking again.
        writer.fails = None
        answer = client.press("/", {"token": token, "question": PICTURES}, headers=SCRIPT)
        *_, last = lines(iter(answer.text.splitlines()))
        assert last == {"to": f"/conversations/{token}?turn=1#turn-1"}


def test_without_a_script_the_answer_comes_when_it_is_there(written: Served, writer: Slow) -> None:
    writer.on.set()
    cleo = Asker(written.client(Role.EMPLOYEE, name="cleo"))
    assert "You must not post them." in cleo.ask(PICTURES)


def csrf(cleo: Asker) -> str:
    return hidden(cleo.read("/"), "csrf")
