"""Which versions of documents two revisions do otherwise. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.comparison import HeaderChange, compare_headers
from knowledge.model import Version
from knowledge.report import Status
from knowledge.revisions import Placement, by_document, predecessor


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A version that came, took another's place, has other dates, or went.

    `before` is None for what is new, `after` for what was taken out. The dates are those that
    hold in the revisions.
    """

    status: Status
    before: Placement | None
    after: Placement | None

    @property
    def version(self) -> Version:
        """The version that it is about: the one after, or the one that went."""
        shown = self.after or self.before
        assert shown is not None  # noqa: S101 - one side is always there
        return shown.version

    @property
    def header(self) -> tuple[HeaderChange, ...]:
        """What the header says otherwise; of what was taken out, nothing."""
        if self.after is None:
            return ()
        before = None if self.before is None else self.before.version.header
        return compare_headers(before, self.after.version.header)

    @property
    def same_text(self) -> bool:
        """Whether only dates changed, because another version came or went."""
        sides = (self.before, self.after)
        return len({side.filed.serial for side in sides if side}) == 1 and None not in sides


def version_changes(
    old: Iterable[Placement], new: Iterable[Placement]
) -> tuple[VersionChange, ...]:
    """Return what `new` does otherwise than `old`, by title, document, and the version's label."""
    before = {place.filed.serial: place for place in old}
    after = {place.filed.serial: place for place in new}
    return tuple(sorted(_changes(before, after), key=_order))


def _changes(old: Mapping[int, Placement], new: Mapping[int, Placement]) -> Iterator[VersionChange]:
    gone = {serial: place for serial, place in old.items() if serial not in new}
    documents = by_document(place.filed for place in old.values())
    for serial, place in new.items():
        earlier = predecessor(documents.get(place.filed.document, ()), place.filed)
        if serial in old:
            if compare_headers(old[serial].version.header, place.version.header):
                yield VersionChange(Status.CHANGED, old[serial], place)
        elif earlier is None:
            yield VersionChange(Status.ADDED, None, place)
        else:
            gone.pop(earlier.serial, None)
            yield VersionChange(Status.CHANGED, old[earlier.serial], place)
    yield from (VersionChange(Status.RETIRED, place, None) for place in gone.values())


def _order(change: VersionChange) -> tuple[str, str, str]:
    header = change.version.header
    return header.title.casefold(), header.document, header.version
