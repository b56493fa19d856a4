"""Slack's limits: what is too long is split, so that no word of a quote is lost. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from adapters.chat.showing.splitting import length, pieces, shortened
from adapters.slack.showing.blocks import Block, Posted, escape
from adapters.slack.showing.measure import seen, size, words_of

# Per message Slack takes 50 blocks, and refuses about 13,200 characters over all of them.
BLOCKS, MESSAGE = 50, 12_000
# Two blocks at least fit into a message.
BLOCK = MESSAGE // 2
TEXT = 3_000
FIELDS, FIELD = 10, 2_000
HEADER = 150
ACTIONS = 25
CONTEXT = 10
# Of a form, which as JSON holds 250,000 bytes.
VIEW_BLOCKS, VIEW_TITLE, METADATA, VIEW = 100, 24, 3_000, 240_000
LABEL, VALUE = 75, 2_000
OPTIONS, OPTION_VALUE = 100, 150
INPUT_LABEL = 2_000
# What belongs to the block above it and shouldn't begin a message.
_FOLLOWS = {"context", "actions", "context_actions"}


def fit(message: Posted) -> tuple[Posted, ...]:
    """Return the message, as several where it exceeds a limit; the order of blocks stays.

    No word of a quote or a paragraph is left out; labels and small print are shortened. Raises
    ValueError for a value that is too long, since an id can't be shortened.
    """
    blocks = tuple(chain.from_iterable(map(_within, message.blocks)))
    parts = [tuple(chain.from_iterable(part)) for part in _batches(_units(blocks), _one_message)]
    first = Posted(shortened(message.text, TEXT), parts[0] if parts else ())
    return first, *(Posted(_fallback(part), part) for part in parts[1:])


def fit_view(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form within the limits; blocks beyond what a form holds are left out.

    Raises ValueError as `fit` does.
    """
    blocks = tuple(chain.from_iterable(map(_within, view["blocks"])))
    titles = (name for name in ("title", "submit", "close") if name in view)
    _checked(view.get("private_metadata", ""), METADATA)
    short = {name: _short(view[name], VIEW_TITLE) for name in titles}
    room = accumulate(len(json.dumps(block)) for block in blocks[:VIEW_BLOCKS])
    kept = bisect_right(list(room), VIEW)
    return {**view, **short, "blocks": list(blocks[:kept])}


def _within(block: Block) -> Iterable[Block]:
    return _SPLIT.get(block["type"], _whole)(block)


def _whole(block: Block) -> Iterator[Block]:
    yield block


def _rich_text(block: Block) -> Iterator[Block]:
    if _one_text(block):
        if seen(block):
            yield block
        return
    for element in block["elements"]:
        parts = [part for inline in element["elements"] for part in _inline(inline)]
        for batch in _batches(parts, _one_text):
            yield {**block, "elements": [{**element, "elements": list(batch)}]}


def _inline(inline: Block) -> Iterator[Block]:
    if "text" not in inline:
        yield inline
        return
    for piece in pieces(inline["text"], TEXT):
        yield {**inline, "text": piece}


def _section(block: Block) -> Iterator[Block]:
    rest = {name: value for name, value in block.items() if name not in {"text", "fields"}}
    if "accessory" in rest:
        rest["accessory"] = _element(rest["accessory"])
    text = block.get("text", {"text": ""})
    for piece in pieces(text["text"], TEXT):
        yield {**rest, "text": {**text, "text": piece}}
        rest = {"type": "section"}  # an accessory is shown once
    short = [_short(field, FIELD) for field in block.get("fields", ())]
    for batch in _batches(short, _row(FIELDS)):
        yield {"type": "section", "fields": list(batch)}


def _context(block: Block) -> Iterator[Block]:
    short = [_short(element, TEXT) for element in block["elements"]]
    for batch in _batches(short, _row(CONTEXT)):
        yield {**block, "elements": list(batch)}


def _actions(block: Block) -> Iterator[Block]:
    for batch in _batches([_element(element) for element in block["elements"]], _row(ACTIONS)):
        yield {**block, "elements": list(batch)}


def _header(block: Block) -> Iterator[Block]:
    yield {**block, "text": _short(block["text"], HEADER)}


def _input(block: Block) -> Iterator[Block]:
    label = _short(block["label"], INPUT_LABEL)
    yield {**block, "label": label, "element": _element(block["element"])}


def _element(element: Block) -> Block:
    """Return a button or another thing that one presses within its limits."""
    _checked(element.get("value", ""), VALUE)
    texts = {name: element[name] for name in ("text", "placeholder") if name in element}
    made = {**element, **{name: _short(text, LABEL) for name, text in texts.items()}}
    if "options" in made:
        made["options"] = [_option(option) for option in made["options"][:OPTIONS]]
    return made


def _option(option: Block) -> Block:
    _checked(option["value"], OPTION_VALUE)
    texts = {name: option[name] for name in ("text", "description") if name in option}
    return {**option, **{name: _short(text, LABEL) for name, text in texts.items()}}


def _short(text: Block, most: int) -> Block:
    return {**text, "text": shortened(text["text"], most)} if "text" in text else text


def _checked(value: str, most: int) -> None:
    if length(value) > most:
        raise ValueError(f"a value of {length(value)} characters can't be kept in {most}")


_SPLIT: Mapping[str, Callable[[Block], Iterable[Block]]] = {
    "rich_text": _rich_text,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "header": _header,
    "input": _input,
}


def _units(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Return the blocks, each with what belongs to it, as far as that fits into one message."""
    units: list[tuple[Block, ...]] = []
    for block in blocks:
        joined = (*units[-1], block) if units and block["type"] in _FOLLOWS else ()
        if joined and _one_message((joined,)):
            units[-1] = joined
        else:
            units.append((block,))
    return units


def _batches(
    parts: Sequence[Any], fits: Callable[[Sequence[Any]], bool]
) -> Iterator[tuple[Any, ...]]:
    """Yield the parts in batches, in each as many as fit, and one at least."""
    batch: tuple[Any, ...] = ()
    for part in parts:
        if batch and not fits((*batch, part)):
            yield batch
            batch = ()
        batch = (*batch, part)
    if batch:
        yield batch


def _one_message(units: Sequence[tuple[Block, ...]]) -> bool:
    return sum(map(len, units)) <= BLOCKS and size(units) <= MESSAGE


def _one_text(part: Any) -> bool:
    return sum(map(length, words_of(part))) <= TEXT and size(part) <= BLOCK


def _row(most: int) -> Callable[[Sequence[Block]], bool]:
    return lambda elements: len(elements) <= most and size(elements) <= BLOCK


def _fallback(blocks: Sequence[Block]) -> str:
    return shortened(escape("\n".join(words_of(blocks))), TEXT)
