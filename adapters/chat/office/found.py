"""What the bot found for a ticket, as far as a viewer may see it today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.tickets import Ticket
from knowledge.access import open_to
from knowledge.model import Passage, Viewer
from knowledge.serving import Serving


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses of a ticket: what was cited first, then what else came near.

    `hidden` counts those that the viewer may not see, `changed` those that aren't in force any
    more as they were found.
    """

    passages: tuple[Passage, ...] = ()
    hidden: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Finds:
    """Reads again what was found; nothing that a ticket keeps is shown unread."""

    library: Serving
    today: Callable[[], date]

    def of(self, ticket: Ticket, viewer: Viewer) -> Found:
        """Return the clauses of a ticket that the viewer may read today, word for word."""
        rows = _rows(ticket.decision)
        live = self.library.live()
        if live is None:
            return Found(changed=len(rows))
        keys = [row["key"] for row in rows]
        known = self.library.lookup(live, keys, viewer, self.today())
        shown = [Passage(*known[key], 0.0, 0.0, 0.0) for key in keys if key in known]
        gone = [row for row in rows if row["key"] not in known]
        hidden = sum(1 for row in gone if not open_to(frozenset(row["groups"]), viewer))
        return Found(tuple(shown), hidden, len(gone) - hidden)


def _rows(decision: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return what was found, each clause once."""
    found = [*decision.get("citations", ()), *decision.get("passages", ())]
    return list({row["key"]: row for row in found}.values())
