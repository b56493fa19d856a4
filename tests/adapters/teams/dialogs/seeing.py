"""What the bot said in Teams, as those who take part see it.

A text with citations and the card that follows it are one message to whoever reads them, and so
they are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.adapters.chat.dialogs.playground import Field, Json, Seen
from tests.fakes.teams import BOT, buttons, cited, fields, rung, shown

# Thumbs have no words in Teams.
THUMBS = {"like": "This helped", "dislike": "This didn't help"}


def of_bot(messages: Iterable[Json]) -> list[Seen]:
    """Return what the bot has said among these messages."""
    return list(_joined([message for message in messages if message["user"] == BOT]))


def _joined(messages: Sequence[Json]) -> Iterator[Seen]:
    left = list(messages)
    while left:
        first = left.pop(0)
        goes_on = cited(first) and left and _is_card(left[0]) and _beside(first, left[0])
        yield _seen(first, *([left.pop(0)] if goes_on else []))


def _is_card(message: Json) -> bool:
    return not message["text"] and not cited(message)


def _beside(one: Json, other: Json) -> bool:
    return bool(one["thread_ts"] == other["thread_ts"])


def _seen(*messages: Json) -> Seen:
    text = "\n".join(map(shown, messages))
    words = tuple(label for message in messages for label in labels(message))
    rings = frozenset(who for message in messages for who in rung(message))
    return Seen(messages[0]["ts"], text, words, rings, messages)


def labels(message: Json) -> list[str]:
    """Return the words on what can be pressed."""
    return [THUMBS.get(label, label) for label in buttons(message)]


def fields_of(view: Json) -> dict[str, Field]:
    """Return what a form asks for, by its labels."""
    return {label: _field(found) for label, found in fields(view).items()}


def _field(found: Json) -> Field:
    choices = tuple(choice["value"] for choice in found.get("choices", ()))
    return Field(found["id"], choices)
