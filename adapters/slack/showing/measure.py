"""How much there is in a block, and what of it is read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.chat.showing.splitting import length


def words_of(part: Any) -> Iterator[str]:
    """Yield the texts that are read in a block, or in a part or list of them, in their order."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from words_of(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from words_of(one)


def seen(part: Any) -> bool:
    """Return whether there is anything to be seen: words, or what has none (a mention)."""
    return any(words_of(part)) or any("text" not in one for one in part["elements"][0]["elements"])


def size(part: Any) -> int:
    """Return how much room a block takes up in a message, with all that isn't read of it."""
    if isinstance(part, Mapping):
        return sum(length(name) + size(value) for name, value in part.items())
    if isinstance(part, list | tuple):
        return sum(map(size, part))
    return length(str(part))
