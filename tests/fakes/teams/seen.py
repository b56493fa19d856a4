"""What a person sees of a message or a form, and whom it rings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.teams import cards

Message = Mapping[str, Any]
_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\(<?(https?:[^)>\s]*)>?\)")
# Marks come in pairs and hug what they mark; one that stands alone is a letter.
_BOLD = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<![\s\\])\1")
_ITALIC = re.compile(r"(?<![\\\w])([*_])(?=\S)(.+?)(?<![\s\\])\1(?!\w)")
_CODE = re.compile(r"(?<!\\)(~~|`)(.+?)(?<!\\)\1")
_LINE_BEGINS = re.compile(r"^ {0,3}(?:>|#{1,6} ) ?", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MENTION = re.compile(r"</?at(?: [^>]*)?>")
_TAG = re.compile(r"</?(?:b|i|u|s|strong|em|strike|code|pre|p|br|div|span|blockquote)\b[^>]*>")


def shown(message: Message) -> str:
    """Return what stands there to read: the text, then the cards, a line a part; no mark-up."""
    activity = message["activity"]
    if not activity:
        return str(message["text"])
    plain = activity.get("textFormat") == "plain"
    text = message["text"] if plain else _read(message["text"])
    seen = cards.found(activity.get("attachments"))
    return "\n".join(line for line in (text, *_words(seen), *_labels(activity)) if line)


def form(view: Message) -> str:
    """Return what a form says: title, texts, labels, values that stand in it, choices."""
    return "\n".join((view["view"]["title"], *_words([view["view"]["card"]["content"]])))


def fields(view: Message) -> dict[str, dict[str, Any]]:
    """Return what a form asks for: each input by its label."""
    found = cards.inputs(view["view"]["card"]["content"])
    return {field.get("label") or field.get("title") or field["id"]: field for field in found}


def buttons(message: Message) -> dict[str, str]:
    """Return what can be pressed: the words on it, and what `presses` calls it.

    Thumbs are like and dislike; on an open form, what sends it.
    """
    if "view" in message:
        return _buttons([message["view"]["card"]["content"]])
    activity = message["activity"]
    found = _buttons(cards.found(activity.get("attachments")))
    if (activity.get("channelData") or {}).get("feedbackLoop"):
        found |= {"like": "like", "dislike": "dislike"}
    return found


def cited(message: Message) -> dict[int, str]:
    """Return the citations that Teams shows below a message: names by their number."""
    citations = [one for entity in _ai(message["activity"]) for one in entity.get("citation") or ()]
    return {claim["position"]: claim["appearance"]["name"] for claim in citations}


def rung(message: Message) -> set[str]:
    """Return who is rung by it: object ids, and conversations that are mentioned whole."""
    activity = message["activity"]
    found = [one["mentioned"] for one in _entities(activity, "mention")]
    found += [
        who for card in cards.found(activity.get("attachments")) for who in cards.mentioned(card)
    ]
    return {str(who["id"]).removeprefix("29:1") for who in found}


def _buttons(seen: list[dict[str, Any]]) -> dict[str, str]:
    pressed = [action for card in seen for action in cards.actions(card) if "title" in action]
    return {action["title"]: str(_carried(action) or action["title"]) for action in pressed}


def _carried(action: Message) -> Any:
    data = action.get("data")
    own = data.values() if isinstance(data, dict) else ()
    named = [one["action"] for one in own if isinstance(one, dict) and one.get("action")]
    return next(iter(named), action.get("verb") or action.get("url"))


def _words(seen: list[dict[str, Any]]) -> Iterator[str]:
    for card in seen:
        for part in cards.parts(card.get("body") or []):
            yield from _said(part)


def _said(part: Message) -> Iterator[str]:
    kind = part.get("type")
    if kind == "TextBlock":
        yield _plain(part["text"])
    elif kind == "RichTextBlock":
        yield "".join(run if isinstance(run, str) else run["text"] for run in part["inlines"])
    elif kind == "FactSet":
        yield from (f"{_plain(f['title'])} {_plain(f['value'])}" for f in part["facts"])
    elif str(kind).startswith("Input."):
        yield from _field(part)


def _field(part: Message) -> Iterator[str]:
    for name in ("label", "title", "placeholder", "value"):
        if part.get(name):
            yield str(part[name])
    yield from (choice["title"] for choice in part.get("choices", ()))


def _labels(activity: Message) -> Iterator[str]:
    """Yield what Teams writes beside a message: that AI made it, and how sensitive it is."""
    for entity in _ai(activity):
        if "AIGeneratedContent" in (entity.get("additionalType") or ()):
            yield "AI generated"
        if entity.get("usageInfo"):
            yield str(entity["usageInfo"]["name"])


def _ai(activity: Message) -> list[Message]:
    return _entities(activity, "https://schema.org/Message")


def _entities(activity: Message, kind: str) -> list[Message]:
    return [one for one in activity.get("entities") or () if one.get("type") == kind]


def _read(text: str) -> str:
    """Return the text of a message as it is read: Markdown and HTML, no marks, no escapes."""
    return _plain(_TAG.sub("", _CODE.sub(r"\2", _LINE_BEGINS.sub("", text))))


def _plain(text: str) -> str:
    """Return the Markdown of a card as it is read: bold, italic, links and mentions."""
    plain = _MENTION.sub("", _LINK.sub(r"\1", text))
    plain = _ITALIC.sub(r"\2", _BOLD.sub(r"\2", plain))
    return html.unescape(_ESCAPED.sub(r"\1", plain))
