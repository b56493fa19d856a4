"""What each block of a message becomes, in its text or on its card. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.chat.content import (
    Block,
    Buttons,
    Cited,
    Line,
    Link,
    Mention,
    Paragraph,
    Prose,
    Quote,
    Small,
    Suggestions,
    Written,
)
from adapters.chat.showing.splitting import pieces, shortened
from adapters.chat.wording import OPEN_SOURCE
from adapters.teams.showing import buttons, elements, mentions, text
from adapters.teams.showing.citations import claim
from adapters.teams.showing.limits import PIECE, size

# What can be said in the text of a message, and what of it isn't only small print.
Words = Prose | Written | Paragraph
Sayable = Words | Small
_SIDE_BY_SIDE = " · "


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message: words of its text, in Markdown, or elements of its card.

    `called` are whom it calls, `cites` what it marks as [n], `written` tells that a language model
    wrote it, `restricted` that not everybody may read what it shows.
    """

    said: str = ""
    shown: tuple[elements.Element, ...] = ()
    called: tuple[Mention, ...] = ()
    cites: tuple[Cited, ...] = ()
    written: bool = False
    restricted: bool = False

    @property
    def size(self) -> int:
        """How many bytes it takes up in a message."""
        entities = [*map(mentions.entity, self.called), *map(claim, self.cites)]
        return size([self.said, list(self.shown), entities])

    def below_a_line(self) -> Part:
        """Return the part of a card with a line across above it."""
        first, *others = self.shown
        return replace(self, shown=(elements.divided(first), *others))


def spoken(block: Sayable, cites: Mapping[int, Cited]) -> Iterator[Part]:
    """Yield a block as words of a text; `cites` are what a model's marks may stand for."""
    match block:
        case Prose(said, bold):
            for line in _lines(said):
                yield Part(f"**{text.linked(line)}**" if bold else text.linked(line))
        case Written(said):
            for line in _lines(said):
                yield _written(line, cites)
        case Paragraph(line):
            named = mentions.with_names(line)
            yield Part("".join(map(_inline, named)).strip(), called=mentions.called(line))
        case Small(parts):
            unrung = (mentions.with_names(one, calls=False) for one in parts)
            said = _SIDE_BY_SIDE.join("".join(map(_inline, one)).strip() for one in unrung)
            yield Part(f"_{said}_" if said else "")


def shown(block: Block) -> Iterator[Part]:
    """Yield a block as parts of a card."""
    match block:
        case Cited():
            yield Part(shown=tuple(cited(block)), restricted=block.restricted)
        case Paragraph(line):
            yield Part(shown=tuple(elements.line(line)), called=mentions.called(line))
        case Written(said):
            yield Part(shown=tuple(elements.words(said)), written=True)
        case _:
            yield Part(shown=tuple(_elements(block)))


def single(part: Part) -> Iterator[Part]:
    """Yield a part of a card in parts of one element each."""
    for element in part.shown:
        yield Part(shown=(element,), called=part.called, restricted=part.restricted)


def _elements(block: Block) -> Iterator[elements.Element]:
    match block:
        case Prose(said, bold):
            yield from elements.prose(said, bold=bold)
        case Quote(said):
            yield from elements.quote(said)
        case Small(parts):
            yield from _small(parts)
        case Buttons(row):
            yield from buttons.rows(row)
        case Suggestions(questions):
            yield from buttons.asking(questions)


def cited(of: Cited, *, marked: bool = True) -> Iterator[elements.Element]:
    """Yield a clause: its quote, whole, where it is from, `marked` by its rank, and its link."""
    yield from elements.apart(elements.quote(of.text))
    origin = f"[{of.rank}] {of.origin}" if marked else of.origin
    yield from elements.small(origin, below=True)
    yield from elements.small(of.see_also, below=True)
    if of.address:
        yield elements.link(of.address, OPEN_SOURCE)


def _small(parts: Collection[Line]) -> Iterator[elements.Element]:
    """Yield small print, the words of it side by side, each link on a line of its own."""
    words: list[str] = []
    for part in parts:
        if any(isinstance(one, Link) for one in part):
            yield from elements.small(_SIDE_BY_SIDE.join(words))
            yield from elements.line(part, is_small=True)
            words = []
        else:
            words.append("".join(map(str, mentions.with_names(part, calls=False))))
    yield from elements.small(_SIDE_BY_SIDE.join(words))


def _written(line: str, cites: Mapping[int, Cited]) -> Part:
    named = dict.fromkeys(rank for rank in text.marks(line) if rank in cites)
    those = tuple(cites[rank] for rank in named)
    restricted = any(one.restricted for one in those)
    return Part(text.marked(line, named), cites=those, written=True, restricted=restricted)


def _lines(said: str) -> Iterator[str]:
    for line in text.lines(said):
        yield from filter(None, (piece.strip() for piece in pieces(line, PIECE)))


def _inline(one: Any) -> str:
    match one:
        case Mention():
            return mentions.at(one)
        case Link(address, label):
            return text.link(address, _short(label))
        case _:
            return _short(str(one))


def _short(said: str) -> str:
    return text.escape(shortened(text.one_line(said), PIECE))
