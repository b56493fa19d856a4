"""Blocks, messages and forms as Slack takes them, with its limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.elements import (
    FEEDBACK,
    ICON,
    ID,
    IMAGE,
    INPUTS,
    INTERACTIVE,
    PLAIN,
    RICH_TEXT,
)
from tests.fakes.slack.shapes import (
    Check,
    boolean,
    distinct,
    listed,
    one_of,
    shape,
    string,
    text,
    typed,
)
from tests.fakes.slack.world import Json, Refused

MESSAGE_BLOCKS, MESSAGE_CHARACTERS, MARKDOWN_CHARACTERS = 50, 13_200, 12_000
TEXT_CHARACTERS, VIEW_BLOCKS, VIEW_BYTES, METADATA_BYTES = 40_000, 100, 250_000, 16_000

_NAMED: dict[str, Check] = {"block_id": ID}
_IN_CONTEXT = typed({"image": IMAGE, PLAIN: text(3000, PLAIN), "mrkdwn": text(3000, "mrkdwn")})
_BOTH: dict[str, Check] = {
    "divider": shape(None, _NAMED),
    "header": shape({"text": text(150, PLAIN)}, _NAMED),
    "section": shape(
        None,
        _NAMED
        | {
            "text": text(3000),
            "fields": listed(text(2000), 10),
            "accessory": typed(INTERACTIVE | {"image": IMAGE}),
            "expand": boolean,
        },
        ("text", "fields"),
    ),
    "context": shape({"elements": listed(_IN_CONTEXT, 10)}, _NAMED),
    "actions": shape({"elements": distinct("action_id", listed(typed(INTERACTIVE), 25))}, _NAMED),
    "image": shape(
        {"alt_text": string(2000)},
        _NAMED | {"image_url": string(3000), "title": text(2000, PLAIN)},
    ),
    "rich_text": shape({"elements": listed(RICH_TEXT, 1000)}, _NAMED),
    "input": shape(
        {"label": text(2000, PLAIN), "element": typed(INPUTS)},
        _NAMED | {"hint": text(2000, PLAIN), "optional": boolean, "dispatch_action": boolean},
    ),
}
_IN_MESSAGES = _BOTH | {
    "markdown": shape({"text": string(MARKDOWN_CHARACTERS)}, _NAMED),
    "context_actions": shape(
        {"elements": listed(typed({"feedback_buttons": FEEDBACK, "icon_button": ICON}), 5)}, _NAMED
    ),
}


def _blocks(kinds: Mapping[str, Check], longest: int, shortest: int) -> Check:
    return distinct("block_id", listed(typed(kinds), longest, shortest))


_MESSAGE = _blocks(_IN_MESSAGES, MESSAGE_BLOCKS, 0)
_VIEW = shape(
    {"type": one_of("modal"), "title": text(24, PLAIN), "blocks": _blocks(_BOTH, VIEW_BLOCKS, 1)},
    {
        "submit": text(24, PLAIN),
        "close": text(24, PLAIN),
        "private_metadata": string(3000, 0),
        "callback_id": string(255),
        "external_id": string(255),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)


def check_message(body: Json) -> None:
    """Refuse what Slack wouldn't post: its text, blocks and metadata."""
    written, blocks = body.get("text") or "", body.get("blocks") or []
    if not written and not blocks:
        raise Refused("no_text")
    if len(written) > TEXT_CHARACTERS:
        raise Refused("msg_too_long")
    if faults := list(_MESSAGE(blocks, "/blocks")):
        _refuse("invalid_blocks", faults)
    if sum(map(len, words(blocks))) > MESSAGE_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    markdown = [block["text"] for block in blocks if block["type"] == "markdown"]
    if sum(map(len, markdown)) > MARKDOWN_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    _check_metadata(body.get("metadata"))


def check_view(view: Any) -> None:
    """Refuse a form that Slack wouldn't show."""
    faults = list(_VIEW(view, "/view"))
    if isinstance(view, dict) and "submit" not in view and _asks(view):
        faults.append("must have submit when there are input blocks [/view]")
    if faults:
        _refuse("invalid_arguments", faults)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")


def words(value: Any) -> Iterator[str]:
    """Yield every text that a reader sees."""
    if isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and name in ("text", "alt_text"):
                yield one
            elif isinstance(one, dict | list):
                yield from words(one)


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each element that can be pressed or filled in, with its block."""
    for block in blocks:
        lone = (block.get("accessory"), block.get("element"))
        for element in (*block.get("elements", ()), *lone):
            if element and "action_id" in element:
                yield block, element


def completed(blocks: list[Json], name: Any) -> list[Json]:
    """Return the blocks with the ids that Slack gives to those without."""
    named = [{"block_id": name("b")} | block for block in blocks]
    return [_with_action_ids(block, name) for block in named]


def _with_action_ids(block: Json, name: Any) -> Json:
    if block["type"] not in ("actions", "context_actions"):
        return block
    return block | {"elements": [{"action_id": name("a")} | one for one in block["elements"]]}


def _asks(view: Json) -> bool:
    blocks = view.get("blocks")
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )


def _check_metadata(given: Any) -> None:
    if given is None:
        return
    if not isinstance(given, dict) or not given.get("event_type"):
        raise Refused("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(given)) > METADATA_BYTES:
        raise Refused("metadata_too_large")


def _refuse(error: str, faults: list[str]) -> None:
    raise Refused(error, errors=faults, response_metadata={"messages": faults})
