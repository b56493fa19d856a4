"""One turn as it was, one ticket with its log, one conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.records import wording
from adapters.web.rendering import render, with_query
from adapters.web.roles import KEEPING, OFFICE
from adapters.web.visit import Visit
from bot.dialogue import Dialogues
from bot.record_search import ClauseThen, as_it_was
from bot.wording import since

_MESSAGES: Final = 100
# An officer who looks into a question or a ticket opens these, too.
_READERS: Final = OFFICE | KEEPING


@dataclass(frozen=True, slots=True)
class Showing:
    """Opens what is on record."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/records/turns/{turn:int}", get=self._turn, roles=_READERS),
            Page("/records/tickets/{ticket:int}", get=self._ticket, roles=_READERS),
            Page("/records/conversation", get=self._conversation, roles=_READERS),
        )

    def _turn(self, visit: Visit) -> Response:
        then = as_it_was(self.parts.database, visit.number("turn"))
        return render(
            visit,
            "records/turn.html",
            words=wording,
            then=then,
            source=_source,
            calls=_calls(then.writing or {}),
        )

    def _ticket(self, visit: Visit) -> Response:
        ticket = self.parts.assistant.tickets.show(visit.number("ticket"))
        return render(visit, "records/ticket.html", words=wording, ticket=ticket)

    def _conversation(self, visit: Visit) -> Response:
        name = visit.query("name")
        said = Dialogues(self.parts.database).said(name, _MESSAGES, visit.count("before", 0))
        if not said.entries:
            raise NotHere("There is no such conversation; it may have expired.")
        return render(
            visit,
            "records/conversation.html",
            words=wording,
            name=name,
            entries=said.entries,
            is_turn=lambda entry: hasattr(entry, "kept"),
            earlier=with_query(visit, before=said.earlier) if said.earlier else "",
            latest=with_query(visit, before=None) if visit.query("before") else "",
        )


def _source(clause: ClauseThen) -> str:
    """Return where a clause stood, in one line."""
    header = clause.header
    version = f"version {header.version}" if header and header.version else ""
    place = f"page {clause.page}" if clause.page else ""
    begun = since(header) if header else ""
    named = clause.number or (clause.headings[-1] if clause.headings else "")
    return " · ".join(filter(None, (named, clause.title, version, begun, place)))


def _calls(writing: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a language model was asked for, what came of it, and all that is on record."""
    titles = {"reading": "Rewording the question", "writing": "Wording the answer"}
    return [
        (titles.get(name, name), str(one.get("outcome", "")), _plain(one))
        for name, one in writing.items()
    ]


def _plain(row: Mapping[str, Any]) -> str:
    return json.dumps(row, indent=2, ensure_ascii=False)
