"""What the connector is answered: a status, and for an invoke what Teams then shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer over HTTP; None is an empty body."""

    status: int = 200
    body: Json | None = None


TAKEN = Reply()
# Also closes a dialog, and is what Teams wants to hear of thumbs.
CLOSED = Reply(body={})
# What a bot answers to an invoke that it doesn't know.
UNKNOWN = Reply(501)


def dialog(task: Json) -> Reply:
    """Return what opens a dialog, or shows another form in the one that is open."""
    return Reply(body={"task": {"type": "continue", "value": task}})


def told(text: str) -> Reply:
    """Return what says something in a dialog, instead of a form."""
    return Reply(body={"task": {"type": "message", "value": text}})


def card(text: str) -> Reply:
    """Return what says for a moment, below the card that was pressed, that it was heard."""
    kind = "application/vnd.microsoft.activity.message"
    return Reply(body={"statusCode": 200, "type": kind, "value": text})


def found(attachments: Sequence[Json]) -> Reply:
    """Return what was found from the compose box."""
    listed = {"type": "result", "attachmentLayout": "list", "attachments": list(attachments)}
    return Reply(body={"composeExtension": listed})


def found_nothing(text: str) -> Reply:
    """Return why there is nothing to choose from."""
    return Reply(body={"composeExtension": {"type": "message", "text": text}})
