"""The entity of a message that tells what it cites, who wrote it and who may read it. Pure.

Shapes and limits are Microsoft's ("Bot messages with AI-generated content"): one root entity a
message; at most 20 citations, each matching a [n] in its text; a citation's label of sensitivity
has the id of the message's. The AI label stands on a language model's words alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.chat.content import Cited
from adapters.chat.showing.splitting import shortened
from adapters.teams import wording
from adapters.teams.showing.limits import ABSTRACT, ADDRESS, NAME
from adapters.teams.showing.text import visible, web_address

_WRITTEN = "AIGeneratedContent"
_RESTRICTED: Mapping[str, str] = {
    "@type": "CreativeWork",
    "@id": "restricted",
    "name": wording.RESTRICTED,
    "description": wording.RESTRICTED_WHY,
}


def root(cites: Sequence[Cited], *, written: bool, restricted: bool) -> Mapping[str, Any] | None:
    """Return the entity; None where there is nothing to tell."""
    told = {
        "additionalType": [_WRITTEN] if written else [],
        "citation": [claim(one) for one in cites],
        "usageInfo": dict(_RESTRICTED) if restricted else {},
    }
    if not any(told.values()):
        return None
    kind = {"type": "https://schema.org/Message", "@type": "Message"}
    kept = {name: value for name, value in told.items() if value}
    return kind | {"@context": "https://schema.org"} | kept


def claim(cited: Cited) -> Mapping[str, Any]:
    """Return a citation: what one reads who presses its number."""
    name = shortened(_line(cited.name) or _line(cited.origin) or str(cited.rank), NAME)
    address = web_address(cited.address)
    appearance: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": name,
        "abstract": shortened(_line(cited.text) or name, ABSTRACT),
    }
    if address and len(address) <= ADDRESS:
        appearance["url"] = address
    if cited.restricted:
        appearance["usageInfo"] = dict(_RESTRICTED)
    return {"@type": "Claim", "position": cited.rank, "appearance": appearance}


def _line(text: str) -> str:
    return " ".join(visible(text).split())
