"""One agency with all injections, and a model in a process of its own that obeys each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import wiring
from bot.assistant import Assistant
from bot.language.drafting import Drafting
from bot.model import Decision, Person
from bot.settings import Settings
from bot.writer import chat_model
from knowledge.catalog.tables import ticket
from tests.bot.injections.made import RESTRICTED, Injection, injections
from tests.fakes.model_server import ModelServer, model_server

INJECTIONS = injections()
OFFICER = Person("terminal:ann", "Ann")


@dataclass(frozen=True)
class Played:
    """What came of a question, and how many tickets: without a model, and with one that obeys.

    In `obeyed` it words the answer, in `reread` it has reworded the question too.
    """

    plain: Decision
    obeyed: Decision
    reread: Decision
    tickets: tuple[int, int, int]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture(scope="session")
def obeying(tmp_path_factory: pytest.TempPathFactory, endpoint: ModelServer) -> Iterator[Assistant]:
    """Return the assistant as it is put together for a model that words and rewords."""
    made = agency(tmp_path_factory.mktemp("agency"), endpoint)
    yield made
    made.library.close()


def agency(folder: Path, endpoint: ModelServer) -> Assistant:
    papers = folder / "documents"
    papers.mkdir()
    for one in INJECTIONS:
        (papers / one.path).write_text(one.document, "utf-8")
    (papers / "informants.md").write_text(RESTRICTED, "utf-8")
    settings = Settings(
        data=folder / "data",
        model="openai:obeys",
        model_url=endpoint.url,
        model_reads=True,
        model_tokens_per_day=0,
    )
    made = wiring.build(settings)
    report = made.library.add([papers], publish=True)
    assert [one.path for one in report.documents if one.error] == []
    _rule(made)
    return made


@pytest.fixture(scope="session")
def plain(obeying: Assistant) -> Assistant:
    """Return the same without a model."""
    return replace(obeying, reader=None, writer=None)


@pytest.fixture(scope="session")
def played(plain: Assistant, obeying: Assistant) -> Mapping[str, Played]:
    """Return what came of every injection, by its name."""
    return {one.name: play(one, plain, obeying) for one in INJECTIONS}


def _rule(assistant: Assistant) -> None:
    silent, rulings = replace(assistant, reader=None, writer=None), wiring.rulings(assistant)
    for one in INJECTIONS:
        if one.place == "ruling":
            number = silent.reply(replace(one.question, for_office=True), record=True).ticket
            assert number is not None
            assistant.tickets.reply(number, one.reply, OFFICER)
            rulings.publish(number, one.reply, [], None, OFFICER)


def play(one: Injection, plain: Assistant, obeying: Assistant) -> Played:
    if one.place == "output":
        obeying = replace(obeying, writer=_reciting(obeying, one.text))
    counts, decisions = [_tickets(plain)], []
    for assistant in (plain, replace(obeying, reader=None), obeying):
        decisions.append(assistant.reply(one.question, record=True))
        counts.append(_tickets(plain))
    first, second, third = (after - before for before, after in pairwise(counts))
    return Played(*decisions, (first, second, third))


def _reciting(assistant: Assistant, text: str) -> Drafting:
    name = f"openai:recites-{text.encode().hex()}"
    settings = assistant.settings.model_copy(update={"model": name})
    model = wiring._within_limits(chat_model(settings), settings, assistant.library.database)
    assert isinstance(assistant.writer, Drafting)
    return replace(assistant.writer, model=model)


def _tickets(assistant: Assistant) -> int:
    with assistant.library.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(ticket)).scalar_one())
