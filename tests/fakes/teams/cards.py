"""Adaptive Cards: where they are in a message, what is in them, and what can be pressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.teams.world import Json, Refused

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
# Teams shows no more actions side by side than these.
SHOWN = 6


def found(attachments: list[Json] | None) -> list[Json]:
    """Return the Adaptive Cards among attachments."""
    cards = (a.get("content") for a in attachments or () if a.get("contentType") == CONTENT_TYPE)
    return [card for card in cards if isinstance(card, dict)]


def inputs(card: Json) -> list[Json]:
    """Return what can be filled in."""
    return [one for one in parts(card) if str(one.get("type", "")).startswith("Input.")]


def actions(card: Json) -> list[Json]:
    """Return what can be pressed, of each row no more than Teams shows."""
    return [one for row in _rows(card) for one in row[:SHOWN]]


def says(action: Json) -> bool:
    """Whether a press on it says something as if it had been typed."""
    data = action.get("data")
    special = data.get("msteams") if isinstance(data, dict) else None
    return bool(special) and special.get("type") == "imBack"


def mentioned(card: Json) -> list[Json]:
    """Return whom a card mentions. Raises Refused where the mention stands nowhere in it."""
    words = json.dumps(card.get("body"), ensure_ascii=False)
    entities = (card.get("msteams") or {}).get("entities") or ()
    for entity in entities:
        if json.dumps(entity.get("text", ""), ensure_ascii=False)[1:-1] not in words:
            raise Refused(400, "BadArgument", "The text of a mention doesn't stand in the card")
    return [dict(entity.get("mentioned") or {}) for entity in entities]


def parts(value: Any) -> Iterator[Json]:
    """Yield every part of a card, the card first; not what a button carries."""
    if isinstance(value, list):
        for one in value:
            yield from parts(one)
    elif isinstance(value, dict):
        yield value
        for name, one in value.items():
            if name not in ("data", "msteams", "fallback"):
                yield from parts(one)


def _rows(card: Json) -> Iterator[list[Json]]:
    for part in parts(card):
        row = part.get("actions")
        if isinstance(row, list):
            yield [one for one in row if one.get("mode") != "secondary"]
        if isinstance(part.get("selectAction"), dict):
            yield [part["selectAction"]]
