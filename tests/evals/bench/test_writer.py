"""With a writer and without: nothing is decided otherwise, and what is worded is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from bot import wiring
from bot.assistant import Assistant
from bot.calibrations import InUse
from bot.confidence import packaged
from bot.language.drafting import Drafting
from bot.purpose import Purpose
from bot.records import Records
from bot.settings import Settings
from bot.surroundings import Surroundings
from bot.tickets import Manner, Tickets
from bot.writer import chat_model
from bot.writing import Outcome
from evals.bench.writer.endpoint import endpoint
from evals.bench.writer.playing import Played, checking, played
from evals.cases import TestSet, jsonl_line, read
from evals.shipped import find
from knowledge.library import Library
from knowledge.sample import sample_folder
from tests.bot.conftest import Clock
from tests.fakes.embedder import WordEmbedder

DAY = date(2026, 8, 3)
EMBEDDER = WordEmbedder()
CASES = 30


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    library = Library.open(settings.data, database_url="", embedder=EMBEDDER, today=lambda: DAY)
    with library:
        library.add([sample_folder()], publish=True)
        database, now = library.database, Clock()
        yield Assistant(
            library=library,
            purpose_of=Purpose(EMBEDDER),
            confidence=lambda: InUse(packaged()),
            settings=settings,
            today=lambda: DAY,
            records=Records(database, now),
            tickets=Tickets(database, now, Manner(settings.office, settings.name_officers)),
            surroundings=Surroundings(database),
        )


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> TestSet:
    file = tmp_path_factory.mktemp("set") / "few.jsonl"
    some = islice(read(find("fit")), 0, None, 10)
    file.write_text("".join(map(jsonl_line, islice(some, CASES))), "utf-8")
    return read(file)


@pytest.fixture(scope="module")
def playing(
    plain: Assistant, cases: TestSet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Played]]:
    """Return what plays the cases with a model of a name, over HTTP; "" is none."""
    with endpoint() as url:

        def with_model(name: str) -> Played:
            writer = writing(plain, f"openai:{name}", url) if name else None
            folder = tmp_path_factory.mktemp("run") / (name or "none")
            return played(replace(plain, writer=writer), cases, folder)

        yield with_model


def writing(assistant: Assistant, model: str, url: str) -> Drafting:
    settings = assistant.settings.model_copy(update={"model": model, "model_url": url})
    asked = wiring._within_limits(chat_model(settings), settings, assistant.library.database)
    return Drafting(asked, EMBEDDER.encode, "US", restricted=False)


@pytest.fixture(scope="module")
def before(playing: Callable[[str], Played]) -> Played:
    return playing("")


def test_a_good_model_words_most_answers_and_decides_none(
    playing: Callable[[str], Played], before: Played
) -> None:
    effect = playing("good").against(before)
    assert effect.comparison.shared.count == CASES
    assert effect.redecided == 0
    assert effect.beyond_chance("worse", words=False) == ()
    assert effect.beyond_chance("better", words=False) == ()
    assert effect.outcomes[Outcome.WRITTEN] > effect.outcomes.total() / 2 > 5
    assert len(effect.after.writing) == effect.outcomes.total() >= len(effect.tokens)
    assert min(effect.tokens) > 100


def test_a_model_that_turns_rules_round_changes_words_alone_and_few_of_them(
    playing: Callable[[str], Played], before: Played
) -> None:
    effect = playing("flips").against(before)
    assert effect.redecided == 0
    assert effect.beyond_chance("worse", words=False) == ()
    assert effect.outcomes[Outcome.WRITTEN] <= 0.1 * effect.outcomes.total()
    assert effect.outcomes[Outcome.DROPPED] > 5


def test_a_model_that_finds_nothing_is_told_apart(
    playing: Callable[[str], Played], before: Played
) -> None:
    effect = playing("none").against(before)
    assert effect.redecided == effect.outcomes[Outcome.NONE] > 5


def test_checking_is_timed_for_each_draft_in_each_run(playing: Callable[[str], Played]) -> None:
    done = playing("good-2")
    asked = [one.writing for one in done.decisions if one.writing and one.writing.call]
    taken = checking(done.decisions, EMBEDDER.encode, 2)
    assert len(taken) == 2 * len(asked) > 10
    assert max(taken) > 0
