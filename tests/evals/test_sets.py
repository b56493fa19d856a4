"""The sample agency's test sets: whole, honest about their gold, and apart from each other."""

import re
from datetime import date
from functools import cache
from importlib import resources
from itertools import chain, product
from pathlib import Path

import pytest

from bot.model import Kind
from evals.cases import read
from evals.model import Case, Gold
from evals.verdict import plain
from tests.knowledge.test_sample import paths
from tests.knowledge.test_sample import read as read_document

SETS = ("fit", "held")
# Two questions that share more of their words than this are one question asked twice.
ONE_QUESTION = 0.6


@cache
def cases(name: str) -> tuple[Case, ...]:
    # Reading raises if there is a fault in any field, or an id is there twice.
    return tuple(read(Path(str(resources.files("evals"))) / "sets" / f"{name}.jsonl"))


def words(question: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", question.lower()))


def shared(first: str, second: str) -> float:
    one, two = words(first), words(second)
    return len(one & two) / max(1, len(one | two))


def told(gold: Gold) -> list[str]:
    """Return the clauses that a gold names, each with its lead-in."""
    clauses = [
        plain(f"{clause.lead_in} {clause.text}")
        for clause in read_document(gold.document)[1]
        if gold.number in ("", clause.number)
    ]
    return [text for text in clauses if plain(gold.quote) in text]


@pytest.mark.parametrize("name", SETS)
def test_the_set_has_no_fault_and_at_least_150_cases(name: str) -> None:
    assert len(cases(name)) >= 150


@pytest.mark.parametrize("name", SETS)
def test_every_gold_quote_stands_under_its_number(name: str) -> None:
    named = [
        (case.id, gold)
        for case in cases(name)
        for gold in (*chain(*case.gold), *case.forbidden_clauses)
    ]
    assert [(case, gold) for case, gold in named if not told(gold)] == []


@pytest.mark.parametrize("name", SETS)
def test_every_fact_is_in_all_clauses_that_meet_some_requirement(name: str) -> None:
    def holds(fact: tuple[str, ...], gold: Gold) -> bool:
        return any(plain(wording) in text for wording in fact for text in told(gold))

    wrong = [
        (case.id, fact)
        for case in cases(name)
        for fact in case.facts
        if not any(all(holds(fact, gold) for gold in one) for one in case.gold)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_gold_can_be_read_by_the_asker_on_the_day_of_the_question(name: str) -> None:
    for case in cases(name):
        on = case.on or date(2026, 11, 21)
        for gold in chain(*case.gold):
            header = read_document(gold.document)[0]
            assert header.groups <= case.viewer.groups, case.id
            assert header.effective_from is not None
            assert header.effective_from <= on, case.id
            assert header.effective_to is None or on <= header.effective_to, case.id


@pytest.mark.parametrize("name", SETS)
def test_a_third_of_the_questions_has_no_answer_in_the_library(name: str) -> None:
    unanswerable = [case for case in cases(name) if not case.gold]
    assert len(unanswerable) * 3 >= len(cases(name))
    assert all("unanswerable" in case.tags for case in unanswerable)
    assert all(case.expect != (Kind.ANSWER,) for case in unanswerable)


def test_the_held_out_set_repeats_no_question_of_the_fitting_set() -> None:
    pairs = product((case.question for case in cases("fit")), cases("held"))
    repeated = [
        (question, case.question)
        for question, case in pairs
        if shared(question, case.question) >= ONE_QUESTION
    ]
    assert repeated == []


def test_questions_attached_to_clauses_are_no_questions_of_the_sets() -> None:
    attached = [
        q for path in paths() for _, asked in read_document(path)[0].questions for q in asked
    ]
    pairs = product(attached, (*cases("fit"), *cases("held")))
    repeated = [
        (question, case.question)
        for question, case in pairs
        if shared(question, case.question) >= ONE_QUESTION
    ]
    assert len(attached) >= 20
    assert repeated == []
