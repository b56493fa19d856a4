"""A document's header data as a form has it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from adapters.web.visit import Visit
from knowledge.intake.sidecar import header_faults

_TEXTS: Final = (
    "title",
    "version",
    "owner",
    "effective_from",
    "effective_to",
    "next_review",
    "source",
)
_LISTS: Final = ("audience", "groups", "supersedes")
_QUESTIONS: Final = "questions_answered"
_NAMES: Final = {
    "title": "Title",
    "version": "Version",
    "owner": "Owner",
    "effective_from": "In force from",
    "effective_to": "In force until",
    "next_review": "Next review",
    "source": "Web address",
    "audience": "Addressed to",
    "groups": "Read by",
    "supersedes": "Takes the place of",
    _QUESTIONS: "Questions it answers",
}
# Keys that are no words of English, wherever they stand in a sentence.
_KEYS: Final = re.compile(rf"\b(?:{'|'.join(key for key in _NAMES if '_' in key)})\b")


@dataclass(frozen=True, slots=True)
class Given:
    """What a form said: the fields as they were typed, the header data, and what is wrong."""

    typed: Mapping[str, str]
    data: Mapping[str, object]
    faults: Mapping[str, str]


def named(key: str) -> str:
    """Return what people call a key of a header."""
    return _NAMES.get(key, key.replace("_", " ").capitalize())


def readable(fault: str) -> str:
    """Return a fault of a file with its header's keys as people call them."""
    told = "; ".join(map(_readable, fault.split("; ")))
    return told[:1].upper() + told[1:]


def _readable(part: str) -> str:
    if part.startswith("write "):
        return part  # what the file itself must say
    key, blank, rest = part.partition(" ")
    return _NAMES.get(key, key) + blank + _named_in(rest)


def _named_in(text: str) -> str:
    return _KEYS.sub(lambda found: _NAMES[found[0]], text)


def typed(data: Mapping[str, object]) -> dict[str, str]:
    """Return header data as the fields of a form."""
    fields = {key: str(data.get(key) or "") for key in _TEXTS}
    fields |= {key: ", ".join(_listed(data.get(key))) for key in _LISTS}
    return fields | {_QUESTIONS: "\n".join(_asked(data.get(_QUESTIONS)))}


def given(visit: Visit) -> Given:
    """Return what a form says, and a sentence for each field that is wrong."""
    fields = {key: visit.said_in(key) for key in (*_TEXTS, *_LISTS, _QUESTIONS)}
    data: dict[str, object] = {key: " ".join(fields[key].split()) for key in _TEXTS}
    data |= {key: _split(fields[key]) for key in _LISTS}
    questions, unreadable = _questions(fields[_QUESTIONS])
    data[_QUESTIONS] = questions
    faults = {
        key: f"{named(key)} {told[0].lower()}{_named_in(told[1:])}."
        if told
        else f"{named(key)} is wrong."
        for key, told in header_faults("document", data).items()
    }
    if unreadable:
        faults[_QUESTIONS] = f"Write “clause | question” in each line; this isn't: {unreadable}"
    return Given(fields, data, faults)


def _split(text: str) -> list[str]:
    return [part for part in (" ".join(one.split()) for one in re.split("[,;\n]", text)) if part]


def _questions(text: str) -> tuple[list[dict[str, object]], str]:
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        clause, bar, question = (part.strip() for part in line.rpartition("|"))
        if not (bar and clause and question):
            return [], line[:80]
        found.setdefault(clause, []).append(question)
    return [{"clause": clause, "questions": asked} for clause, asked in found.items()], ""


def _listed(value: object) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return _split(str(value or ""))


def _asked(value: object) -> list[str]:
    """Return a line for each question; a sidecar may also map clauses to questions."""
    if isinstance(value, Mapping):
        value = [{"clause": clause, "questions": asked} for clause, asked in value.items()]
    lines: list[str] = []
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, Mapping):
            asked = entry.get("questions")
            several = asked if isinstance(asked, list) else [asked]
            lines += [f"{entry.get('clause')} | {question}" for question in several]
    return lines
