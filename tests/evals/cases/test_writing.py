from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Kind, Message, Reason
from evals.cases import jsonl_line, read, to_row, write_yaml
from evals.cases.identity import identity, invisible
from evals.model import Case, Gold
from knowledge.model import Viewer
from tests.evals.cases.files import cases, written

# Everything but what a set refuses: control characters, halves of characters and non-characters.
SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\uffff\ufffe")
LONG = st.lists(st.text(SIGNS, max_size=12), max_size=40).map(" ".join)
TEXTS = st.one_of(
    st.text(SIGNS | st.sampled_from("\n\t#:-&*!|>'\"%@`{}[],? "), min_size=1),
    st.sampled_from(["yes", "null", "~", "3.10", "2026-03-31", "- a", "a: b", "a #b", "=", "<<"]),
    LONG,
)  # fmt: skip
STRIPPED = TEXTS.map(str.strip).filter(bool)
NUMBERED = st.builds(Gold, STRIPPED, number=STRIPPED, version=st.just("") | STRIPPED)
QUOTED = st.builds(Gold, STRIPPED, quote=STRIPPED)


def id_of(text: str) -> str:
    return identity("".join(c for c in identity(text) if not invisible(c))[:100])


def several(
    values: st.SearchStrategy[object], least: int = 0
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, min_size=least, max_size=3, unique=True).map(tuple)


CASES = st.builds(
    Case,
    id=STRIPPED.map(id_of).filter(bool),
    question=STRIPPED,
    expect=several(st.sampled_from(Kind), 2),
    history=several(st.builds(Message, st.sampled_from(["user", "assistant", "office"]), STRIPPED)),
    viewer=st.builds(Viewer, st.frozensets(STRIPPED, max_size=2), st.just("") | STRIPPED),
    on=st.none() | st.dates(),
    tags=several(STRIPPED),
    reasons=several(st.sampled_from(Reason)),
    gold=several(several(NUMBERED | QUOTED, 1)),
    forbidden_clauses=several(NUMBERED | QUOTED),
    forbidden_phrases=several(STRIPPED),
    facts=several(several(STRIPPED, 1)),
    note=st.just("") | STRIPPED,
)
SETS = st.lists(CASES, min_size=1, max_size=3, unique_by=lambda case: case.id)


def read_again(name: str, text: str) -> list[Case]:
    with tempfile.TemporaryDirectory() as folder:
        return cases(written(Path(folder), name, text))


@given(SETS)
def test_what_is_written_as_json_lines_is_read_as_it_was(made: list[Case]) -> None:
    assert read_again("set.jsonl", "".join(map(jsonl_line, made))) == made


@given(SETS)
def test_what_is_written_as_yaml_is_read_as_it_was(made: list[Case]) -> None:
    assert read_again("set.yaml", write_yaml(made)) == made


@given(SETS)
def test_other_readers_of_yaml_find_the_same_fields(made: list[Case]) -> None:
    assert yaml.safe_load(write_yaml(made)) == [to_row(case) for case in made]


CELL = st.text(SIGNS | st.sampled_from('\n;,"\t'), min_size=1).map(str.strip).filter(bool)
WORD = CELL.map(lambda text: "".join(c for c in text if c not in ";,|\n").strip()).filter(bool)
COLUMNS = ("id", "question", "expect", "tags", "gold_document", "gold_quote", "facts", "note")


@given(
    st.lists(
        st.builds(
            Case,
            id=WORD.map(id_of).filter(bool),
            question=CELL,
            expect=several(st.sampled_from(Kind), 2),
            tags=several(WORD),
            gold=several(several(st.builds(Gold, CELL, quote=CELL), 1).map(lambda one: one[:1]), 1)
            .map(lambda one: one[:1]),
            facts=several(several(WORD, 1)),
            note=CELL,
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda case: case.id,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    made: list[Case], delimiter: str, encoding: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "set.csv"
        with file.open("w", encoding=encoding, newline="") as stream:
            table = csv.writer(stream, delimiter=delimiter)
            table.writerow(COLUMNS)
            for case in made:
                facts = ";".join("|".join(fact) for fact in case.facts)
                (gold,) = case.gold[0]
                words = (";".join(case.expect), "\n".join(case.tags))
                table.writerow(
                    (case.id, case.question, *words, gold.document, gold.quote, facts, case.note)
                )
        assert cases(file) == made


def test_yaml_is_written_for_people() -> None:
    case = Case(
        id="car-1",
        question="may i post from my “car”?",
        expect=(Kind.ANSWER,),
        on=date(2026, 3, 31),
        gold=((Gold("cars.md", "3.10", quote="word " * 25 + "end"),),),
        note="Two\nlines.",
    )
    assert write_yaml([case, case]).split("\n\n")[0] == (
        "- question: may i post from my “car”?\n"
        "  id: car-1\n"
        "  expect: answer\n"
        "  'on': '2026-03-31'\n"
        "  gold:\n"
        "    - document: cars.md\n"
        "      number: '3.10'\n"
        "      quote: >-\n"
        f"        {' '.join(['word'] * 16)} word\n"
        f"        {' '.join(['word'] * 8)} end\n"
        "  note: |-\n"
        "    Two\n"
        "    lines."
    )


def test_what_is_empty_is_left_out() -> None:
    assert to_row(Case("1", "q", (Kind.DECLINE,))) == {
        "id": "1",
        "question": "q",
        "expect": "decline",
    }


def test_the_digest_is_the_same_after_writing_in_another_format(tmp_path: Path) -> None:
    shipped = read(Path(__file__).parents[3] / "evals/sets/held.jsonl")
    assert read(written(tmp_path, "held.yaml", write_yaml(shipped))).digest == shipped.digest
