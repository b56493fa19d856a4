"""What a person sees of an activity: read with a Markdown parser that knows nothing of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.teams.showing.limits import MESSAGE as MOST
from tests.adapters.teams.showing.card_schema import MESSAGE
from tests.fakes.teams import limits

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_BLOCK = MarkdownIt("commonmark", {"html": False})
_PARAGRAPH = {"paragraph_open", "paragraph_close", "inline"}
_MARK = re.compile(r"\[(\d+)\](?!\()")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a text shows: its words, what of it can be pressed, whom it calls, how it is set."""

    words: str
    links: tuple[str, ...]
    called: tuple[str, ...]
    set_as: frozenset[str]


def seen(markdown: str, reader: MarkdownIt = _MARKDOWN) -> Seen:
    """Read a text. Raises AssertionError for what is more than paragraphs."""
    inside: list[Token] = []
    for token in reader.parse(markdown):
        assert token.type in _PARAGRAPH, f"{token.type} in {markdown!r}"
        inside += [*(token.children or ()), Token("softbreak", "", 0)]
    words = "".join(one.content if one.type == "text" else "\n" for one in inside if _read(one))
    links = tuple(str(one.attrs["href"]) for one in inside if one.type == "link_open")
    plain = {"text", "softbreak", "hardbreak", "link_open", "link_close", "html_inline"}
    tags = [one.content for one in inside if one.type == "html_inline"]
    assert set(tags) <= {"<at>", "</at>"}, tags
    called = tuple(re.findall(r"<at>(.*?)</at>", markdown))
    return Seen(words, links, called, frozenset(one.type for one in inside) - plain)


def seen_in_block(text: str) -> Seen:
    """Read the text of a TextBlock, as a client does that takes mentions out before."""
    read = seen(re.sub(r"</?at>", "", text), _BLOCK)
    return Seen(read.words, read.links, tuple(re.findall(r"<at>(.*?)</at>", text)), read.set_as)


def check(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the activity of what the outbox keeps, as Teams takes it."""
    assert set(payload) <= {"activity", "turn"}
    activity: Mapping[str, Any] = payload["activity"]
    size = len(str_of(activity).encode("utf-16-le"))
    assert size <= MOST
    limits.check(dict(activity))
    assert bool(activity.get("text")) != bool(activity.get("attachments"))
    for card in cards(activity):
        MESSAGE.validate(card)
    assert marks(activity) == {claim["position"] for claim in claims(activity)}
    return activity


def str_of(value: Any) -> str:
    """Return JSON as it is sent."""
    return json.dumps(value, ensure_ascii=False)


def cards(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one["content"] for one in activity.get("attachments", ())]


def root(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the entity that tells of citations and labels, {} where there is none."""
    found = [one for one in activity.get("entities", ()) if "schema.org" in one["type"]]
    return found[0] if found else {}


def claims(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(root(activity).get("citation", ()))


def marks(activity: Mapping[str, Any]) -> set[int]:
    """Return the numbers that Teams would take for citations in a text."""
    return {int(one) for one in _MARK.findall(activity.get("text", ""))}


def read(payloads: Any) -> str:
    """Return all words that are read in activities, in their order: texts, and cards but links."""
    return "\n".join(word for payload in payloads for word in _words(payload["activity"]))


def of_type(value: Any, *kinds: str) -> list[Mapping[str, Any]]:
    """Return the parts of a card of these types, in their order; a fallback is none."""
    if isinstance(value, Mapping):
        here = [value] if value.get("type") in kinds else []
        rest = (one for name, one in value.items() if name not in {"fallback", "data"})
        return [*here, *(part for one in rest for part in of_type(one, *kinds))]
    parts = value if isinstance(value, list) else []
    return [part for one in parts for part in of_type(one, *kinds)]


def _words(activity: Mapping[str, Any]) -> Iterator[str]:
    if "text" in activity:
        yield seen(activity["text"]).words
    for card in cards(activity):
        for block in of_type(card, "RichTextBlock"):
            yield "".join(run["text"] for run in block["inlines"])


def _read(token: Token) -> bool:
    return token.type in {"text", "softbreak", "hardbreak"}
