"""The register of documents: what the knowledge base holds, one entry a document. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model import Header, Version
from knowledge.revisions import Placement, by_document, since


class Standing(StrEnum):
    """Whether a document holds."""

    IN_FORCE = "in force"
    COMING = "not yet in force"
    ENDED = "no longer in force"
    WITHDRAWN = "withdrawn"


class Change(StrEnum):
    """What a draft does with a document."""

    ADDED = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document: the version in force, else the newest, with the dates that hold for it.

    `change` is what the draft does with it, None where nothing. `follows` is the day on which
    a later version takes over.
    """

    version: Version
    standing: Standing
    clauses: int
    versions: int = 1
    change: Change | None = None
    follows: date | None = None

    @property
    def header(self) -> Header:
        """The header of that version."""
        return self.version.header

    def due(self, on: date) -> bool:
        """Whether it ought to have been looked at again by that day."""
        review = self.header.next_review
        return review is not None and review <= on


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; "" and False don't restrict. `words` must all occur in what identifies it.

    `due` is a day: what is to be reviewed by then.
    """

    words: str = ""
    standing: Standing | None = None
    owner: str = ""
    audience: str = ""
    group: str = ""
    changed: bool = False
    due: date | None = None


def entries(
    live: Sequence[Placement], draft: Sequence[Placement] | None, on: date
) -> tuple[Entry, ...]:
    """Return the documents that the live revision or the draft holds, by title.

    `draft` is None where there is no draft.
    """
    now = _by_document(live)
    then = now if draft is None else _by_document(draft)
    found = (_entry(now.get(name), then.get(name), on) for name in now.keys() | then.keys())
    return tuple(sorted(found, key=_by_title))


def withdrawn(gone: Iterable[Placement]) -> tuple[Entry, ...]:
    """Return the documents that were taken out, by title."""
    found = (_withdrawn(versions) for versions in _by_document(gone).values())
    return tuple(sorted(found, key=_by_title))


def chosen(among: Iterable[Entry], wanted: Wanted) -> Iterator[Entry]:
    """Yield the entries that are wanted, in their order."""
    words = wanted.words.casefold().split()
    for entry in among:
        header = entry.header
        if (
            (wanted.standing in {None, entry.standing})
            and (not wanted.owner or header.owner == wanted.owner)
            and (not wanted.audience or wanted.audience in header.audience)
            and (not wanted.group or wanted.group in header.groups)
            and (not wanted.changed or entry.change is not None)
            and (wanted.due is None or entry.due(wanted.due))
            and _says(entry, words)
        ):
            yield entry


def _says(entry: Entry, words: Sequence[str]) -> bool:
    header = entry.header
    said = f"{header.title}\n{header.document}\n{entry.version.path}\n{header.owner}".casefold()
    return all(word in said for word in words)


def _entry(now: Sequence[Placement] | None, then: Sequence[Placement] | None, on: date) -> Entry:
    held = now or then or ()
    in_force = [place for place in held if place.version.in_force(on)]
    shown = (in_force or held)[-1]
    later = [since(place.filed) for place in held if since(place.filed) > since(shown.filed)]
    return Entry(
        shown.version,
        _standing(shown.version, on),
        shown.filed.clauses,
        len(held),
        _change(now, then),
        min(later, default=None),
    )


def _change(now: Sequence[Placement] | None, then: Sequence[Placement] | None) -> Change | None:
    if not now or not then:
        return Change.ADDED if then else Change.WITHDRAWN
    same = [(p.filed.serial, p.version) for p in now] == [(p.filed.serial, p.version) for p in then]
    return None if same else Change.CHANGED


def _withdrawn(versions: Sequence[Placement]) -> Entry:
    newest = versions[-1]
    return Entry(newest.version, Standing.WITHDRAWN, newest.filed.clauses, len(versions))


def _standing(version: Version, on: date) -> Standing:
    if version.in_force(on):
        return Standing.IN_FORCE
    begins = version.header.effective_from
    return Standing.COMING if begins and on < begins else Standing.ENDED


def _by_document(placements: Iterable[Placement]) -> dict[str, tuple[Placement, ...]]:
    held = {place.filed.serial: place for place in placements}
    sorted_ = by_document(place.filed for place in held.values())
    return {name: tuple(held[f.serial] for f in versions) for name, versions in sorted_.items()}


def _by_title(entry: Entry) -> tuple[str, str]:
    return entry.header.title.casefold(), entry.header.document
