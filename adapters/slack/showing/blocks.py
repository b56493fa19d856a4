"""Block Kit, built so that only our own mark-up is ever mark-up. Pure.

Words go into `plain_text` and `rich_text`, which Slack shows letter by letter: `<!channel>`,
`*x*` and `:smile:` of a document, a question or a name stay letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]

# Control characters and halves of a surrogate pair show nothing, and Slack may refuse them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Up to the punctuation that ends the sentence around an address.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”|]+[^\s<>\"“”|.,;:!?)\]’']")
# Slack takes links of up to 3,000 characters; nobody needs one that long.
_LONGEST_ADDRESS = 1_000


@dataclass(frozen=True, slots=True)
class Posted:
    """What is posted: `blocks` are what is seen, `text` what a notification shows, escaped."""

    text: str
    blocks: tuple[Block, ...]


def escape(text: str) -> str:
    """Return text for mrkdwn in which nothing is a mention or a link.

    Stars, underscores and colons still format; where that matters, use the literal builders.
    """
    return _visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> Block:
    """Return a text object that is shown letter by letter."""
    return {"type": "plain_text", "text": _visible(text), "emoji": False}


def mrkdwn(text: str) -> Block:
    """Return a text object of our own mark-up; what comes from elsewhere must be escaped in it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def link(address: str, label: str) -> Block:
    """Return a text object that is a link; the address must be a safe one."""
    return mrkdwn(f"<{escape(address)}|{escape(label)}>")


def section(text: str | Block) -> Block:
    """Return a paragraph; a string is shown letter by letter."""
    return {"type": "section", "text": _object(text)}


def context(*texts: str | Block) -> Block:
    """Return small print; strings are shown letter by letter, empty ones left out."""
    return {"type": "context", "elements": [_object(text) for text in texts if text]}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def prose(text: str, *, bold: bool = False) -> Block:
    """Return a person's or the bot's words, letter by letter; web addresses can be pressed."""
    style = {"style": {"bold": True}} if bold else {}
    return _rich("rich_text_section", [part | style for part in _linked(_visible(text))])


def letters(text: str) -> Block:
    """Return words in which nothing can be pressed, letter by letter: a language model's."""
    return _rich("rich_text_section", [{"type": "text", "text": _visible(text)}])


def quote(text: str) -> Block:
    """Return a quote, letter by letter."""
    return _rich("rich_text_quote", [{"type": "text", "text": _visible(text)}])


def button(label: str, action: str, value: str, style: str = "") -> Block:
    """Return a button; `style` is "primary", "danger" or ""."""
    made = {"type": "button", "text": plain(label), "action_id": action, "value": value}
    return made | {"style": style} if style else made


def actions(*elements: Block) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def feedback(action: str, about: str, up: str, down: str) -> Block:
    """Return two thumbs, whose values are "ABOUT:up" and "ABOUT:down"; `up`, `down` say what of."""
    thumbs = {
        "type": "feedback_buttons",
        "action_id": action,
        "positive_button": {"text": plain(up), "value": f"{about}:up"},
        "negative_button": {"text": plain(down), "value": f"{about}:down"},
    }
    return {"type": "context_actions", "elements": [thumbs]}


def _rich(kind: str, elements: list[dict[str, Any]]) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}


def _linked(text: str) -> Iterator[dict[str, Any]]:
    """Yield text and links; a link shows its own address, so that none is disguised."""
    end = 0
    for found in _ADDRESS.finditer(text):
        if len(found[0]) > _LONGEST_ADDRESS:
            continue
        if before := text[end : found.start()]:
            yield {"type": "text", "text": before}
        yield {"type": "link", "url": found[0], "text": found[0]}
        end = found.end()
    if rest := text[end:]:
        yield {"type": "text", "text": rest}


def _object(text: str | Block) -> Block:
    return plain(text) if isinstance(text, str) else text


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text)
