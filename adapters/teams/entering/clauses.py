"""The search from the compose box: clauses that everybody may read, as they are in force today.

What somebody chooses there is put before whoever reads the chat; so nobody's groups count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.chat.content import Cited
from adapters.chat.model import Asker
from adapters.chat.people.readers import Readers
from adapters.chat.showing.answer import cited
from bot import wording
from bot.assistant import Assistant
from bot.citing import citation, note
from bot.surroundings import Whole
from knowledge.model import Passage, SearchResult, Viewer

_MOST = 8
_EVERYBODY = Viewer()


@dataclass(frozen=True, slots=True)
class Clauses:
    """Finds clauses for anybody. Thread-safe."""

    assistant: Assistant
    readers: Readers

    def closed_to(self, who: Asker, team: str) -> str:
        """Return why nothing is searched for somebody in a tenant's chats, "" where it is.

        They are a stranger whom nothing is shown, or the service is switched off.
        """
        if refusal := self.readers.refusal(who, team):
            return refusal
        off = self.assistant.switched_off()
        return self.assistant.off(off) if off else ""

    def search(self, text: str) -> tuple[Cited, ...]:
        """Return up to eight clauses, best first, each whole and with what belongs to it.

        Raises KnowledgeError when the catalog or index can't be used.
        """
        today = self.assistant.today()
        result = self.assistant.library.search([(text, 1.0)], _EVERYBODY, today, _MOST)
        return tuple(self._cited(result))

    def _cited(self, result: SearchResult) -> Iterator[Cited]:
        for rank, found in enumerate(self._whole(result.passages), start=1):
            told = self._note(found.passage, result.revision)
            refers = self.assistant.surroundings.referred(found)
            yield cited(citation(found, told, refers), rank)

    def _whole(self, passages: Iterable[Passage]) -> Iterator[Whole]:
        """Yield each passage with what belongs to it, and each clause once."""
        shown: set[str] = set()
        for found in map(self.assistant.surroundings.whole, passages):
            ids = {found.passage.clause.id, *(item.id for item in found.items)}
            if shown.isdisjoint(ids):
                shown |= ids
                yield found

    def _note(self, passage: Passage, revision: int) -> str:
        today, library = self.assistant.today(), self.assistant.library
        told = note(passage, _EVERYBODY, today, revision, library)
        if not self.assistant.doubtful(passage.clause.document, revision, today):
            return told
        in_doubt = wording.in_doubt(self.assistant.settings.office)
        return "; ".join(filter(None, (told, in_doubt)))
