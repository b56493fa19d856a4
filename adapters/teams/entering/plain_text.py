"""Teams's mark-up undone: what a person typed, as plain text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from adapters.teams.entering.payload import Entity
from adapters.teams.entering.values import Quoted

# Only tags that Teams itself writes; others were typed.
_TAG = re.compile(
    r"</?(?:a|at|attachment|b|blockquote|br|code|codeblock|div|em|emoji|h[1-6]|hr|i|img|li|ol|p|pre"
    r"|readonly|s|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|h[1-6]|tr|pre|blockquote)>", re.IGNORECASE)
_OF_PERSON = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>", re.IGNORECASE)
# What is a mention once its entities are undone was typed so, and rings nobody; it must not begin
# to when somebody shows it again.
_LOOKALIKE = re.compile(r"<+(?=/?at\b)", re.IGNORECASE)
# No database keeps half a character, and PostgreSQL no NUL.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_MENTION = "mention"
_ID = re.compile("[!-~]{1,500}")


def plain(text: str, taken_off: Iterable[str] = ()) -> str:
    """Return the text without mark-up, and without what mentions the bot as it stands there.

    A link is its words, a person's mention the name with @. Never raises.
    """
    for mention in filter(None, taken_off):
        text = text.replace(mention, " ")
    named = _OF_PERSON.sub(lambda found: "@" + found[1].strip(), text)
    typed = unescape(_TAG.sub("", _BREAK.sub("\n", named)))
    lines = _LOOKALIKE.sub("", _UNKEEPABLE.sub(" ", typed)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def mentions(entities: Iterable[Entity] | None, bot: str) -> bool:
    """Return whether the bot's account is mentioned."""
    return any(one.mentioned and one.mentioned.id == bot for one in _mentions(entities))


def of_bot(entities: Iterable[Entity] | None, bot: str) -> tuple[str, ...]:
    """Return how the bot's mentions stand in the text."""
    found = [one for one in _mentions(entities) if one.mentioned and one.mentioned.id == bot]
    return tuple(one.text or f"<at>{one.mentioned.name}</at>" for one in found if one.mentioned)


def others(entities: Iterable[Entity] | None, bot: str) -> tuple[str, ...]:
    """Return whom a message mentions beside the bot, each once.

    A person is called by their object id where Teams tells it, all else by the account's name.
    """
    found = (one.mentioned for one in _mentions(entities))
    named = (one.aad_object_id or one.id for one in found if one and one.id != bot)
    return tuple(dict.fromkeys(one for one in named if one and _ID.fullmatch(one)))


def of_bot_in(quoted: Quoted, bot: str) -> tuple[str, ...]:
    """Return how the bot stands mentioned in a message that is handed on."""
    app, text = bot.partition(":")[2], quoted.body.content or ""
    names = {one.mention_text for one in quoted.mentions or () if one.app == app}
    return tuple(one[0] for one in _OF_PERSON.finditer(text) if one[1] in names)


def _mentions(entities: Iterable[Entity] | None) -> Iterator[Entity]:
    return (one for one in entities or () if one.type == _MENTION)
