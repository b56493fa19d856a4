"""A revision's clauses as they are on file: what a bot is held against, whatever it says itself."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from evals.model import Case, Gold, Wanted
from evals.reference import Resolved
from evals.restricted import Restricted
from evals.sheet import Sheet
from evals.staleness import because
from knowledge.access import may
from knowledge.catalog.documents import Documents
from knowledge.catalog.history import History
from knowledge.library import Library
from knowledge.model import Clause, Version, Viewer
from knowledge.revisions import Placement


class Corpus:
    """Implements `evals.reference.Reference`; reads the catalog, and nothing that was derived.

    What it keeps in memory grows with the documents that are asked about, not with the cases.
    """

    def __init__(self, library: Library, revision: int) -> None:
        """Raise UnknownRevision for one that doesn't exist."""
        self.revision = revision
        self._placements = History(library.database).finished(revision)
        self._documents = Documents(library.database)
        self._by_id = {one.version.id: one for one in self._placements}
        self._by_name: defaultdict[str, list[Placement]] = defaultdict(list)
        for one in self._placements:
            for name in {one.version.path, one.filed.document}:
                self._by_name[name].append(one)
        self._sheets: dict[str, Sheet] = {}

    @property
    def digest(self) -> str:
        """What tells these documents, with readers and dates, from any others (SHA-256)."""
        lines = sorted(_identity(one.version) for one in self._placements)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def on_file(self, version: Version) -> Version:
        """Return the version with the dates that hold in the revision; unknown ones as they are."""
        placed = self._by_id.get(version.id)
        return version if placed is None else placed.version

    def says(self, quote: str, clause: Clause, version: Version) -> bool:
        """Whether the clause has these words, in that version and in this revision."""
        placed = self._by_id.get(version.id)
        return placed is not None and self._sheet(placed).says(quote, clause)

    def leaked(self, text: str, viewer: Viewer) -> tuple[str, ...]:
        """Return the restricted clauses that stand in the text word for word.

        Those count that the viewer may not read, and that stand in nothing they may read.
        """
        return self._restricted.leaked(text, viewer)

    def resolved(self, case: Case, on: date) -> Resolved:
        """Return which clauses the asker may read that day the gold means, and which means none.

        A forbidden clause that no version on file has is stale too: it forbids nothing.
        """
        stale: list[Gold] = []
        unmeetable: list[int] = []
        wanted: list[Wanted] = []
        for place, requirement in enumerate(case.gold):
            found = [(gold, self._meant(gold, case.viewer, on)) for gold in requirement]
            stale += [gold for gold, clause in found if clause is None]
            first = next((one for _, one in found if one is not None), None)
            if first is None:
                unmeetable.append(place)
            else:
                wanted.append(_wanted(place, *first))
        stale += [gold for gold in case.forbidden_clauses if not self._known(gold)]
        return Resolved(tuple(stale), tuple(unmeetable), tuple(wanted))

    def because(self, gold: Gold, viewer: Viewer, on: date) -> str:
        """Return in words why no clause that the viewer may read that day is what gold means."""
        versions = [(one.version, self._sheet(one)) for one in self._by_name.get(gold.document, ())]
        return because(gold, viewer, on, versions, sorted(self._by_name))

    def _meant(self, gold: Gold, viewer: Viewer, on: date) -> tuple[Clause, Version] | None:
        for placed in self._by_name.get(gold.document, ()):
            version = placed.version
            if gold.version in {"", version.header.version} and may(viewer, version.header, on):
                clause = self._sheet(placed).find(gold)
                if clause is not None:
                    return clause, version
        return None

    def _known(self, gold: Gold) -> bool:
        """Whether any version that the gold may mean has it, whoever may read that, and when."""
        return any(
            self._sheet(placed).find(gold) is not None
            for placed in self._by_name.get(gold.document, ())
            if gold.version in {"", placed.version.header.version}
        )

    def _sheet(self, placed: Placement) -> Sheet:
        name = placed.version.id
        if name not in self._sheets:
            self._sheets[name] = Sheet(self._documents.clauses(placed.filed.serial))
        return self._sheets[name]

    @cached_property
    def _restricted(self) -> Restricted:
        return Restricted(self._versions)

    def _versions(self) -> Iterator[tuple[Version, Sheet]]:
        for placed in self._placements:
            yield placed.version, self._sheet(placed)


def _wanted(place: int, clause: Clause, version: Version) -> Wanted:
    text = f"{clause.lead_in} {clause.text}".strip()
    return Wanted(place, version.path, clause.number, text)


def _identity(version: Version) -> str:
    header = version.header
    return f"{version.id} {header.effective_from} {header.effective_to} {sorted(header.groups)}"
