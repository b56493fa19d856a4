"""Sends to the fake Teams, and says where conversations there are reached."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from adapters.chat.outgoing import Do, place_of
from adapters.delivery.model import Outcome, Outgoing, Sent, Waiting
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.sender import Sender
from adapters.teams.sending.stream import Shown
from tests.fakes.teams import TENANT, Teams, direct, object_id

HR = "19:hr@thread.tacv2"
GROUP = "19:lunch@thread.v2"
ANN = object_id(7)
CHAT = direct(ANN)
KINDS = {HR: "channel", GROUP: "groupChat", CHAT: "personal"}
HELLO = {"type": "message", "text": "Hello"}


@dataclass
class Out:
    """The way out; `heard` tells it where a conversation is."""

    teams: Teams
    connector: Connector
    addresses: Addresses
    ended: Mapping[str, Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sender = Sender(self.connector, self.addresses, self.ended.get)

    def heard(self, *channels: str, user: str = "", service: str = "emea") -> None:
        url = self.teams.service_url(service)
        for channel in channels:
            self.teams.channel(channel, members=[ANN], service=service)
            account = f"29:1{user}" if user else ""
            self.addresses.heard(channel, url, KINDS[channel], TENANT, user, account)

    def send(self, one: Outgoing, attempt: int = 1, *, unsure: bool = False) -> Outcome:
        return asyncio.run(self.sender.send(Waiting(1, one, attempt, unsure, datetime.now(UTC))))

    def post(self, channel: str, thread: str = "", **said: Any) -> Outcome:
        return self.send(post(channel, thread, **said))


def post(
    channel: str, thread: str = "", activity: Mapping[str, Any] = HELLO, **more: Any
) -> Outgoing:
    body = {"do": Do.POST, "channel": channel, "thread": thread, "activity": activity, **more}
    return Outgoing("teams", "key", channel, f"{channel}:{thread}", body)


def update(channel: str, name: str, activity: Mapping[str, Any]) -> Outgoing:
    body = {"do": Do.UPDATE, "channel": channel, "ts": name, "activity": activity}
    return Outgoing("teams", "key", channel, f"{channel}:{name}", body)


def named(outcome: Outcome) -> tuple[str, str]:
    """Return the conversation and the id of what was sent."""
    assert isinstance(outcome, Sent), outcome
    return place_of(outcome.ref)


def card(*texts: str, **more: Any) -> dict[str, Any]:
    """Return a message that is a card of these texts, with a button."""
    body = [{"type": "TextBlock", "text": text, "wrap": True} for text in texts]
    press = {"type": "Action.Submit", "title": "Claim", "data": {"policydesk": {"action": "claim"}}}
    content = {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": [press]}
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": content}], **more}
