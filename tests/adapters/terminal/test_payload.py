from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from adapters.terminal.payload import fault, one_line_json, payload, readable_json
from bot.model import Citation
from bot.writing import Outcome, Reading
from tests.adapters.terminal.examples import (
    ANSWER,
    CLAUSE,
    ESCALATION,
    HEADER,
    PASSAGE,
    VERSION,
    WRITTEN,
)

CLAUSE_FIELDS = [
    "document",
    "title",
    "version",
    "number",
    "headings",
    "page",
    "lead_in",
    "quote",
    "text",
]
ORIGIN_FIELDS = ["effective_from", "anchor", "source"]
CITATION_FIELDS = [*CLAUSE_FIELDS, "items", "note", *ORIGIN_FIELDS, "refers"]
PASSAGE_FIELDS = [*CLAUSE_FIELDS, "score", *ORIGIN_FIELDS]


def test_the_fields_are_those_of_the_contract_in_its_order() -> None:
    made = json.loads(one_line_json(payload("q1", ANSWER, 12.5)))
    assert list(made) == [
        "id",
        "decision",
        "reason",
        "band",
        "text",
        "confidence",
        "citations",
        "passages",
        "milliseconds",
        "writer",
        "written",
        "caveats",
        "dropped",
        "tokens",
        "reading",
    ]
    assert list(made["citations"][0]) == CITATION_FIELDS
    assert list(made["passages"][0]) == PASSAGE_FIELDS


def test_the_values_are_those_of_the_decision() -> None:
    made = json.loads(one_line_json(payload(7, ANSWER, 12.5)))
    citation = made["citations"][0]
    assert (made["id"], made["decision"], made["reason"], made["band"]) == (
        7,
        "answer",
        "answered",
        "sure",
    )
    assert citation["document"] == "policies/social-media.md"
    assert citation["headings"] == ["Personal use", "Pictures"]
    assert citation["lead_in"] == "Employees must not:"
    assert citation["quote"] in citation["text"]
    assert citation["text"] == CLAUSE.text
    assert made["milliseconds"] == 12.5


def test_a_citation_has_the_items_of_its_list_its_note_its_origin_and_what_it_refers_to() -> None:
    item = replace(CLAUSE, id="a", number="4.1.2(a)", text="the picture is lawful;")
    other = replace(
        CLAUSE, id="b", number="8.3", headings=("Places",), page=9, text="Nobody enters."
    )
    cited = Citation(PASSAGE, CLAUSE.text, "for police", items=(item,), refers=(other,))
    header = replace(HEADER, source="https://a.example/p")
    cited = replace(cited, passage=replace(PASSAGE, version=replace(VERSION, header=header)))
    made = json.loads(one_line_json(payload(1, replace(ANSWER, citations=(cited,)), 0)))
    citation = made["citations"][0]
    assert [(one["number"], one["text"]) for one in citation["items"]] == [
        ("4.1.2(a)", "the picture is lawful;")
    ]
    assert citation["note"] == "for police"
    assert citation["effective_from"] == "2025-03-01"
    assert citation["anchor"] == "4-1-2"
    assert citation["source"] == "https://a.example/p"
    assert citation["refers"] == [
        {"number": "8.3", "headings": ["Places"], "page": 9, "text": "Nobody enters."}
    ]


def test_what_a_model_wrote_is_told_sentence_by_sentence_with_the_clauses_it_rests_on() -> None:
    made = json.loads(one_line_json(payload(1, WRITTEN, 0)))
    assert made["writer"] == "openai:m"
    assert made["written"] == [{"text": "Take no pictures in uniform.", "clauses": [1]}]
    assert made["caveats"] == [{"text": "Off duty, too.", "clauses": [1]}]
    assert (made["dropped"], made["tokens"]) == (1, 120)
    assert list(made["written"][0]) == ["text", "clauses"]


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.WRITTEN}))
def test_words_that_do_not_stand_in_the_text_are_counted_and_not_told(outcome: Outcome) -> None:
    assert WRITTEN.writing is not None
    replaced = replace(WRITTEN, writing=replace(WRITTEN.writing, outcome=outcome))
    made = payload(1, replaced, 0)
    assert (made["writer"], made["written"], made["caveats"]) == ("", [], [])
    assert (made["dropped"], made["tokens"]) == (1, 120)


def test_other_words_for_the_question_are_told_where_they_were_searched() -> None:
    reading = Reading(Outcome.READ, "May I post it?", ("posting pictures",))
    assert payload(1, replace(ANSWER, reading=reading), 0)["reading"] == [
        "May I post it?",
        "posting pictures",
    ]
    slow = replace(reading, outcome=Outcome.SLOW)
    assert payload(1, replace(ANSWER, reading=slow), 0)["reading"] == []


def test_an_undated_clause_has_null_for_its_day() -> None:
    version = replace(VERSION, header=replace(HEADER, effective_from=None))
    cited = Citation(replace(PASSAGE, version=version), CLAUSE.text)
    made = json.loads(one_line_json(payload(1, replace(ANSWER, citations=(cited,)), 0)))
    assert made["citations"][0]["effective_from"] is None


def test_confidence_is_not_rounded() -> None:
    assert json.loads(one_line_json(payload(1, ANSWER, 0)))["confidence"] == ANSWER.confidence


def test_the_ten_best_passages_are_given_in_order() -> None:
    scores = [entry["score"] for entry in _list(payload(1, ANSWER, 0)["passages"])]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 10


def test_a_decision_without_clauses_has_empty_lists_and_every_field() -> None:
    made = payload(None, ESCALATION, 1)
    assert made["id"] is None
    assert made["citations"] == []
    assert made["passages"] == []
    assert list(made) == list(payload(None, ANSWER, 1))
    nothing: list[object] = [[], [], 0, 0, []]
    assert [
        made[name] for name in ("written", "caveats", "dropped", "tokens", "reading")
    ] == nothing


def test_a_line_is_ascii_without_line_breaks_whatever_the_text() -> None:
    line = one_line_json(payload("ü\n", replace(ANSWER, text="\x1b[2J \u2028 naïve\r\n"), 0))
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["text"] == "\x1b[2J \u2028 naïve\r\n"


def test_a_figure_that_is_no_json_is_refused_rather_than_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        one_line_json(payload(1, replace(ANSWER, confidence=float("nan")), 0))


def test_the_documentation_names_every_field() -> None:
    told = (Path(__file__).parents[3] / "docs" / "scripting.md").read_text("utf-8")
    made = payload(1, ANSWER, 0)
    names = [*made, *CITATION_FIELDS, "score", "clauses"]
    assert all(f"`{name}`" in told for name in names)


def test_a_fault_has_id_and_error_alone() -> None:
    assert fault(None, "line 2: not JSON") == {"id": None, "error": "line 2: not JSON"}


def test_reports_become_plain_json() -> None:
    header = replace(HEADER, groups=frozenset({"legal", "hr"}), effective_to=date(2026, 1, 1))
    made = json.loads(readable_json({"headers": (header,), "path": PurePosixPath("a/b")}))
    assert made["headers"][0]["groups"] == ["hr", "legal"]
    assert made["headers"][0]["effective_to"] == "2026-01-01"
    assert made["path"] == "a/b"


def _list(value: object) -> list[dict[str, float]]:
    assert isinstance(value, list)
    return value
