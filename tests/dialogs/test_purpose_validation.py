"""How well unseen messages are told apart: a set in other voices, with the real model."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.model import Reason

VALIDATION = Path(__file__).with_name("purpose_validation.toml")

QUESTIONS = Path(__file__).parents[2] / "evals/sets/fit.jsonl"

Shares = dict[str, dict[Reason | None, float]]


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each message with the part of the file that it stands in."""
    for part, kinds in tomllib.loads(path.read_text("utf-8")).items():
        yield from ((part, text) for texts in kinds.values() for text in texts)


@pytest.fixture(scope="module")
def shares(assistant: Assistant) -> Shares:
    told = [(part, assistant.purpose_of(text)) for part, text in messages(VALIDATION)]
    count = Counter(part for part, _ in told)
    shares: Shares = {part: {} for part in count}
    for (part, reason), times in Counter(told).items():
        shares[part][reason] = times / count[part]
    return shares


@pytest.mark.parametrize(
    ("part", "reason", "least"),
    [
        ("urgent", Reason.URGENT, 0.90),
        ("sensitive", Reason.SENSITIVE, 0.70),
        ("asked_for_person", Reason.ASKED_FOR_PERSON, 0.85),
        ("asks_for_decision", Reason.ASKS_FOR_DECISION, 0.75),
        ("small_talk", Reason.SMALL_TALK, 0.80),
        ("near_miss", None, 0.85),
        ("plain", None, 0.97),
    ],
)
def test_most_messages_are_told(
    shares: Shares, part: str, reason: Reason | None, least: float
) -> None:
    assert shares[part].get(reason, 0) >= least


@pytest.mark.parametrize(("part", "most"), [("plain", 0.02), ("near_miss", 0.12)])
def test_few_questions_ring_the_bell(shares: Shares, part: str, most: float) -> None:
    assert shares[part].get(Reason.URGENT, 0) <= most


def test_no_question_is_turned_away_as_small_talk(shares: Shares) -> None:
    assert Reason.SMALL_TALK not in shares["plain"].keys() | shares["near_miss"].keys()


def plain_questions() -> list[str]:
    """Return what a clause answers and nothing else is expected of, in employees' own voices."""
    cases = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return [case["question"] for case in cases if case["expect"] == ["answer"]]


@pytest.mark.parametrize(
    ("reason", "most"),
    [(Reason.URGENT, 0.015), (Reason.SENSITIVE, 0.015), (Reason.SMALL_TALK, 0)],
)
def test_hardly_any_question_of_an_employee_is_taken_for_something_else(
    told_of_questions: list[Reason | None], reason: Reason, most: float
) -> None:
    assert told_of_questions.count(reason) <= most * len(told_of_questions)


@pytest.fixture(scope="module")
def told_of_questions(assistant: Assistant) -> list[Reason | None]:
    return [assistant.purpose_of(question) for question in plain_questions()]


def test_nothing_that_judges_the_fit_is_among_its_examples() -> None:
    judged = {text for _, text in messages(VALIDATION)} | set(plain_questions())
    assert not judged & {text for _, text in messages(Path(str(files("bot") / "purpose.toml")))}


def test_an_emergency_is_found_in_the_middle_of_a_long_story(assistant: Assistant) -> None:
    before = "We met on Tuesday to plan the spring market, and everybody liked the flyer. " * 24
    after = "The chairs will be delivered on Friday and the band has confirmed. " * 12
    hacked = "Someone has hacked our Facebook page and is posting scam links right now. "
    assert assistant.purpose_of(before + after) is None
    assert assistant.purpose_of(before + hacked + after) is Reason.URGENT
