from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.model import Kind, Message, Reason
from evals.model import Case, Gold
from knowledge.model import Viewer
from tests.evals.cases.files import cases, faults, written

FULL = """\
# Questions about cars.
cases:
  - id: car-1
    question: may i post from my car?
    history:
      - role: user
        content: hi
      - {role: assistant, content: Hello.}
    audience: employees
    groups: [hr, legal]
    on: 2026-03-31
    tags: [cars]
    expect: [answer, escalate]
    reason: [answered, low confidence]
    gold_all:
      - {document: cars.md, number: 3.10}
      - - {document: a.md, quote: no posts}
        - {document: b.md, number: 1, version: "2"}
    forbidden_clauses: {document: old.md, number: 1}
    forbidden_phrases: of course
    facts: [no, [never, not ever]]
    note: |
      Two
      lines.
  - id: 2
    question: yes
    expect: decline
"""


def test_every_field_arrives_and_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    full, short = cases(written(tmp_path, "set.yaml", FULL))
    assert full == Case(
        id="car-1",
        question="may i post from my car?",
        expect=(Kind.ANSWER, Kind.ESCALATE),
        history=(Message("user", "hi"), Message("assistant", "Hello.")),
        viewer=Viewer(frozenset({"hr", "legal"}), "employees"),
        on=date(2026, 3, 31),
        tags=("cars",),
        reasons=(Reason.ANSWERED, Reason.LOW_CONFIDENCE),
        gold=(
            (Gold("cars.md", "3.10"),),
            (Gold("a.md", quote="no posts"), Gold("b.md", "1", version="2")),
        ),
        forbidden_clauses=(Gold("old.md", "1"),),
        forbidden_phrases=("of course",),
        facts=(("no",), ("never", "not ever")),
        note="Two\nlines.",
    )
    assert short == Case("2", "yes", (Kind.DECLINE,))


@pytest.mark.parametrize(
    "text",
    [
        "- {id: 1, question: q, expect: decline}\n- {id: 2, question: q, expect: decline}\n",
        (
            "cases:\n- id: 1\n  question: q\n  expect: decline\n- id: 2\n  question: q\n"
            "  expect: decline"
        ),
        (
            "---\n'cases': # all\n  -\n    id: 1\n    question: q\n    expect: decline\n...\n"
            "---\n- id: 2\n  question: q\n  expect: decline\n"
        ),
    ],
)
def test_a_list_may_stand_alone_or_under_cases_and_be_written_in_any_style(
    tmp_path: Path, text: str
) -> None:
    assert [case.id for case in cases(written(tmp_path, "set.yml", text))] == ["1", "2"]


def test_a_fault_names_the_line_of_its_own_field(tmp_path: Path) -> None:
    text = FULL.replace("role: user", "role: boss").replace("quote: no posts", "qoute: no posts")
    assert faults(written(tmp_path, "set.yaml", text)) == [
        (
            "set.yaml, line 6, history 1, role: doesn't say who wrote the message;"
            " write user, assistant, office."
        ),
        (
            "set.yaml, line 17, gold_all 2.1, qoute: there is no such field"
            " (do you mean “quote”?); rename or delete it;"
            " there are document, number, quote, version."
        ),
        (
            "set.yaml, line 17, gold_all 2.1: names neither a number nor a quote;"
            " write the clause's number, or some words that stand in it."
        ),
    ]


@pytest.mark.parametrize(
    ("second", "line", "words"),
    [
        ("question: is this: allowed", 5, "“:” inside a text"),
        ('question: "never closed', 5, "never closed"),
        ('question: "may" i post', 5, "quotation marks"),
        ("question: may i\n   expect: answer", 6, "“:” inside a text"),
        ("question: q\n\texpect: decline", 6, "a tab"),
        ("question: @all may i", 5, "a sign that YAML reserves"),
        ("question: *all of us?", 5, "references aren't read"),
        ("question: *all* of us?", 5, "a text that begins with & or *"),
        ("question: &all of us?", 5, "references aren't read"),
        ("question: !help my page", 5, "begins with !"),
        ("question: what is #hashtag for", 5, "“#hashtag for” isn't read"),
        ("question: q\n  question: r", 6, "“question” is there twice"),
        ("question: [[[[[[[[[q]]]]]]]]]", 5, "too deeply"),
        ("? [a]\n  : b", 5, "a field has no name"),
        ("question: " + "{? " * 5000, 5, "a field has no name"),
    ],
)
def test_a_case_that_is_no_yaml_is_told_by_line_and_hides_no_other(
    tmp_path: Path, second: str, line: int, words: str
) -> None:
    text = (
        "- id: 1\n  question: q\n  expect: decline\n"
        f"- id: 2\n  {second}\n  expect: decline\n"
        "- id: 3\n  question: q\n  expect: maybe\n"
    )
    first, last = faults(written(tmp_path, "set.yaml", text))
    assert first.startswith(f"set.yaml, line {line}")
    assert words in first
    assert "“maybe” is no decision" in last


def test_a_remark_after_a_text_is_allowed(tmp_path: Path) -> None:
    text = "- id: 1 # mine\n  question: q   ## yours\n  expect: decline #\n"
    assert cases(written(tmp_path, "set.yaml", text)) == [Case("1", "q", (Kind.DECLINE,))]


def test_references_that_unfold_without_end_are_refused(tmp_path: Path) -> None:
    bomb = "- id: 1\n  a: &a [x, x]\n  b: &b [*a, *a]\n  c: &c [*b, *b]\n  question: *c\n"
    (fault,) = faults(written(tmp_path, "set.yaml", bomb))
    assert fault.startswith("set.yaml, line 2: a text begins with & or *")


@pytest.mark.parametrize(
    "text", ["id: 1\nquestion: q\n", "[{id: 1}]\n", "cases: {id: 1}\n", "name: x\ncases:\n- id: 1"]
)
def test_what_is_no_list_of_cases_is_told_once(tmp_path: Path, text: str) -> None:
    (fault,) = faults(written(tmp_path, "set.yaml", text))
    assert fault.startswith("set.yaml, line 1: ")
    assert "stands where the list of cases should begin" in fault


@pytest.mark.parametrize(("item", "words"), [("-", "has no fields"), ("- hello", "“hello” is no")])
def test_an_item_without_fields_is_a_fault(tmp_path: Path, item: str, words: str) -> None:
    (fault,) = faults(written(tmp_path, "set.yaml", item + "\n"))
    assert words in fault


def test_a_case_without_end_is_not_held(tmp_path: Path) -> None:
    text = "- id: 1\n  note: |\n" + "    words and words\n" * 60_000
    (fault,) = faults(written(tmp_path, "set.yaml", text))
    assert "set.yaml, line 1: the case is longer than 1,000,000 characters" in fault
