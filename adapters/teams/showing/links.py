"""Links to messages in Teams. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from adapters.chat.outgoing import place_of

# Where each cloud's Teams is, by Microsoft's "Deep links" and its pages for US government.
_WEB: Mapping[str, str] = {
    "public": "https://teams.microsoft.com",
    "gcc-high": "https://gov.teams.microsoft.us",
    "dod": "https://dod.teams.microsoft.us",
}


def link(ref: str, cloud: str, tenant: str) -> str:
    """Return the address of a channel's message by its reference, "" where there is none."""
    if not ref:
        return ""
    channel, message = (quote(part, safe="") for part in place_of(ref))
    of = urlencode({"tenantId": tenant}) if tenant else ""
    return f"{_WEB[cloud]}/l/message/{channel}/{message}" + (f"?{of}" if of else "")
