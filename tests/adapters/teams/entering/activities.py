"""Activities as Teams sends them, for tests that need no Teams."""

from __future__ import annotations

from typing import Any

from adapters.teams.entering.payload import Activity

TENANT = "00000000-0000-4000-8000-000000000001"
ANN, BOB = (f"00000000-0000-4000-9000-00000000000{number}" for number in (1, 2))
BOT = "28:00000000-0000-4000-8000-0000000000aa"
PERSONAL, GROUP, CHANNEL = "a:1x", "19:g@thread.v2", "19:c@thread.tacv2"
_KINDS = {PERSONAL: "personal", GROUP: "groupChat", CHANNEL: "channel"}

Json = dict[str, Any]


def raw(channel: str = PERSONAL, root: str = "", **fields: Any) -> Json:
    """Return a message of Ann's to the bot, with these fields instead."""
    name = f"{channel};messageid={root}" if root else channel
    return {
        "type": "message",
        "id": "17",
        "channelId": "msteams",
        "serviceUrl": "https://smba.example/emea/",
        "from": {"id": "29:ann", "name": "Ann", "aadObjectId": ANN},
        "recipient": {"id": BOT, "name": "PolicyDesk"},
        "conversation": {
            "id": name,
            "conversationType": _KINDS[channel],
            "tenantId": TENANT,
        },
        "channelData": {"tenant": {"id": TENANT}},
        "text": "hi",
    } | fields


def activity(channel: str = PERSONAL, root: str = "", **fields: Any) -> Activity:
    """Return the same as the way in reads it."""
    return Activity.model_validate(raw(channel, root, **fields))


def mention(account: str = BOT, name: str = "PolicyDesk") -> Json:
    """Return the entity of a mention that stands in the text."""
    shown = {"id": account, "name": name}
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": shown}
