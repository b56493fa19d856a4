"""Mentions of people. Pure.

Only whom a line begins with is called; whom it speaks of is named in plain words, since a message
that calls somebody who isn't in its conversation is of no use to them, and Teams may refuse it. A
person is called by their Entra object id, in a message as in a card; a bot can't call a whole
channel ("Format cards in Microsoft Teams", mention support within Adaptive Cards).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any
from unicodedata import category

from adapters.chat.content import Block, Everybody, Line, Mention, Message, Paragraph
from adapters.teams import wording

_LONGEST = 60
# A name is looked for in the text as it is, so that nothing in it may be escaped.
_IN_NAMES = " .,'’()-"


def called(line: Line) -> tuple[Mention, ...]:
    """Return whom a line begins with."""
    return tuple(one for one in line[: _begins(line)] if isinstance(one, Mention))


def with_names(line: Line, *, calls: bool = True) -> Line:
    """Return the line with a name for whom it speaks of, and words for everybody.

    Unless it `calls` nobody, whom it begins with stays a mention.
    """
    begins = _begins(line) if calls else 0
    return tuple(_named(one, calls=place < begins) for place, one in enumerate(line))


def at(mention: Mention) -> str:
    """Return how a mention stands in a text."""
    return f"<at>{mention.name}</at>"


def entity(mention: Mention) -> Mapping[str, Any]:
    """Return whom a mention in a text is of."""
    who = {"id": mention.user, "name": mention.name}
    return {"type": "mention", "text": at(mention), "mentioned": who}


def told_apart(said: Message) -> Message:
    """Return the message, in which no two people are called by the same name."""
    names: dict[str, str] = {}
    return replace(said, blocks=tuple(_told_apart(said.blocks, names)))


def _told_apart(blocks: Iterable[Block], names: dict[str, str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph((*_apart(block.line, names), *block.line[_begins(block.line) :]))
        else:
            yield block


def _apart(line: Line, names: dict[str, str]) -> Iterator[Any]:
    """Yield what a line begins with; `names` are those of the users called before."""
    for one in line[: _begins(line)]:
        if isinstance(one, Mention):
            if one.user not in names:
                names[one.user] = _free(_plain(one.name), names.values())
            yield replace(one, name=names[one.user])
        else:
            yield one


def _free(name: str, taken: Iterable[str]) -> str:
    others = set(taken)
    tries = (name if number == 1 else f"{name} ({number})" for number in count(1))
    return next(one for one in tries if one not in others)


def _plain(name: str) -> str:
    kept = "".join(one for one in name if category(one)[0] in "LMN" or one in _IN_NAMES)
    return " ".join(kept[:_LONGEST].split()) or wording.SOMEBODY


def _begins(line: Line) -> int:
    """Return how far a line only calls people: mentions, and blanks between them."""
    calls = (isinstance(one, Mention | Everybody) or not str(one).strip() for one in line)
    return next((place for place, yes in enumerate(calls) if not yes), len(line))


def _named(one: Any, *, calls: bool) -> Any:
    if isinstance(one, Everybody):
        return wording.EVERYBODY
    if isinstance(one, Mention) and not calls:
        return one.name or wording.SOMEBODY
    return one
