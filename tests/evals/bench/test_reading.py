"""Rewordings written beforehand: what is on file, how they are said, and what is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.language import prompts
from bot.language.forms import PhrasingsForm, read
from bot.language.prompts import MOST_PHRASINGS
from bot.model import Kind
from evals.bench.reading import section
from evals.bench.reading.asking import Pair, Seen
from evals.bench.reading.prepared import Prepared, digest, prepared

ON_FILE = Path(str(files("evals.bench"))) / "reading/fit.jsonl"
LOST = Seen(None, cites=False, kind=Kind.ESCALATE)
RIGHT = Seen(2, cites=True, kind=Kind.ANSWER)
WRONG = Seen(None, cites=False, kind=Kind.ANSWER)


def lines() -> list[dict[str, object]]:
    return [json.loads(line) for line in ON_FILE.read_text("utf-8").splitlines()]


def asked(name: str) -> set[str]:
    file = files("evals.sets") / f"{name}.jsonl"
    return {json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()}


def said(model: Prepared, question: str, earlier: tuple[str, ...] = ()) -> PhrasingsForm | None:
    return read(PhrasingsForm, model.say(prompts.reading(question, earlier, ())).text)


def answerable(plain: Seen, reworded: Seen) -> Pair:
    return Pair(answerable=True, chosen_on=False, plain=plain, read=reworded)


def unanswerable(plain: Seen, reworded: Seen) -> Pair:
    return Pair(answerable=False, chosen_on=False, plain=plain, read=reworded)


def test_what_is_on_file_is_of_the_set_that_may_be_fitted_on_and_of_no_other() -> None:
    alone = {str(line["question"]) for line in lines() if not line["earlier"]}
    assert len(lines()) >= 120
    assert alone <= asked("fit")
    assert not alone & (asked("held") - asked("fit"))


def test_about_one_question_in_five_has_a_poor_phrasing() -> None:
    assert sum(bool(line["mediocre"]) for line in lines()) / len(lines()) == pytest.approx(
        0.2, abs=0.05
    )


def test_all_is_said_in_the_form_that_is_asked_of_a_model() -> None:
    model = prepared(ON_FILE)
    for line in lines():
        form = said(model, str(line["question"]), tuple(map(str, line["earlier"])))  # type: ignore[call-overload]
        assert form is not None
        assert 1 <= len(form.phrasings) <= MOST_PHRASINGS
        assert list(form.phrasings) == line["phrasings"]
        assert form.stand_alone == line["stand_alone"]


def test_for_another_question_or_another_conversation_nothing_was_written(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    line = {
        "question": "and how long",
        "earlier": ["can I film"],
        "stand_alone": "",
        "phrasings": ["x"],
    }
    file.write_text(f"{json.dumps(line)}\n\n", "utf-8")
    model = prepared(file)
    assert said(model, "and how long", ("can I film",)) == PhrasingsForm(
        stand_alone="", phrasings=("x",)
    )
    assert said(model, "and how long") == PhrasingsForm(stand_alone="", phrasings=())


def test_a_line_may_name_its_question_by_its_digest_alone(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    line = {"digest": digest("may I", ()), "stand_alone": "", "phrasings": ["May employees"]}
    file.write_text(json.dumps(line), "utf-8")
    form = said(prepared(file), "may I")
    assert form is not None
    assert form.phrasings == ("May employees",)


def test_each_measure_is_told_without_rewordings_and_with_them() -> None:
    pairs = [answerable(LOST, RIGHT), answerable(WRONG, RIGHT), unanswerable(LOST, WRONG)]
    told = {one.name: one.value for one in section._source("set", pairs)}
    assert (
        told["set: gold among the first 1, reworded"],
        told["set: gold among the first 3, reworded"],
    ) == (0, 1)
    assert (told["set: answered, plain"], told["set: answered, reworded"]) == (0.5, 1)
    assert (
        told["set: answers that cite gold, plain"],
        told["set: answers that cite gold, reworded"],
    ) == (0, 1)
    assert told["set, without an answer: answered, reworded"] == 1


def test_what_both_a_question_s_endings_are_right_for_counts_on_neither_side() -> None:
    told = {
        one.name: one.value
        for one in section._source("set", [replace(answerable(LOST, RIGHT), answerable=None)])
    }
    assert told["set: read, with an answer"] == told["set: read, without an answer"] == 0


def test_answers_to_what_nothing_answers_may_hardly_grow() -> None:
    quiet = [unanswerable(LOST, LOST)] * 19
    grown = [*quiet, *[unanswerable(LOST, WRONG)] * 2]
    gained, more = section._growth([answerable(WRONG, RIGHT), *grown])
    assert (gained.value, gained.reached) == (1, True)
    assert more.value == pytest.approx(2 / 21)
    assert more.reached is False
    _, more = section._growth([answerable(WRONG, RIGHT), *quiet])
    assert more.reached
