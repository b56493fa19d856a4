"""Clauses cut into what a sentence can restate: each sentence, each item with its lead-in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_COLON = re.compile(r"[:—–\s]+$")


@lru_cache(maxsize=_RECENT)
def units(clause: str) -> tuple[Statement, ...]:
    """Return what the clause says, piece by piece in order.

    A list item or table row is read with the line that opens its list, and that line also with
    all of its items, for a sentence may sum them up.
    """
    return tuple(dict.fromkeys(read(text) for text in _pieces(clause)))


def _pieces(clause: str) -> Iterator[str]:
    lead, items = "", list[str]()
    for line in filter(None, map(str.strip, clause.split("\n"))):
        opens = leading(line)
        if lead and _is_item(line, lead, items):
            items.append(line)
            yield from (f"{lead} {part}" for part in sentences(line))
            if not _stands_alone(line, lead):
                continue
        yield from _read(line)
        if opens:
            yield from _together(lead, items)
            outer = f"{lead} " if lead and _MARKED.match(line) else ""
            lead, items = outer + _COLON.sub("", sentences(opens)[-1]), []
    yield from _together(lead, items)


def _read(line: str) -> Iterator[str]:
    """Yield the sentences, and with the one before it each that points back or takes back."""
    found = sentences(line)
    yield from found
    yield from (f"{a} {b}" for a, b in pairwise(found) if _POINTS_BACK.match(b) or narrows(b))


def _stands_alone(line: str, lead: str) -> bool:
    """Whether an item says the same without its lead-in: one with a rule of its own, if any."""
    if not breaks_off(lead):
        return has_verb(line)
    return any(rule.begin < rule.start and not rule.aside for rule in modals.rules(read(line)))


def _is_item(line: str, lead: str, items: list[str]) -> bool:
    """Whether a line below a lead-in needs it; a full sentence with a rule of its own doesn't."""
    if items and items[0][:1].islower() and line[:1].isupper():
        return False
    if _MARKED.match(line) or breaks_off(line) or not rules(line):
        return True
    return breaks_off(lead) and (not items or any(rules(item) for item in items))


def _together(lead: str, items: list[str]) -> Iterator[str]:
    if len(items) > 1:
        yield f"{lead}: {'; '.join(items)}"
