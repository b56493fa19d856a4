"""Questions with their passages to cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bot.model import Kind
from evals.cases.faults import Faults, shown
from evals.importing.listed import Passage, Text, entries
from evals.model import Case, Gold

# The longest that a set's reader takes.
_LONGEST_ID = 100
# Shorter lines, and those without a mark at their end, are headings or labels: they would be
# found in passages that answer something else.
_WORDS = 8
_ENDS = (".", ";", ":", ",", "?", "!", " and", " or", "and/or", "—")
# What the clause has as its number, and not in its text.
_MARK = re.compile(r"^\W*\(?[0-9A-Za-z]{1,5}[.)]\s+")


def _some(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    if not passages:
        raise PydanticCustomError("too_short", "no passage")
    return passages


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: Text = Field(alias="QuestionID", max_length=_LONGEST_ID)
    text: Text = Field(alias="Question")
    passages: Annotated[tuple[Passage, ...], AfterValidator(_some)] = Field(alias="Passages")


def read_questions(path: Path, document_name: str, faults: Faults) -> tuple[Case, ...]:
    """Return the cases of a file; an answer must cite every passage, by any line of it.

    A passage is found by its words, for documents number their clauses in other ways than sets
    name their passages. In `document_name`, {id} stands for the DocumentID.
    """
    cases: dict[str, Case] = {}
    for place, question in entries(path, _Question, faults):
        if question.id in cases:
            wrong = f"{shown(question.id)} is the QuestionID of another entry, too"
            faults.add(place, wrong, "give every question an id of its own")
        for passage in question.passages:
            if not passage.lines:
                faults.add(place, f"the passage {shown(passage.name)} is empty", "delete it")
        cases[question.id] = _case(question, document_name)
    return tuple(cases.values())


def _case(question: _Question, document_name: str) -> Case:
    named = ", ".join(f"{one.name} of {one.document}" for one in question.passages)
    return Case(
        id=question.id,
        question=question.text,
        expect=(Kind.ANSWER,),
        gold=tuple(_gold(passage, document_name) for passage in question.passages),
        note=f"Passages: {named}",
    )


def _gold(passage: Passage, document_name: str) -> tuple[Gold, ...]:
    document = document_name.replace("{id}", passage.document)
    return tuple(Gold(document, quote=quote) for quote in dict.fromkeys(_quotes(passage)))


def _quotes(passage: Passage) -> Iterator[str]:
    """Yield the lines by which a passage is known."""
    lines = [_MARK.sub("", line) for line in passage.lines]
    telling = [one for one in lines if len(one.split()) >= _WORDS and one.endswith(_ENDS)]
    yield from telling or sorted(lines, key=len)[-1:]
