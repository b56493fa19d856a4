"""Clauses cut into what a sentence can restate: each sentence, each item with its lead-in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.claims import modals
from bot.claims.statement import Statement, read
from knowledge.clauses.leads import breaks_off, has_verb, leading, narrows, rules
from knowledge.clauses.sentences import sentences

_RECENT = 256
_MARKED = re.compile(r"\W*(?:[a-z]|\(?[a-z0-9]{1,4}[.)]\s)")
_POINTS_BACK = re.compile(
    r"(?:th(?:is|ese|ose|at|ey)|it|such|he or she|the (?:last|same))\b", re.IGNORECASE
)
# "… Manual, ADMIN. 201" is one sentence.
_ABBREVIATED = re.compile(r"(\b[A-Z]{2,6})\.(?= \d)")
_OBJECT = re.compile(r"\b(?:them|it)(?=\W*$|[,;])", re.IGNORECASE)
# An item that the next one follows opens no list of its own.
_GOES_ON = re.compile(r"[;,]\s*(?:and|or)?\s*$")
# A row of a table says by itself all that it says: "Record: Posts; Kept: 3 years".
_ROW = re.compile(r"[^:;]+: [^;]*; [^:;]+:")
_COLON = re.compile(r"[:—–\s]+$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of a clause: the words that open it, and its items as they stand."""

    lead: Statement
    items: tuple[Statement, ...]


@lru_cache(maxsize=_RECENT)
def units(clause: str) -> tuple[Statement, ...]:
    """Return what the clause says, piece by piece.

    A list item or table row is read with the line that opens its list, and that line also with
    all of its items, for a sentence may sum them up.
    """
    return tuple(dict.fromkeys(read(text) for text in _pieces(clause)))


@lru_cache(maxsize=_RECENT)
def lists(clause: str) -> tuple[Listed, ...]:
    """Return the lists of the clause in order."""
    return tuple(
        Listed(read(lead), tuple(map(read, items))) for lead, items in _items(clause).items()
    )


def _pieces(clause: str) -> Iterator[str]:
    for line, lead, alone in _led(clause):
        if lead:
            yield from (f"{lead} {part}" for part in sentences(line))
        if alone:
            yield from _read(line)
    for lead, items in _items(clause).items():
        if len(items) > 1 and not all(map(_ROW.match, items)):
            yield f"{lead}: {'; '.join(items)}"


def _items(clause: str) -> dict[str, list[str]]:
    """Return the items of each lead-in."""
    found: dict[str, list[str]] = {}
    for line, lead, _ in _led(clause):
        if lead:
            found.setdefault(lead, []).append(line)
    return found


def _led(clause: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each line, the lead-in that it needs or "", and whether it also stands alone."""
    lead, items = "", list[str]()
    for line in filter(None, map(str.strip, clause.split("\n"))):
        listed = bool(lead) and _is_item(line, lead, items)
        items += [line] if listed else []
        alone = not listed or _stands_alone(line, lead)
        yield line, lead if listed else "", alone
        closed = _ROW.match(line) or (listed and _GOES_ON.search(line))
        if alone and not closed and (opens := leading(line)):
            outer = f"{lead} " if lead and _MARKED.match(line) else ""
            lead, items = outer + _COLON.sub("", _sentence_before(opens)), []


def _sentence_before(opens: str) -> str:
    """Return the sentence that opens a list, with the one before where it is a mere title."""
    found = sentences(opens)
    rules_itself = any(rule.start < rule.stop for rule in modals.rules(read(found[-1])))
    return " ".join(found[-1:] if rules_itself or has_verb(found[-1]) else found[-2:])


def _read(line: str) -> Iterator[str]:
    """Yield the sentences, and with the one before it each that points back or takes back."""
    found = sentences(_ABBREVIATED.sub(r"\1", line))
    yield from found
    back = (_POINTS_BACK.match, _OBJECT.search, narrows)
    yield from (f"{a} {b}" for a, b in pairwise(found) if any(is_so(b) for is_so in back))


def _stands_alone(line: str, lead: str) -> bool:
    """Whether an item says the same without its lead-in: one with a rule of its own, if any."""
    if not breaks_off(lead):
        return has_verb(line)
    return any(rule.begin < rule.start and not rule.aside for rule in modals.rules(read(line)))


def _is_item(line: str, lead: str, items: list[str]) -> bool:
    """Whether a line below a lead-in needs it; a full sentence with a rule of its own doesn't."""
    if items and items[0][:1].islower() and line[:1].isupper():
        return False
    if _MARKED.match(line) or _GOES_ON.search(line) or breaks_off(line) or not rules(line):
        return True
    return breaks_off(lead) and (not items or any(rules(item) for item in items))
