"""What happens on a chat platform, as frozen values that fit into the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from adapters.delivery.model import Event


class How(StrEnum):
    """How a message reached the bot."""

    DIRECT = "direct"
    MENTION = "mention"
    # A message in a thread, without a mention: a follow-up, or somebody writing below a card.
    THREAD = "thread"
    COMMAND = "command"
    SHORTCUT = "shortcut"
    # The shortcut that gives a message to the office.
    FOR_OFFICE = "for office"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a platform: a channel, or a `thread` in it by its first message's name.

    `platform` is what the inbox calls it. `thread` is "" outside a thread, and always where the
    platform has none. `channel_type` is im for direct messages; elsewhere whatever the platform
    says.
    """

    platform: str
    team: str
    channel: str
    thread: str = ""
    channel_type: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who did it; `team` is their own, another one's where a channel is shared."""

    platform: str
    user: str
    team: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A message for the bot. `text` is plain: mark-up undone, the mention of the bot taken off.

    `ts` is the message's own name, by which a thread below it is called; "" where no thread can
    begin. `response_url` is where a command or shortcut may be answered for half an hour, ""
    elsewhere. `files` tells that files came with it; they aren't read. `others` are the people and
    groups that it mentions beside the bot.
    """

    who: Asker
    place: Place
    how: How
    text: str
    ts: str = ""
    response_url: str = ""
    files: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: `action` is one of `adapters.chat.actions`, `value` names what it is about.

    `message` is the name of the message it is on, "" on a form or an ephemeral one.
    """

    who: Asker
    place: Place
    action: str
    value: str
    message: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent: `form` is its name, `about` what was given to it.

    `values` are what was entered, by the name of each field: a text, several texts, or None.
    """

    who: Asker
    form: str
    about: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """The bot was added to a conversation, and is to say what it is for."""

    who: Asker
    place: Place


Happening = Asked | Pressed | Submitted | Opened
_KINDS: Mapping[str, type[Happening]] = {
    "asked": Asked,
    "pressed": Pressed,
    "submitted": Submitted,
    "opened": Opened,
}


def to_body(happening: Happening) -> dict[str, Any]:
    """Return what happened as JSON for the inbox, which knows the platform by itself."""
    kind = next(name for name, one in _KINDS.items() if isinstance(happening, one))
    fields = asdict(happening)
    for part in ("who", "place"):
        fields.get(part, {}).pop("platform", None)
    return {"kind": kind} | fields


def from_event(event: Event) -> Happening:
    """Return what `to_body` was given."""
    body, platform = event.body, event.platform
    fields = {name: value for name, value in body.items() if name != "kind"}
    fields["who"] = Asker(platform, **fields["who"])
    if "place" in fields:
        fields["place"] = Place(platform, **fields["place"])
    if "how" in fields:
        fields["how"] = How(fields["how"])
    if "others" in fields:
        fields["others"] = tuple(fields["others"])
    return _KINDS[body["kind"]](**fields)
