"""Documents that say that they are one clause."""

from __future__ import annotations

import pytest

from knowledge.clauses import split
from knowledge.header import is_undivided, read_header
from knowledge.loading import load
from knowledge.model import Clause

PAGE = """\
---
{key}
questions_answered: {{Ruling 1: [May I?]}}
---
# Rulings

## Ruling 1

You may:

(a) 4.1 doesn't matter;

1. first

2. second

### 5. Not a heading of its own

{words}
"""


def read(key: str, words: str = "Yes.") -> tuple[Clause, ...]:
    loaded = load("page.md", PAGE.format(key=key, words=words).encode())
    header, _ = read_header("page.md", loaded.properties, None, loaded.blocks)
    clauses, warnings = split(header, loaded.blocks, whole=is_undivided(loaded.properties))
    assert warnings == ()
    return clauses


@pytest.mark.parametrize("key", ["undivided: true", "undivided: True"])
def test_an_undivided_document_is_one_clause_with_its_lines(key: str) -> None:
    long = "It takes a day. " * 100
    (clause,) = read(key, long)
    assert clause.text.splitlines() == [
        "You may:",
        "(a) 4.1 doesn't matter;",
        "1. first",
        "2. second",
        "5. Not a heading of its own",
        long.strip(),
    ]
    assert (clause.number, clause.headings, clause.lead_in) == ("", ("Ruling 1",), "")
    assert clause.questions == ("May I?",)
    assert clause.key


@pytest.mark.parametrize("key", ["undivided: false", "title: Rulings"])
def test_others_are_divided(key: str) -> None:
    assert len(read(key)) > 1


def test_its_clause_stays_the_same_clause_whatever_it_says() -> None:
    (one,) = read("undivided: true", "Yes.")
    (other,) = read("undivided: true", "No.")
    assert one.id == other.id
    assert one.key != other.key


def test_what_has_but_headings_has_no_clause() -> None:
    loaded = load("page.md", b"---\nundivided: true\n---\n# Rulings")
    header, _ = read_header("page.md", loaded.properties, None, loaded.blocks)
    assert split(header, loaded.blocks, whole=True) == ((), ())
