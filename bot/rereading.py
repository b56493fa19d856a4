"""A decision on record, with its clauses read again as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.kept import Kept
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.surroundings import Surroundings, Whole
from bot.writing import Call, Outcome, Writing
from knowledge.access import open_to
from knowledge.errors import UnknownRevision
from knowledge.library import Library
from knowledge.model import Passage, Viewer


@dataclass(frozen=True, slots=True)
class Rereading:
    """Makes decisions of turns on record. Thread-safe."""

    library: Library
    surroundings: Surroundings

    def decision(self, kept: Kept) -> Decision:
        """Return what was decided, as its asker was told it.

        The citations are those of then, with the words of then; none where the knowledge base
        doesn't have them all any more. What the record doesn't hold (passages, features, when an
        answer is due, what a language model wrote) isn't in it; `writer` is.
        """
        row = kept.decision
        return Decision(
            kind=Kind(row["kind"]),
            reason=Reason(row["reason"]),
            band=Band(row["band"]),
            text=row["text"],
            confidence=row["confidence"],
            citations=self._citations(kept),
            options=tuple(row["options"]),
            ticket=row["ticket"],
            turn=kept.turn,
            writing=_writing(row["writer"]),
        )

    def _citations(self, kept: Kept) -> tuple[Citation, ...]:
        rows = kept.decision["citations"]
        if not rows or kept.revision is None or kept.on is None:
            return ()
        keys = [key for row in rows for key in _keys(row)]
        try:
            found = self.library.lookup(kept.revision, keys, kept.viewer, kept.on)
        except UnknownRevision:
            return ()
        if len(found) < len(set(keys)):
            return ()
        return tuple(self._citation(row, found) for row in rows)

    def _citation(self, row: Mapping[str, Any], found: Mapping[str, tuple[Any, Any]]) -> Citation:
        (clause, version), *items = (found[key] for key in _keys(row))
        passage = Passage(clause, version, row["score"], 0.0, 0.0)
        whole = Whole(passage, tuple(item for item, _ in items))
        refers = self.surroundings.referred(whole)
        return Citation(passage, row["quote"], row["note"], whole.items, refers)


def open_still(kept: Kept, viewer: Viewer) -> bool:
    """Whether somebody may read, by their groups of today, all that a turn's answer rests on."""
    cited = kept.decision["citations"]
    return all(open_to(frozenset(row["groups"]), viewer) for row in cited)


def _keys(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["key"]
    yield from (item["key"] for item in row["items"])


def _writing(writer: str) -> Writing | None:
    if not writer:
        return None
    return Writing(Outcome.WRITTEN, call=Call("writing", writer, prompt="", sent=""))
