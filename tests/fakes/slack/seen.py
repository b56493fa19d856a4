"""What a person sees of a message, and whom it rings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Message = Mapping[str, Any]
_RINGS = re.compile(r"<(?:!(channel|here|everyone)|@([UW]\w+)|!subteam\^(\w+))(?:\|[^>]*)?>")
_LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def shown(message: Message) -> str:
    """Return what stands there to read, a line a part; the text where there are no blocks."""
    if not message["blocks"]:
        return _readable(message["text"])
    return "\n".join(line for block in message["blocks"] for line in _lines(block))


def form(view: Message) -> str:
    """Return what a form says: title, texts, labels, values that stand in it, errors."""
    body = [line for block in view["view"]["blocks"] for line in _lines(block)]
    return "\n".join((view["view"]["title"]["text"], *body, *view["errors"].values()))


def buttons(message: Message) -> dict[str, str]:
    """Return what can be pressed: the words on it, and its action."""
    found = {}
    for block in message["blocks"]:
        for element in (*block.get("elements", ()), block.get("accessory") or {}):
            if element.get("type") == "button":
                found[element["text"]["text"]] = element.get("action_id", "")
            if element.get("type") == "feedback_buttons":
                for side in ("positive_button", "negative_button"):
                    found[element[side]["text"]["text"]] = element["action_id"]
    return found


def rung(message: Message) -> set[str]:
    """Return who is rung by it: people, user groups, or everybody (`channel`, `here`)."""
    found = {
        next(filter(None, ring)) for text in _marked_up(message) for ring in _RINGS.findall(text)
    }
    return found | {ring for block in message["blocks"] for ring in _inline_rings(block)}


def _marked_up(message: Message) -> Iterator[str]:
    """Yield what Slack reads mark-up in; the text of a message with blocks rings nobody."""
    if not message["blocks"]:
        yield message["text"]
    for block in message["blocks"]:
        if block["type"] == "markdown":
            yield block["text"]
        for part in _parts(block):
            if part.get("type") == "mrkdwn":
                yield part["text"]


def _parts(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _parts(one)
    elif isinstance(value, Mapping):
        yield value
        for one in value.values():
            yield from _parts(one)


def _inline_rings(block: Message) -> Iterator[str]:
    for part in _parts(block):
        kind = part.get("type")
        if kind in ("user", "usergroup"):
            yield part[f"{kind}_id"]
        elif kind == "broadcast":
            yield part["range"]


def _lines(block: Message) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield from (_run(element) for element in block["elements"])
        return
    for part in _parts(block):
        if part.get("type") in ("plain_text", "mrkdwn", "markdown"):
            yield _readable(part["text"]) if part["type"] == "mrkdwn" else part["text"]
        if part.get("initial_value"):
            yield part["initial_value"]


def _run(element: Message) -> str:
    if element["type"] == "rich_text_list":
        return "\n".join(f"• {_run(item)}" for item in element["elements"])
    return "".join(_word(part) for part in element["elements"])


def _word(part: Message) -> str:
    kind = part["type"]
    if kind == "text":
        return str(part["text"])
    if kind == "link":
        return str(part.get("text") or part["url"])
    names = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}
    return f"@{part[names[kind]]}" if kind in names else ""


def _readable(text: str) -> str:
    plain = _LINK.sub(lambda link: link[2] or link[1], text)
    for mark, letter in _ESCAPED:
        plain = plain.replace(mark, letter)
    return plain
