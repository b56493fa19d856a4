"""Columns of a table to the fields of a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from evals.cases.faults import MOST_FIELDS, Faults, Place, listed, meant, shown
from evals.cases.rows.row import Row, Way

REQUIRED = ("id", "question", "expect")
# How several values of a cell are separated; sentences may have commas.
_TEXTS = ("audience", "on", "note")
_WORDS = ("reason", "groups", "tags")
_SENTENCES = ("facts", "forbidden_phrases")
_CLAUSES = {"gold": "gold", "gold_all": "gold_all", "forbidden": "forbidden_clauses"}
_PARTS = ("document", "number", "quote", "version")
_CLAUSE = re.compile(rf"({'|'.join(_CLAUSES)})_({'|'.join(_PARTS)})(?:_([1-9]\d?))?")
_NAMES = (
    *REQUIRED,
    *_TEXTS,
    *_WORDS,
    *_SENTENCES,
    "history",
    *(f"{field}_{part}" for field in _CLAUSES for part in _PARTS),
)
_SPEAKER = re.compile(r"^[ \t]*(user|assistant|office)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def known(name: str) -> bool:
    """Whether a column of that name means something."""
    return _proper(name) in _NAMES or bool(_CLAUSE.fullmatch(_proper(name)))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in their order; "" for one without a name."""

    names: tuple[str, ...]

    @classmethod
    def read(cls, cells: Sequence[str], place: Place, faults: Faults) -> Self | None:
        """Return what the first row names, None where no case can be read by it."""
        names = tuple(map(_proper, cells))
        if (count := sum(map(bool, names))) > MOST_FIELDS:
            faults.add(place, f"has {count:,} columns", "see whether it is a test set at all")
            return None
        for name in filter(None, dict.fromkeys(names)):
            if not known(name):
                wrong = f"there is no column {shown(name)}{meant(name, _NAMES)}"
                faults.add(place, wrong, "rename it, or delete it")
            if names.count(name) > 1:
                faults.add(place, f"the column {shown(name)} is there twice", "keep one of them")
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            several = len(missing) > 1
            wrong = (
                f"the column{'s' * several} {listed(missing)} {'are' if several else 'is'} missing"
            )
            faults.add(place, wrong, "name the columns in the first row: id, question, expect, …")
            return None
        return cls(names)

    def row(self, cells: Sequence[str], place: Place, faults: Faults) -> Row | None:
        """Return the row that the cells make."""
        spare = [cell for cell in cells[len(self.names) :] if cell.strip()]
        spare += [cell for name, cell in zip(self.names, cells, strict=False) if not name]
        if any(cell.strip() for cell in spare):
            wrong = f"{shown(next(filter(str.strip, spare)))} stands under no column's name"
            faults.add(
                place, wrong, "name its column, or put a cell with commas in quotation marks"
            )
            return None
        return self._filled(cells, place)

    def _filled(self, cells: Sequence[str], place: Place) -> Row:
        fields: dict[str, object] = {}
        clauses: dict[str, dict[int, dict[str, object]]] = {}
        for name, cell in zip(self.names, cells, strict=False):
            if not (column := _CLAUSE.fullmatch(name)):
                fields |= {name: _value(name, cell)} if name in _NAMES else {}
            elif cell.strip():
                numbered = clauses.setdefault(_CLAUSES[column[1]], {})
                numbered.setdefault(int(column[3] or 1), {})[column[2]] = cell
        fields |= {field: [ones[n] for n in sorted(ones)] for field, ones in clauses.items()}
        labels = {
            way: label
            for field, ones in clauses.items()
            for index, number in enumerate(sorted(ones))
            for way, label in _labels(field, index, number).items()
        }
        return Row(place.file, place.line, fields, labels=labels)


def _labels(field: str, index: int, number: int) -> dict[Way, str]:
    """The columns in which the parts of a clause stand, by the way to them."""
    stem = next(column for column, meaning in _CLAUSES.items() if meaning == field)
    suffix = f"_{number}" if number > 1 else ""
    parts: dict[Way, str] = {(field, index, part): f"{stem}_{part}{suffix}" for part in _PARTS}
    return {**parts, (field, index): f"{stem}_number{suffix}"}


def _proper(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip()).lower()


def _value(name: str, cell: str) -> object:
    if name in (*_WORDS, "expect"):
        words = [word for word in re.split(r"[;,\n]", cell) if word.strip()]
        return words[0] if len(words) == 1 else words
    if name in _SENTENCES:
        sentences = [text for text in re.split(r"[;\n]", cell) if text.strip()]
        return [text.split("|") if "|" in text else text for text in sentences]
    return _messages(cell) if name == "history" else cell


def _messages(cell: str) -> object:
    """The messages "user: …", "assistant: …"; a line that names nobody goes on with the last."""
    before, *parts = _SPEAKER.split(cell)
    if before.strip():
        return cell
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [{"role": role.lower(), "content": content} for role, content in pairs]
