"""Slack's mark-up undone: what a person typed, as plain text. Pure."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<([^<>]*)>")
# People, groups of people, and all who are there.
_MENTION = re.compile(r"<(?:@|!subteam\^|!(?=here|channel|everyone))([^<>|]*)(?:\|[^<>]*)?>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
# What looks like a mention once its entities are undone was typed so, and rings nobody; it must
# not begin to when somebody shows it again.
_LOOKALIKE = re.compile(r"<+(?=[@#!])")
# No database keeps half a character, and PostgreSQL no NUL.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_NAMELESS = {"@": "a colleague", "#": "a channel", "!": "a group"}


def plain(text: str, bot: str = "") -> str:
    """Return the text without mark-up, and without the mention of the bot's user.

    A link is its words, or its address where it has none; a person, a channel or a group is its
    name as Slack wrote it, else only that it is one. Never raises.
    """
    without = re.sub(rf"<@{re.escape(bot)}(\|[^<>]*)?>", " ", text) if bot else text
    shown = _TOKEN.sub(_undone, _UNKEEPABLE.sub(" ", without))
    typed = _ENTITY.sub(lambda found: _ENTITIES[found[1]], shown)
    lines = _LOOKALIKE.sub("", typed).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def mentions(text: str, user: str) -> bool:
    """Return whether a text in Slack's mark-up mentions a user."""
    return f"<@{user}>" in text or f"<@{user}|" in text


def others(text: str, bot: str) -> tuple[str, ...]:
    """Return whom a text in Slack's mark-up mentions beside the bot's user, each once."""
    found = dict.fromkeys(mention[1] for mention in _MENTION.finditer(text))
    return tuple(one for one in found if one != bot)


def _undone(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    kind = target[:1]
    if kind not in _NAMELESS:
        return label or target.removeprefix("mailto:").removeprefix("tel:")
    if label:
        # A date brings its own fallback, a group its @.
        return label if kind == "!" else kind + label.removeprefix(kind)
    special = target in ("!here", "!channel", "!everyone")
    return "@" + target[1:] if special else _NAMELESS[kind]
