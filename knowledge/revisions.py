"""What a revision consists of: which versions, and which dates hold for them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.model import Partition, Version

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filed:
    """A version on file: its short name there, the folder it came from, the day it was added."""

    serial: int
    version: Version
    root: str
    added: date
    clauses: int

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.version.header.document


@dataclass(frozen=True, slots=True)
class Placement:
    """A version's place in one revision.

    `version` carries the dates that hold there: a version ends the day before the next
    one of its document begins, or before a superseding document does. `current` tells
    which side of the calendar its clauses are indexed on.
    """

    filed: Filed
    version: Version
    current: bool

    @property
    def partition(self) -> Partition:
        """The partition that its clauses are indexed in."""
        return Partition(self.version.header.groups, self.current)


def place(members: Iterable[Filed], day: date) -> tuple[Placement, ...]:
    """Give every version the dates that hold beside the others, as of that day."""
    ended = ((filed, ending(filed.version, last)) for filed, last in _last_days(members))
    return tuple(Placement(filed, version, version.in_force(day)) for filed, version in ended)


def prolonged(
    before: Iterable[Filed], after: Iterable[Filed]
) -> tuple[tuple[Filed, date, date | None], ...]:
    """Return the versions that hold longer than before, with the old last day and the new one.

    What was repealed is in force again, when what repealed it is gone.
    """
    old = {filed.serial: last for filed, last in _last_days(before)}
    pairs = ((filed, old.get(filed.serial), last) for filed, last in _last_days(after))
    return tuple(
        (filed, was, last) for filed, was, last in pairs if was and (last is None or was < last)
    )


def since(filed: Filed) -> date:
    """Return the day a version takes effect; the first of all days where it doesn't say."""
    return filed.version.header.effective_from or date.min


def ending(version: Version, last: date | None) -> Version:
    """Return the version with another last day."""
    return replace(version, header=replace(version.header, effective_to=last))


def by_document(members: Iterable[Filed]) -> dict[str, tuple[Filed, ...]]:
    """Sort versions by document, each document's by the day they take effect."""
    documents: defaultdict[str, list[Filed]] = defaultdict(list)
    for filed in members:
        documents[filed.document].append(filed)
    return {name: tuple(sorted(documents[name], key=since)) for name in sorted(documents)}


def merge(members: Iterable[Filed], incoming: Iterable[Filed]) -> tuple[Filed, ...]:
    """Return the members after the incoming versions took their places.

    A version replaces the one of its document that takes effect on the same day, or that has
    no date either; beside all others it stands.
    """
    slots = {(filed.document, since(filed)): filed for filed in members}
    slots |= {(filed.document, since(filed)): filed for filed in incoming}
    return tuple(slots.values())


def predecessor(members: Iterable[Filed], incoming: Filed) -> Filed | None:
    """Return the version of the same document that the incoming one is compared with."""
    versions = by_document(f for f in members if f.document == incoming.document)
    mine = versions.get(incoming.document, ())
    earlier = [filed for filed in mine if since(filed) <= since(incoming)]
    return earlier[-1] if earlier else None


def rebase(
    parent: Iterable[Filed], draft: Iterable[Filed], live: Iterable[Filed]
) -> tuple[tuple[Filed, ...], tuple[str, ...]]:
    """Repeat on the live revision what the draft changed of its parent.

    Returns the members and the ids of documents that both changed, each its own way;
    where there are any, the members are of no use.
    """
    before, mine, theirs = (_serials(members) for members in (parent, draft, live))
    ours = {name for name in before | mine if before.get(name) != mine.get(name)}
    others = {name for name in before | theirs if before.get(name) != theirs.get(name)}
    clashes = {name for name in ours & others if mine.get(name) != theirs.get(name)}
    members = [filed for filed in live if filed.document not in ours]
    members += [filed for filed in draft if filed.document in ours]
    return tuple(members), tuple(sorted(clashes))


def _serials(members: Iterable[Filed]) -> dict[str, frozenset[int]]:
    documents = by_document(members)
    return {name: frozenset(f.serial for f in filed) for name, filed in documents.items()}


def _superseded(documents: Mapping[str, Sequence[Filed]]) -> dict[str, list[date]]:
    """Return for each document named the days on which another one takes over."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    paths = {f.version.path: f.document for versions in documents.values() for f in versions}
    for versions in documents.values():
        for filed in versions:
            for given in filed.version.header.supersedes:
                name = given if given in documents else paths.get(given, given)
                if name != filed.document:
                    days[name].append(filed.version.header.effective_from or filed.added)
    return days


def _last_days(members: Iterable[Filed]) -> Iterator[tuple[Filed, date | None]]:
    documents = by_document(members)
    superseded = _superseded(documents)
    for versions in documents.values():
        for filed, following in zip(versions, (*versions[1:], None), strict=True):
            yield filed, _last_day(filed, following, superseded)


def _last_day(
    filed: Filed, following: Filed | None, superseded: Mapping[str, Sequence[date]]
) -> date | None:
    header = filed.version.header
    ends = [header.effective_to] if header.effective_to else []
    if following is not None:
        ends.append(since(following) - _DAY)
    # Who takes over later can't end what begins after it.
    ends += [
        begins - _DAY for begins in superseded.get(filed.document, ()) if since(filed) < begins
    ]
    return min(ends, default=None)
