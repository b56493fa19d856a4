"""Clauses for a reply: what the bot found for a ticket, and what an officer looks for.

Officers may read all documents. Whether the asker may is for them to know; so a clause that not
everybody may read says who may.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat.office.found import Finds
from adapters.web.links import clause_link
from bot import wording
from bot.assistant import Assistant
from bot.citing import citation
from bot.model import Citation
from bot.tickets import Ticket
from knowledge.model import Passage, Viewer

_MOST = 10


@dataclass(frozen=True, slots=True)
class Offered:
    """A clause to answer with: whole, with the items of its list.

    `key` names it as it stands, `source` is what it is called, `to` where it is read, `readers`
    the groups that may read it (none: everybody).
    """

    key: str
    words: str
    source: str
    to: str
    note: str
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bot found for a ticket; `changed` counts what isn't in force any more as it was."""

    clauses: tuple[Offered, ...]
    changed: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """Finds clauses and reads them again as they are today. Thread-safe."""

    assistant: Assistant

    def found(self, ticket: Ticket) -> Shown:
        """Return what was found for a ticket, the cited first, each once as it is quoted."""
        decision = ticket.decision
        rows = (*decision.get("citations", ()), *decision.get("passages", ()))
        groups = frozenset(group for row in rows for group in row["groups"])
        finds = Finds(self.assistant.library, self.assistant.today)
        found = finds.of(ticket, Viewer(groups))
        return Shown(self._offered(found.passages), found.changed)

    def search(self, text: str) -> tuple[Offered, ...]:
        """Return the clauses in force that fit the words best. Raises KnowledgeError."""
        today = self.assistant.today()
        found = self.assistant.library.search([(text, 1.0)], self._everybody(), today, _MOST)
        return self._offered(found.passages)

    def quoted(self, key: str) -> str:
        """Return a clause with where it is from, as a reply quotes it; "" if it isn't in force."""
        library, today = self.assistant.library, self.assistant.today()
        live = library.live()
        if live is None:
            return ""
        known = library.lookup(live, [key], self._everybody(), today)
        if key not in known:
            return ""
        return wording.from_clause(self._whole(Passage(*known[key], 0.0, 0.0, 0.0)))

    def _everybody(self) -> Viewer:
        listed = self.assistant.library.documents()
        return Viewer(frozenset(group for one in listed for group in one.groups))

    def _whole(self, passage: Passage) -> Citation:
        whole = self.assistant.surroundings.whole(passage)
        return citation(whole, wording.for_whom(whole.passage))

    def _offered(self, passages: tuple[Passage, ...]) -> tuple[Offered, ...]:
        offered: dict[str, Offered] = {}
        for passage in passages:
            one = self._whole(passage)
            # Items of one list are quoted alike.
            offered.setdefault(one.passage.clause.key, _offered(passage.clause.key, one))
        return tuple(offered.values())


def _offered(key: str, one: Citation) -> Offered:
    clause, version = one.passage.clause, one.passage.version
    return Offered(
        key=key,
        words=wording.quoted_words(one),
        source=wording.source(clause, version.header),
        to=clause_link(version.id, clause.id),
        note=one.note,
        readers=tuple(sorted(version.header.groups)),
    )
