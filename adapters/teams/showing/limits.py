"""How much Teams takes of what. Pure.

Sources, of Microsoft's documentation for Teams: a message takes 100 KB with all that belongs to it
as UTF-16, and 80 KB are recommended ("Format your bot messages"); citations ("Bot messages with
AI-generated content"); more than six buttons side by side aren't all shown (seen by many, written
nowhere).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

# In bytes; below 80 KB there is room for what the sender adds.
MESSAGE = 76_000
# Of one part of a card; two at least fit into a message.
ELEMENT = 30_000
# In letters: a text in pieces of this length fits with all citations, however it is escaped.
PIECE = 1_500
BUTTONS = 6
LABEL, TOOLTIP, VALUE = 75, 300, 2_000
CHOICE = 150
CITATIONS, NAME, ABSTRACT, ADDRESS = 20, 80, 160, 300
# Nobody reads more of a notification.
SUMMARY = 300

_Part = TypeVar("_Part")


def size(value: Any) -> int:
    """Return how many bytes something takes up as JSON: as UTF-16 or as it is sent, the more."""
    shown = json.dumps(value, ensure_ascii=False)
    return max(len(shown.encode("utf-16-le")), len(json.dumps(value)))


def batches(
    parts: Sequence[_Part], most: int, size_of: Callable[[_Part], int] = size
) -> Iterator[tuple[_Part, ...]]:
    """Yield the parts in batches, in each as many as fit, and one at least."""
    batch: list[_Part] = []
    room = most
    for part in parts:
        needed = size_of(part)
        if batch and needed > room:
            yield tuple(batch)
            batch, room = [], most
        batch.append(part)
        room -= needed
    if batch:
        yield tuple(batch)
