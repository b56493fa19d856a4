"""What Teams takes of a message, and refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from tests.fakes.teams import card_rules, cards
from tests.fakes.teams.world import BOT, Json, Refused

# "Message size too large": with everything that belongs to it, in UTF-16, so two bytes a letter
# (learn.microsoft.com, "Format your bot messages").
LARGEST = 100 * 1024
# Citations, and what one may say (learn.microsoft.com, "Bot messages with AI-generated content").
_CITATIONS, _NAME, _ABSTRACT, _KEYWORDS, _KEYWORD = 20, 80, 160, 3, 28
MESSAGE = "https://schema.org/Message"
_ATTACHMENTS = 10
_FORMATS = ("plain", "markdown", "extendedmarkdown", "xml")
_PROMPTS = ("imBack", "Action.Submit", "Action.Compose")


def check(activity: Json) -> None:
    """Raise Refused where Teams doesn't take a message or typing activity."""
    if size(activity) > LARGEST:
        raise Refused(413, "MessageSizeTooBig", "Message size too large.")
    if activity.get("type") not in ("message", "typing"):
        raise bad(f"Unknown activity type {activity.get('type')}")
    if not isinstance(activity.get("text") or "", str):
        raise bad("text is no string")
    if activity["type"] == "message":
        _check_message(activity)


def size(activity: Json) -> int:
    """Return how large Teams takes an activity for, in bytes."""
    written = json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
    return len(written.encode("utf-16-le", "surrogatepass"))


def bad(why: str) -> Refused:
    return Refused(400, "BadSyntax", why)


def entities(activity: Json, kind: str) -> list[Json]:
    """Return the entities of a type at the root of an activity."""
    return [one for one in activity.get("entities") or () if one.get("type") == kind]


def _check_message(activity: Json) -> None:
    attachments = activity.get("attachments") or []
    if not (activity.get("text") or attachments):
        raise bad("Activity must include non empty text or attachments")
    if activity.get("textFormat", "markdown") not in _FORMATS:
        raise bad("Unknown textFormat")
    if len(attachments) > _ATTACHMENTS:
        raise bad("Too many attachments")
    for attachment in attachments:
        if not attachment.get("contentType"):
            raise bad("An attachment needs a contentType")
        if attachment["contentType"] == cards.CONTENT_TYPE:
            card_rules.check(attachment.get("content"))
    _check_citations(activity)
    _check_mentions(activity, cards.found(attachments))
    _check_channel_data(activity)
    _check_prompts(activity)


def _check_citations(activity: Json) -> None:
    found = entities(activity, MESSAGE)
    if len(found) > 1:
        raise bad("Only one root entity of type https://schema.org/Message is allowed")
    for message in found:
        if (message.get("@type"), message.get("@context")) != ("Message", "https://schema.org"):
            raise bad("The entity needs @type Message and @context https://schema.org")
        citations = message.get("citation") or []
        if len(citations) > _CITATIONS:
            raise bad("A message has at most 20 citations")
        _check_positions(citations, activity.get("text") or "")
        for claim in citations:
            _check_claim(claim)
        if message.get("usageInfo"):
            _check_usage(message["usageInfo"])


def _check_positions(citations: Iterable[Json], text: str) -> None:
    positions = [claim.get("position") for claim in citations]
    if len(set(positions)) != len(positions):
        raise bad("Positions of citations are unique")
    for position in positions:
        if not isinstance(position, int) or f"[{position}]" not in text:
            raise bad(f"There is no [{position}] in the text")


def _check_claim(claim: Json) -> None:
    shown = claim.get("appearance") or {}
    if claim.get("@type") != "Claim" or shown.get("@type") != "DigitalDocument":
        raise bad("A citation is a Claim with a DigitalDocument")
    name, abstract = shown.get("name"), shown.get("abstract")
    if not name or len(name) > _NAME:
        raise bad("The name of a citation has 1 to 80 characters")
    if not abstract or len(abstract) > _ABSTRACT:
        raise bad("The abstract of a citation has 1 to 160 characters")
    keywords = shown.get("keywords") or []
    if len(keywords) > _KEYWORDS or any(len(word) > _KEYWORD for word in keywords):
        raise bad("A citation has at most 3 keywords of 28 characters")
    if not re.match(r"https?://", shown.get("url", "https://")):
        raise bad("The url of a citation is a web address")
    if shown.get("usageInfo"):
        _check_usage(shown["usageInfo"])


def _check_usage(usage: Json) -> None:
    if usage.get("@type") != "CreativeWork" or not usage.get("name"):
        raise bad("usageInfo is a CreativeWork with a name")


def _check_mentions(activity: Json, found: list[Json]) -> None:
    for mention in entities(activity, "mention"):
        if mention.get("text") not in (None, "") and mention["text"] in (
            activity.get("text") or ""
        ):
            continue
        raise bad("The text of a mention must stand in the message")
    mentioned = [one.get("mentioned") or {} for one in entities(activity, "mention")]
    mentioned += [m for card in found for m in cards.mentioned(card)]
    if any(not one.get("id") or one["id"] == BOT for one in mentioned):
        raise bad("A mention names somebody")


def _check_channel_data(activity: Json) -> None:
    loop = (activity.get("channelData") or {}).get("feedbackLoop")
    if loop is not None and loop.get("type") not in ("default", "custom"):
        raise bad("feedbackLoop is default or custom")


def _check_prompts(activity: Json) -> None:
    for action in (activity.get("suggestedActions") or {}).get("actions") or ():
        if action.get("type") not in _PROMPTS or not action.get("title"):
            raise bad("A suggested action is imBack with a title")
