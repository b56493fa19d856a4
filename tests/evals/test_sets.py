"""The sample agency's test sets: whole, honest about their gold, and apart from each other."""

import json
import re
from datetime import date
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.test_sample import paths, read

SETS = ("fit", "held")
FIELDS = {"id", "question", "history", "audience", "groups", "on", "tags", "expect", "gold"}
# Two questions that share more of their words than this are one question asked twice.
ONE_QUESTION = 0.6


@cache
def cases(name: str) -> tuple[dict[str, Any], ...]:
    file = Path(str(resources.files("evals"))) / "sets" / f"{name}.jsonl"
    return tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())


def words(question: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", question.lower()))


def shared(first: str, second: str) -> float:
    one, two = words(first), words(second)
    return len(one & two) / max(1, len(one | two))


@pytest.mark.parametrize("name", SETS)
def test_every_case_has_the_agreed_fields_and_an_id_of_its_own(name: str) -> None:
    assert all(set(case) == FIELDS for case in cases(name))
    assert len({case["id"] for case in cases(name)}) == len(cases(name))


@pytest.mark.parametrize("name", SETS)
def test_every_gold_quote_stands_under_its_number(name: str) -> None:
    for case in cases(name):
        for gold in case["gold"]:
            told = [
                f"{clause.lead_in} {clause.text}".lower()
                for clause in read(gold["document"])[1]
                if gold["number"] in ("", clause.number)
            ]
            assert any(gold["quote"].lower() in text for text in told), (case["id"], gold)


@pytest.mark.parametrize("name", SETS)
def test_gold_can_be_read_by_the_asker_on_the_day_of_the_question(name: str) -> None:
    for case in cases(name):
        on = date.fromisoformat(case["on"] or "2026-11-21")
        for gold in case["gold"]:
            header = read(gold["document"])[0]
            assert header.groups <= set(case["groups"]), case["id"]
            assert header.effective_from is not None
            assert header.effective_from <= on, case["id"]
            assert header.effective_to is None or on <= header.effective_to, case["id"]


@pytest.mark.parametrize("name", SETS)
def test_a_third_of_the_questions_has_no_answer_in_the_library(name: str) -> None:
    unanswerable = [case for case in cases(name) if not case["gold"]]
    assert len(unanswerable) * 3 >= len(cases(name))
    assert all("unanswerable" in case["tags"] for case in unanswerable)
    assert all(case["expect"] != ["answer"] for case in unanswerable)


def test_the_held_out_set_repeats_no_question_of_the_fitting_set() -> None:
    pairs = product((case["question"] for case in cases("fit")), cases("held"))
    repeated = [
        (question, case["question"])
        for question, case in pairs
        if shared(question, case["question"]) >= ONE_QUESTION
    ]
    assert repeated == []


def test_questions_attached_to_clauses_are_no_questions_of_the_sets() -> None:
    attached = [q for path in paths() for _, asked in read(path)[0].questions for q in asked]
    pairs = product(attached, (*cases("fit"), *cases("held")))
    repeated = [
        (question, case["question"])
        for question, case in pairs
        if shared(question, case["question"]) >= ONE_QUESTION
    ]
    assert len(attached) >= 20
    assert repeated == []
