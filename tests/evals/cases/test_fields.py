from __future__ import annotations

from pathlib import Path

import pytest

from bot.model import Kind, Reason
from tests.evals.cases.files import cases, faults, line, written

CLAUSE = {"document": "a.md", "number": "1"}


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"id": ""}, "id: is missing; give every case an id"),
        ({"id": None}, "id: is missing"),
        ({"id": ["1"]}, "id: must be text, not a list"),
        ({"id": True}, "id: must be text, not true or false"),
        ({"id": "x" * 101}, "id: is longer than a line of 100 characters"),
        ({"id": "b\u200b"}, "id: has a character that nobody can see (U+200B); type the id again"),
        ({"id": "a\u202eb"}, "id: has a character that nobody can see (U+202E)"),
        ({"id": "car\u00a01"}, "id: has a character that nobody can see (U+00A0)"),
        ({"id": "a\u3164"}, "id: has a character that nobody can see (U+3164)"),
        ({"id": "a\ufe0f"}, "id: has a character that nobody can see (U+FE0F)"),
        ({"question": " \n"}, "question: is empty, so this case is still a draft"),
        ({"question": {"text": "q"}}, "question: must be text, not fields"),
        ({"expect": []}, "expect: is missing"),
        ({"expect": [""]}, "expect: is missing"),
        ({"expect": "Declin"}, "expect: “Declin” is no decision (do you mean “decline”?)"),
        ({"expect": ["answer", "no"]}, "expect 2: “no” is no decision; there are answer, clarify"),
        ({"reason": "no_clause"}, "reason: “no_clause” is no reason (do you mean “no clause”?)"),
        ({"expect": "answer"}, "gold: is missing, but only an answer is right"),
        ({"expect": "answer", "gold": [{}]}, "gold: is missing, but only an answer is right"),
        ({"gold": ["3.1"]}, "gold 1: “3.1” has no fields; write it as {document: "),
        ({"gold": [{"document": "a.md"}]}, "gold 1: names neither a number nor a quote"),
        ({"gold": [CLAUSE, {"number": "1"}]}, "gold 2, document: is missing"),
        ({"gold_all": [CLAUSE, [{**CLAUSE, "numbr": "1"}]]}, "gold_all 2.1, numbr: there is no"),
        ({"forbidden_clauses": {"document": "a.md"}}, "forbidden_clauses: names neither"),
        ({"history": "hi"}, "history: “hi” has no fields"),
        ({"history": [{"role": "bot", "content": "x"}]}, "history 1, role: doesn't say who"),
        ({"history": [{"role": "user"}]}, "history 1, content: is empty"),
        (
            {"history": [{"role": "user", "content": "x", "at": "1"}]},
            "history 1, at: there is no",
        ),
        ({"on": "2026-02-30"}, "on: “2026-02-30” is no day; write year-month-day"),
        ({"on": "31.03.2026"}, "on: “31.03.2026” is no day"),
        ({"on": "20260331"}, "on: “20260331” is no day"),
        ({"tags": [["a"]]}, "tags 1: must be text, not a list"),
        ({"facts": [["a", {"b": "c"}]]}, "facts 1.2: must be text, not fields"),
        ({"audience": ["a"]}, "audience: must be text, not a list"),
        ({"qestion": "q"}, "qestion: there is no such field (do you mean “question”?)"),
        ({"\x1b]0;x": "q"}, "<U+001B>]0;x: there is no such field; rename or delete it"),
    ],
)
def test_what_is_wrong_names_file_line_field_and_remedy(
    tmp_path: Path, fields: dict[str, object], fault: str
) -> None:
    (told,) = faults(written(tmp_path, "set.jsonl", line(id="0") + line(**fields)))
    assert told.startswith(f"set.jsonl, line 2, {fault}")
    assert ";" in told


def test_what_has_hundreds_of_fields_is_told_once(tmp_path: Path) -> None:
    many = {f"field {n}": "x" for n in range(600)}
    (fault,) = faults(written(tmp_path, "set.jsonl", line(**many)))
    assert fault == "set.jsonl, line 1: has 603 fields; see whether it is a case at all."


def test_everything_that_is_wrong_with_a_case_is_told_at_once(tmp_path: Path) -> None:
    bad = line(id="", question="", expect="x", on="y", gold={"quote": "z"}, tags=[{}, {"a": "b"}])
    told = faults(written(tmp_path, "set.jsonl", bad))
    assert [fault.split(":")[0].split(", ")[2] for fault in told] == [
        "id", "question", "expect", "on", "tags 2", "gold",
    ]  # fmt: skip


def test_one_value_may_stand_without_its_list(tmp_path: Path) -> None:
    one = line(expect="answer", tags="a", gold=CLAUSE, facts="x", groups="hr")
    many = line(expect=["answer"], tags=["a"], gold=[CLAUSE], facts=[["x"]], groups=["hr"])
    first, second = (
        cases(written(tmp_path, f"{n}.jsonl", text)) for n, text in enumerate((one, many))
    )
    assert first == second


def test_capitals_of_a_decision_or_a_reason_make_no_difference(tmp_path: Path) -> None:
    text = line(expect=["Decline", "ESCALATE", "decline"], reason="No Clause")
    (case,) = cases(written(tmp_path, "set.jsonl", text))
    assert (case.expect, case.reasons) == ((Kind.DECLINE, Kind.ESCALATE), (Reason.NO_CLAUSE,))


def test_an_id_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    (case,) = cases(written(tmp_path, "one.jsonl", line(id=decomposed)))
    assert case.id == composed
    (twin,) = faults(written(tmp_path, "two.jsonl", line(id=composed) + line(id=decomposed)))
    assert "is also the id of the case in" in twin


def test_empty_fields_white_space_and_repeated_values_make_no_difference(tmp_path: Path) -> None:
    text = line(
        question=" q\rr\r\n",
        audience=" ",
        on=None,
        tags=["a", "", "a "],
        gold=[],
        expect=["decline"] * 2,
    )
    (case,) = cases(written(tmp_path, "set.jsonl", text))
    assert (case.question, case.viewer.audience, case.on) == ("q\nr", "", None)
    assert (case.tags, case.expect) == (("a",), (Kind.DECLINE,))


def test_a_case_may_name_clauses_that_a_bot_should_not_answer_from(tmp_path: Path) -> None:
    (case,) = cases(written(tmp_path, "set.jsonl", line(expect="decline", gold=CLAUSE)))
    assert case.unanswerable
    assert case.gold
