"""How a question ends → the citations that its asker is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.citing import citation, note
from bot.model import Citation
from bot.searching import Found
from bot.surroundings import Surroundings
from bot.understanding import Inquiry
from knowledge.library import Library
from knowledge.model import Passage

# Whether a document, in a revision on a day, is a ruling that may not hold any more.
Doubt = Callable[[str, int, date], bool]


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes citations, each with what its reader must know of it. Thread-safe."""

    library: Library
    surroundings: Surroundings
    doubtful: Doubt
    office: str

    def cite(self, found: Found, inquiry: Inquiry) -> tuple[Citation, ...]:
        """Return what is shown, best first, whole and with what it refers to."""
        revision, around = found.findings.result.revision, self.surroundings
        return tuple(
            citation(one, self._note(one.passage, inquiry, revision), around.referred(one))
            for one in found.findings.shown(found.ending, around.whole)
        )

    def _note(self, passage: Passage, inquiry: Inquiry, revision: int) -> str:
        told = note(passage, inquiry.viewer, inquiry.on, revision, self.library)
        if not self.doubtful(passage.clause.document, revision, inquiry.on):
            return told
        return "; ".join(filter(None, (told, wording.in_doubt(self.office))))
