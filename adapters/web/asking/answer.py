"""What an answer on the page is made of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.chat import actions
from adapters.chat.content import (
    Block,
    Button,
    Buttons,
    Cited,
    Message,
    Prose,
    Small,
    Thumbs,
    Written,
)
from adapters.chat.showing.answer import render
from adapters.web.asking.pieces import Piece, linked, marked, parted
from adapters.web.asking.words import NOT_OPEN_ANY_MORE
from adapters.web.links import clause_link
from bot.model import Decision
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause that an answer rests on, whole.

    `to` is where it is read in its document here, `source` the document's own web address ("" for
    none); the rest is as `adapters.chat.content.Cited` has it. `anchor` is its name on the page.
    """

    rank: int
    anchor: str
    text: str
    origin: str
    to: str
    see_also: str
    source: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or quote: `kind` is said, urgent, written, small or quote."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with what its asker can do about it.

    `options` are the ready replies with their places among the decision's; `to_office` offers to
    pass the question on, `rated` asks whether the answer helped.
    """

    parts: tuple[Part, ...]
    options: tuple[tuple[int, str], ...] = ()
    to_office: bool = False
    rated: bool = False


def answer(decision: Decision, settings: Settings) -> Answer:
    """Return a decision on record as its asker reads it: in the words that chats have for it."""
    message = render(decision, settings)
    shown = tuple(part for block in message.blocks for part in _parts(block, decision))
    buttons = tuple(_buttons(message))
    return Answer(
        parts=shown,
        options=tuple(
            (int(one.value.partition(":")[2]), one.label)
            for one in buttons
            if one.action == actions.OPTION
        ),
        to_office=any(one.action == actions.ASK_OFFICE for one in buttons),
        rated=any(isinstance(block, Thumbs) for block in message.blocks),
    )


def closed_answer() -> Answer:
    """Return what stands in the place of an answer that its asker may not read any more."""
    return Answer((Part("small", (Piece(NOT_OPEN_ANY_MORE),)),))


def _parts(block: Block, decision: Decision) -> Iterator[Part]:
    match block:
        case Prose(text, bold):
            for paragraph in parted(text):
                yield Part("urgent" if bold else "said", tuple(linked(paragraph)))
        case Written(text):
            quotes, anchor = len(decision.citations), f"source-{decision.turn}-"
            for paragraph in parted(text):
                yield Part("written", tuple(marked(paragraph, quotes, anchor)))
        case Small(parts):
            for line in parts:
                yield Part("small", tuple(Piece(str(one)) for one in line))
        case Cited():
            yield Part("quote", quote=_quote(block, decision))
        case _:
            return


def _quote(cited: Cited, decision: Decision) -> Quote:
    passage = decision.citations[cited.rank - 1].passage
    return Quote(
        rank=cited.rank,
        anchor=f"source-{decision.turn}-{cited.rank}",
        text=cited.text,
        origin=cited.origin,
        to=clause_link(passage.version.id, passage.clause.id),
        see_also=cited.see_also,
        source=cited.address,
        restricted=cited.restricted,
    )


def _buttons(message: Message) -> Iterator[Button]:
    for block in message.blocks:
        if isinstance(block, Buttons):
            yield from block.row
