"""What Teams finds too large, in parts; no word of it is lost. Pure.

The renderer stays far below Teams's limit, so this is rare. Teams measures a message with all
that it adds itself, and nobody can tell beforehand how much that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.teams import wording

_MESSAGE = "https://schema.org/Message"
# What of a card's element holds others, or words.
_LISTS, _WORDS = ("body", "items", "inlines"), "text"
# What stands once in a card, at its end: the buttons.
_LAST = "actions"
# What of a message says how the whole of it is shown, and whether it helped.
_ABOUT_ALL = "channelData"

Json = dict[str, Any]


def halves(activity: Mapping[str, Any]) -> tuple[Json, Json] | None:
    """Return two messages that together say what one does, None where it can't be divided.

    Words stay in their order; what is asked about the whole is in the first, the buttons are in
    the second.
    """
    cards = list(activity.get("attachments") or ())
    words = str(activity.get(_WORDS) or "")
    if words and cards:
        return _with(activity, text=words, cards=[]), _plain(activity, cards)
    if len(cards) > 1:
        middle = len(cards) // 2
        return _with(activity, text="", cards=cards[:middle]), _plain(activity, cards[middle:])
    if cards:
        parts = _divided(cards[0].get("content") or {})
        return parts and (
            _with(activity, text="", cards=[{**cards[0], "content": parts[0]}]),
            _plain(activity, [{**cards[0], "content": parts[1]}]),
        )
    cut = _words(words)
    if cut is None:
        return None
    rest = {name: value for name, value in activity.items() if name != _ABOUT_ALL}
    return _with(activity, text=cut[0], cards=[]), _with(rest, text=cut[1], cards=[])


def shortened(activity: Mapping[str, Any]) -> Json | None:
    """Return the same message with less in it, None where nothing can be left out.

    For what is changed in its place, and so has to stay one message; its buttons stay.
    """
    cards = list(activity.get("attachments") or ())
    if not cards:
        cut = _words(str(activity.get(_WORDS) or ""))
        return cut and _with(activity, text=f"{cut[0]} …", cards=[])
    content = cards[0].get("content") or {}
    parts = _divided({**content, "body": _without_note(content.get("body") or ())})
    if parts is None:
        return None
    note = {"type": "TextBlock", "text": wording.CUT_SHORT, "wrap": True, "isSubtle": True}
    less = {**content, "body": [*parts[0]["body"], note]}
    return {**activity, "attachments": [{**cards[0], "content": less}, *cards[1:]]}


def _divided(element: Mapping[str, Any]) -> tuple[Json, Json] | None:
    """Return an element of a card as two, the buttons with the second."""
    for name in _LISTS:
        within = list(element.get(name) or ())
        if len(within) > 1:
            middle = len(within) // 2
            return _two(element, name, within[:middle], within[middle:])
        if within:
            parts = _divided(within[0])
            return parts and _two(element, name, [parts[0]], [parts[1]])
    cut = _words(str(element.get(_WORDS) or ""))
    return cut and _two(element, _WORDS, *cut)


def _two(element: Mapping[str, Any], name: str, one: Any, other: Any) -> tuple[Json, Json]:
    first = {part: value for part, value in element.items() if part != _LAST}
    return {**first, name: one}, {**element, name: other}


def _words(text: str) -> tuple[str, str] | None:
    """Return words in two parts, cut at the white space nearest to their middle."""
    gaps = [place for place, sign in enumerate(text) if sign.isspace()]
    cut = min(gaps, key=lambda place: abs(place - len(text) // 2), default=0)
    before, after = text[:cut].rstrip(), text[cut:].lstrip()
    return (before, after) if before and after else None


def _plain(activity: Mapping[str, Any], cards: list[Any]) -> Json:
    """Return a message that goes on: what is said about the whole has been said."""
    return {"type": activity["type"], "attachments": cards}


def _with(activity: Mapping[str, Any], *, text: str, cards: list[Any]) -> Json:
    """Return a message with other words, and those citations that are marked in them."""
    kept = [_cited(one, text) for one in activity.get("entities") or ()]
    changed = {"text": text, "attachments": cards, "entities": kept}
    return {**activity, **changed}


def _cited(entity: Mapping[str, Any], text: str) -> Mapping[str, Any]:
    if entity.get("type") != _MESSAGE or "citation" not in entity:
        return entity
    marked = [one for one in entity["citation"] if f"[{one.get('position')}]" in text]
    return {**entity, "citation": marked}


def _without_note(body: Any) -> list[Any]:
    return [one for one in body if one.get(_WORDS) != wording.CUT_SHORT]
