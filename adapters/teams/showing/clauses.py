"""A clause as a result in the compose box: what one picks it by, and the card that is sent. Pure.

The card is sent by a person, so that nothing of ours can be pressed on it but the link ("Respond to
search command").
"""

from __future__ import annotations

from typing import Any

from adapters.chat.content import Cited
from adapters.chat.showing.splitting import shortened
from adapters.teams.showing import elements, parts
from adapters.teams.showing.limits import ABSTRACT, NAME
from adapters.teams.showing.text import plain

_PREVIEW = "application/vnd.microsoft.card.thumbnail"


def result(cited: Cited) -> dict[str, Any]:
    """Return a result as an attachment: the clause, whole, with its preview."""
    name = shortened(plain(cited.name or cited.origin), NAME)
    begins = shortened(plain(cited.text), ABSTRACT)
    body = [*elements.words(cited.name, bold=True), *parts.cited(cited, marked=False)]
    preview = {"contentType": _PREVIEW, "content": {"title": name, "text": begins}}
    return elements.card(body, f"{cited.name}: {cited.text}") | {"preview": preview}
