"""What adding documents did, for the person who added them.

Plain values: `dataclasses.asdict` turns them to JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.comparison import Comparison, HeaderChange
from knowledge.model import Clause, Version

# What is going on, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


class Status(StrEnum):
    """What became of one file or document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"
    VANISHED = "vanished"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document failed or was passed over, what to do about it, and where it is."""

    reason: str
    remedy: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One file, or one document whose file is gone.

    `clauses` counts all of them, `added` to `removed` what changed against the version
    before, `embedded` the clauses for which vectors had to be computed. `header` is what its
    header says that the version before didn't, or said otherwise.
    """

    path: str
    status: Status
    document: str = ""
    title: str = ""
    version: str = ""
    clauses: int = 0
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    embedded: int = 0
    warnings: tuple[str, ...] = ()
    error: Fault | None = None
    header: tuple[HeaderChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `Library.add` did; `revision` is None where nothing had changed."""

    revision: int | None
    published: bool
    documents: tuple[DocumentReport, ...]

    @property
    def failed(self) -> tuple[DocumentReport, ...]:
        """The files that could not be taken in."""
        return tuple(d for d in self.documents if d.status is Status.FAILED)


@dataclass(frozen=True, slots=True)
class Listing:
    """One version of a document in a revision, with the dates that hold there."""

    document: str
    title: str
    path: str
    version: str
    owner: str
    effective_from: date | None
    effective_to: date | None
    in_force: bool
    audience: tuple[str, ...]
    groups: tuple[str, ...]
    source: str
    clauses: int
    next_review: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a revision holds it: the version in force, and its clauses in order."""

    version: Version
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What two revisions do differently with one version of a document.

    The dates in `header` are those that hold in the revisions: a version that another one ends
    has changed, though its file hasn't.
    """

    document: str
    title: str
    version: str
    status: Status
    clauses: Comparison
    header: tuple[HeaderChange, ...] = ()
    effective_from: date | None = None
