"""What a card is made of: Adaptive Card elements, version 1.5 at most. Pure.

Words stand in TextRuns, which every client shows letter by letter; each line is an element of its
own, as clients differ in what they make of a line's end within one. Links stand in TextBlocks: as
a TextRun's action they stopped working in Teams (microsoft/AdaptiveCards#9100).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from adapters.chat.content import Line, Link, Mention
from adapters.chat.showing.splitting import pieces, shortened
from adapters.teams.showing import mentions, text
from adapters.teams.showing.limits import ELEMENT, PIECE, SUMMARY, batches

Element = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"

_SMALL: Element = {"size": "Small", "isSubtle": True}
_APART: Element = {}
_CLOSE: Element = {"spacing": "Small"}
_BOLD: Element = {"weight": "Bolder"}
_FAULT: Element = {"color": "Attention", "weight": "Bolder"}
# {{DATE(…)}} is a date to a client, but not where two runs part it.
_BRACES = re.compile(r"(?<=\{)(?=\{)")
# More lines than these are no elements of their own, or nothing else had room on a card.
_LINES = 30
# Links and mentions of one line, each of which may be long.
_LINE = ELEMENT // 2


def card(body: Sequence[Element], fallback: str, called: Iterable[Mention] = ()) -> Element:
    """Return a card as an attachment; `fallback` is read where cards can't be shown."""
    entities = [mentions.entity(one) for one in dict.fromkeys(called)]
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": text.in_block(shortened(fallback, SUMMARY)) or " ",
        "body": list(body),
        "msteams": {"width": "Full"} | ({"entities": entities} if entities else {}),
    }
    return {"contentType": CARD, "content": content}


def words(said: str, *, bold: bool = False) -> Iterator[Element]:
    """Yield words, letter by letter."""
    return _paragraphs(said, _BOLD if bold else {})


def small(said: str, *, below: bool = False) -> Iterator[Element]:
    """Yield small print, letter by letter; too much of it is shortened.

    It stands close `below` what it belongs to.
    """
    return _paragraphs(shortened(said, PIECE), _SMALL, _CLOSE if below else _APART)


def fault(said: str) -> Iterator[Element]:
    """Yield what is wrong, letter by letter."""
    return _paragraphs(said, _FAULT)


def prose(said: str, *, bold: bool = False) -> Iterator[Element]:
    """Yield words, letter by letter; the web addresses in a paragraph can be pressed below it."""
    for paragraph in said.split("\n\n"):
        yield from words(paragraph, bold=bold)
        for address in text.addresses(paragraph):
            yield link(address, text.web_address(address))


def quote(said: str) -> Iterator[Element]:
    """Yield a quote, letter by letter."""
    together = batches(list(_paragraphs(said, {})), ELEMENT)
    for place, items in enumerate(together):
        spacing = {"spacing": "None"} if place else {}
        yield {"type": "Container", "style": "emphasis", "items": list(items)} | spacing


def line(parts: Line, *, is_small: bool = False) -> Iterator[Element]:
    """Yield a line of the bot's own."""
    named = mentions.with_names(parts, calls=not is_small)
    if all(isinstance(one, str) for one in named):
        yield from _paragraphs("".join(map(str, named)), _SMALL if is_small else {})
        return
    for together in batches([_in_block(one) for one in named], _LINE):
        if said := "".join(together).strip():
            yield _block(said) | (_SMALL if is_small else {})


def link(address: str, label: str) -> Element:
    """Return a link on a line of its own; without a safe address only its label."""
    return _block(_in_block(Link(address, label)))


def read(part: Any) -> Iterator[str]:
    """Yield the words of elements, in their order."""
    if isinstance(part, Mapping):
        if part.get("type") == "TextRun":
            yield part["text"]
        for one in part.values():
            yield from read(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from read(one)


def apart(those: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements with more room above the first of them."""
    for place, element in enumerate(those):
        yield element if place else {**element, "spacing": "Medium"}


def divided(element: Element) -> Element:
    """Return the element with a line across above it."""
    return {**element, "separator": True, "spacing": "Medium"}


def _block(said: str) -> Element:
    return {"type": "TextBlock", "text": said, "wrap": True, **_CLOSE}


def _in_block(part: Any) -> str:
    match part:
        case Mention():
            return mentions.at(part)
        case Link(address, label):
            return text.link(address, text.in_block(shortened(text.one_line(label), PIECE)))
        case _:
            return text.in_block(shortened(text.one_line(str(part)), PIECE))


def _paragraphs(
    said: str, style: Mapping[str, Any], spacing: Mapping[str, Any] = _APART
) -> Iterator[Element]:
    several = list(text.lines(said))
    together = several if len(several) <= _LINES else ["\n".join(several)]
    for piece in chain.from_iterable(pieces(one, PIECE) for one in together):
        runs = [_run(run, style) for run in _BRACES.split(piece)]
        yield {"type": "RichTextBlock", "inlines": runs, **spacing}
        spacing = _CLOSE


def _run(said: str, style: Mapping[str, Any]) -> Element:
    return {"type": "TextRun", "text": said, **style}
