"""A document as its pages need it: what is live, what a draft makes of it, its versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.web.documents import targets
from adapters.web.documents.fields import named
from adapters.web.errors import NotHere
from knowledge.catalog.holdings import Held
from knowledge.comparison import HeaderChange, compare_headers
from knowledge.library import Library
from knowledge.model import Version
from knowledge.register import Change, Entry, Standing
from knowledge.revisions import Filed


@dataclass(frozen=True, slots=True)
class Known:
    """One document. `draft` is the newest draft, None where none is open.

    `held` are its versions in that draft, or else in the live revision, and `live` those in the
    live revision, oldest first.
    """

    entry: Entry
    draft: int | None
    held: tuple[Filed, ...]
    live: tuple[Filed, ...]
    versions: tuple[Held, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether nobody is answered from it, and the draft doesn't change that."""
        return self.entry.standing is Standing.WITHDRAWN

    @property
    def elsewhere(self) -> bool:
        """Whether only drafts other than the newest one hold it."""
        return self.withdrawn and not any(one.published for one in self.versions)

    @property
    def leaving(self) -> bool:
        """Whether the draft takes it out."""
        return self.entry.change is Change.WITHDRAWN

    @property
    def seen(self) -> str:
        """What a form is made from: it is refused when this is another one by then."""
        return seen(self.held)

    @property
    def header_changes(self) -> tuple[HeaderChange, ...]:
        """What the newest version says otherwise in its header in the draft."""
        if self.entry.change is not Change.CHANGED:
            return ()
        return compare_headers(self.live[-1].version.header, self.held[-1].version.header)

    def changes_since(self, known_then: str) -> list[str]:
        """Tell what somebody changed since the versions were these (`seen`), a sentence each."""
        ids = set(known_then.split(","))
        former = [one.filed for one in reversed(self.versions) if one.filed.version.id in ids]
        return _overtaking(former, self.held)

    def version(self, wanted: str) -> Version:
        """Return a version that is held, by id; "" is the one in force, else the newest.

        Raises NotHere.
        """
        given = {filed.version.id: filed.version for filed in self.held}
        if wanted in given:
            return given[wanted]
        if wanted or not given:
            raise NotHere("This version isn't in the knowledge base any more.")
        return given.get(self.entry.version.id, self.held[-1].version)


def known(library: Library, document: str, today: Callable[[], date]) -> Known:
    """Return what is known of a document. Raises UnknownDocument."""
    versions = library.versions(document)
    draft = targets.newest(library)
    register = library.register(draft, today())
    found = next((one for one in register if one.header.document == document), None)
    if found is None:
        newest = versions[0].filed
        found = Entry(newest.version, Standing.WITHDRAWN, newest.clauses)
    live = library.held(document)
    held = library.held(document, draft) if draft else live
    return Known(found, draft, held, live, versions)


def seen(held: Sequence[Filed]) -> str:
    """Name the versions that a document has."""
    return ",".join(filed.version.id for filed in held)


def _overtaking(former: Sequence[Filed], held: Sequence[Filed]) -> list[str]:
    if not held:
        return ["It was withdrawn."]
    if not former:
        return ["It is in the knowledge base by now."]
    old, new = former[-1].version, held[-1].version
    told = [
        f"{named(change.key)}: {change.before or 'nothing'} became {change.after or 'nothing'}."
        for change in compare_headers(old.header, new.header)
    ]
    if old.digest != new.digest:
        told.append("Its file was replaced.")
    return told or ["Its versions were changed."]
