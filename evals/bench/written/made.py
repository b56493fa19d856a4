"""The made sentences: what they rest on, and whether they say only that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

# The files of each half: the one to set the check by, and two that are held back.
_FILES = {
    "fit": ("fit.jsonl", "fit_more.jsonl", "fit_prompted.jsonl", "fit_prompted_more.jsonl"),
    "held": ("held.jsonl",),
    "prompted": ("prompted.jsonl",),
}
HALVES = tuple(_FILES)


class Way(StrEnum):
    """How a sentence is wrong; README.md beside this file says what each means."""

    NONE = ""
    INVENTED_ID = "invented id"
    NO_ID = "no id"
    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"
    PERIOD = "period"
    NAME = "name"
    MODALITY = "modality"
    NEGATION = "negation"
    CONDITION = "condition"
    COMPARATOR = "comparator"
    WRONG_CLAUSE = "wrong clause"
    INVENTED = "invented"
    MISQUOTE = "misquote"
    OVERREACH = "overreach"


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence with the clauses that its writer was given, by opaque ids, and those it cites.

    `source` is the document that all its clauses are from, `question` what was asked
    ("" where none was).
    """

    id: str
    source: str
    clauses: Mapping[str, str]
    cited: tuple[str, ...]
    sentence: str
    right: bool
    way: Way
    question: str = ""


def sentences(half: str) -> tuple[Made, ...]:
    """Return the sentences of `half`, one of HALVES, in the order of its files."""
    folder = resources.files(__name__.rpartition(".")[0])
    texts = ((folder / name).read_text("utf-8") for name in _FILES[half])
    return tuple(_made(line) for text in texts for line in text.splitlines())


def _made(line: str) -> Made:
    row = json.loads(line)
    return Made(**row | {"cited": tuple(row["cited"]), "way": Way(row["way"])})
