"""What happens in Slack, as frozen values that fit into the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


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
    """Where in Slack: `thread` is the first message's timestamp ("" outside one).

    `channel_type` is im, mpim, channel or group, "" where Slack doesn't say.
    """

    team: str
    channel: str
    thread: str = ""
    channel_type: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who did it; `team` is their own workspace, another one's where a channel is shared."""

    user: str
    team: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A message for the bot. `text` is plain: mark-up undone, the mention of the bot taken off.

    `ts` is the message's own timestamp. `response_url` is where a command or shortcut may be
    answered for half an hour, "" elsewhere. `files` tells that files came with it; they aren't
    read. `others` are the people and groups that it mentions beside the bot.
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
    """A button: `action` is one of `adapters.slack.actions`, `value` names what it is about.

    `message` is the timestamp of the message it is on, "" on a view or an ephemeral one.
    """

    who: Asker
    place: Place
    action: str
    value: str
    message: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent: `form` is its callback, `about` its private metadata.

    `values` are what was entered, by the action of each field.
    """

    who: Asker
    form: str
    about: str
    values: Mapping[str, Any]


Happening = Asked | Pressed | Submitted
_KINDS: Mapping[str, type[Happening]] = {"asked": Asked, "pressed": Pressed, "submitted": Submitted}


def to_body(happening: Happening) -> dict[str, Any]:
    """Return what happened as JSON for the inbox."""
    kind = next(name for name, one in _KINDS.items() if isinstance(happening, one))
    return {"kind": kind} | asdict(happening)


def from_body(body: Mapping[str, Any]) -> Happening:
    """Return what `to_body` was given."""
    fields = {name: value for name, value in body.items() if name != "kind"}
    fields["who"] = Asker(**fields["who"])
    if "place" in fields:
        fields["place"] = Place(**fields["place"])
    if "how" in fields:
        fields["how"] = How(fields["how"])
    if "others" in fields:
        fields["others"] = tuple(fields["others"])
    return _KINDS[body["kind"]](**fields)
