"""Rulings as a revision holds them, and whether the clauses that they interpret still stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from bot.rulings.model import Concern, Interpreted, Ruling, Source, Why
from bot.rulings.page import Noted, is_ruling, noted, number_of
from bot.wording import name
from knowledge.errors import UnknownDocument
from knowledge.model import Clause
from knowledge.report import Shown
from knowledge.serving import Serving

# The live revision and drafts under test, on the day before midnight and on the day after.
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class RulingReading:
    """Reads the rulings of a knowledge base. What they are stands in their documents."""

    library: Serving

    def of(self, revision: int | None, on: date) -> tuple[Ruling, ...]:
        """Return a revision's rulings, by number. Raises UnknownRevision."""
        if revision is None:
            return ()
        listed = self.library.documents(revision, on)
        names = sorted({one.document for one in listed if is_ruling(one.document)})
        found = (self._ruling(name, revision, on) for name in names)
        return tuple(sorted((one for one in found if one), key=lambda one: one.number))

    def page(
        self, revision: int | None, on: date, most: int, before: int = 0
    ) -> tuple[Ruling, ...]:
        """Return the latest of a revision's rulings, with numbers below `before` unless it is 0.

        They are `most` at most, the newest first. Raises UnknownRevision.
        """
        if revision is None:
            return ()
        listed = {number_of(one.document): one for one in self.library.documents(revision, on)}
        numbers = sorted((n for n in listed if n and (not before or n < before)), reverse=True)
        found = (self._ruling(listed[number].document, revision, on) for number in numbers)
        return tuple(islice((one for one in found if one), most))

    def noted(self, shown: Shown) -> Noted | None:
        """Return what a document tells of the ruling that it is, None where it is another one."""
        version = shown.version
        return noted(version.path, self.library.original(version.digest))

    def sources(
        self, places: Iterable[tuple[str, str]], revision: int, on: date
    ) -> dict[str, Source]:
        """Return the clauses that are in force, by id; `places` are ids with their documents."""
        wanted = tuple(places)
        found: dict[str, Source] = {}
        for document in dict.fromkeys(document for _, document in wanted):
            for one in self._in_force(document, revision, on):
                found[one.clause.id] = one
        return {clause: found[clause] for clause, _ in wanted if clause in found}

    def _in_force(self, document: str, revision: int, on: date) -> Iterator[Source]:
        try:
            shown = self.library.show(document, revision, on)
        except UnknownDocument:
            return
        if shown.version.in_force(on):
            yield from (Source(clause, shown.version) for clause in shown.clauses)

    def _ruling(self, document: str, revision: int, on: date) -> Ruling | None:
        shown = self.library.show(document, revision, on)
        told = self.noted(shown)
        if told is None:
            return None
        header = shown.version.header
        interprets = told.interpreted()
        return Ruling(
            number=told.ticket,
            document=document,
            text="\n".join(clause.text for clause in shown.clauses),
            question=next((asked for _, (asked, *_) in header.questions), ""),
            who=told.who,
            since=header.effective_from,
            expires=header.effective_to,
            in_force=shown.version.in_force(on),
            groups=header.groups,
            interprets=interprets,
            flagged=tuple(self._concerns(interprets, header.groups, revision, on)),
            said=told.said,
        )

    def _concerns(
        self,
        interprets: tuple[Interpreted, ...],
        groups: frozenset[str],
        revision: int,
        on: date,
    ) -> Iterator[Concern]:
        places = ((one.clause, one.document) for one in interprets)
        sources = self.sources(places, revision, on)
        for one in interprets:
            source = sources.get(one.clause)
            if source is None:
                yield Concern(one, Why.GONE)
            elif digest(source.clause) != one.digest:
                yield Concern(one, Why.CHANGED)
            elif (may := source.version.header.groups) and not (groups and groups <= may):
                yield Concern(one, Why.RESTRICTED)


class Doubtful:
    """Tells rulings that are flagged; all of a revision's are looked at once a day. Thread-safe."""

    def __init__(self, reading: RulingReading) -> None:
        self._flagged = lru_cache(_REMEMBERED)(
            lambda revision, on: frozenset(
                one.document for one in reading.of(revision, on) if one.flagged
            )
        )

    def __call__(self, document: str, revision: int, on: date) -> bool:
        """Return whether a document is such a ruling. Raises UnknownRevision."""
        return is_ruling(document) and document in self._flagged(revision, on)


def interpreted(source: Source) -> Interpreted:
    """Return a clause as it stands now."""
    clause, header = source.clause, source.version.header
    return Interpreted(clause.id, clause.document, name(clause), header.title, digest(clause))


def digest(clause: Clause) -> str:
    """Return the digest of a clause's words; its page and its number's style don't enter it."""
    words = f"{clause.lead_in}\n{clause.text}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]
