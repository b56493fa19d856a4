"""A version opened to be read: how it stands today, and who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from knowledge.access import open_to
from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.rows import filed_value
from knowledge.catalog.texts import Texts
from knowledge.errors import UnknownDocument
from knowledge.model import Clause, Version, Viewer
from knowledge.revisions import ending

_version = tables.version.c
_member = tables.revision_version.c
_NONE = "There is no such document, or it isn't for you to read."
_WITHDRAWN = "This document was withdrawn and can't be read any more."


class Validity(StrEnum):
    """How a version stands on a day."""

    IN_FORCE = "in force"
    COMING = "not yet in force"
    ENDED = "no longer in force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DRAFT = "in a draft"


# What was in force once stays readable for who was told of it; the rest isn't theirs yet.
_READABLE = frozenset({Validity.IN_FORCE, Validity.ENDED, Validity.REPLACED})


@dataclass(frozen=True, slots=True)
class Opened:
    """A version with its clauses in reading order.

    `version` carries the dates that hold in the live revision, where that holds it. `current` is
    the document's version in force, else its newest one there; None for a document that is gone.
    """

    version: Version
    clauses: tuple[Clause, ...]
    validity: Validity
    current: Version | None

    def readable(self, viewer: Viewer) -> bool:
        """Whether somebody may read it: by its own groups, and by those that hold now."""
        groups = [one.header.groups for one in (self.version, self.current) if one is not None]
        return self.validity in _READABLE and all(open_to(each, viewer) for each in groups)


class Opening:
    """Opens versions by their id. Thread-safe; `live` returns the live revision."""

    def __init__(self, database: Database, live: Callable[[], int | None]) -> None:
        self._database = database
        self._live = live
        self._texts = Texts(database)

    def open(self, version: str, on: date) -> Opened:
        """Return the version of that id, whoever asks. Raises UnknownDocument."""
        query = select(tables.version).where(_version.id == version, _version.clauses.is_not(None))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise UnknownDocument(_NONE)
        given = filed_value(row).version
        held = self._held(given.header.document)
        placed = next((one for one in held if one.id == version), None)
        current = next((one for one in reversed(held) if one.in_force(on)), None)
        return Opened(
            placed or given,
            self._texts.of(version),
            _validity(placed, on) if placed else self._gone(given, on, replaced=bool(held)),
            current or (held[-1] if held else None),
        )

    def read(self, version: str, viewer: Viewer, on: date) -> Opened:
        """Return the version of that id if the viewer may read it.

        Raises UnknownDocument, which says of a version that the viewer never could read no more
        than of one that doesn't exist.
        """
        opened = self.open(version, on)
        if opened.readable(viewer):
            return opened
        theirs = open_to(opened.version.header.groups, viewer)
        withdrawn = theirs and opened.validity is Validity.WITHDRAWN
        raise UnknownDocument(_WITHDRAWN if withdrawn else _NONE)

    def _held(self, document: str) -> list[Version]:
        """Return the versions of a document in the live revision, oldest first."""
        query = (
            select(tables.version, _member.ends)
            .join(tables.revision_version, _member.version == _version.serial)
            .where(_member.revision == self._live(), _member.document == document)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        found = [ending(filed_value(row).version, row.ends) for row in rows]
        return sorted(found, key=lambda one: one.header.effective_from or date.min)

    def _gone(self, version: Version, on: date, *, replaced: bool) -> Validity:
        """Say how a version stands that the live revision doesn't hold."""
        published = (
            select(tables.publication.c.id)
            .join(tables.revision_version, _member.revision == tables.publication.c.revision)
            .join(tables.version, _version.serial == _member.version)
            .where(_version.id == version.id)
            .limit(1)
        )
        with self._database.read() as connection:
            if connection.execute(published).first() is None:
                return Validity.DRAFT
        if not replaced:
            return Validity.WITHDRAWN
        began = _validity(version, on) is not Validity.COMING
        return Validity.REPLACED if began else Validity.COMING


def _validity(version: Version, on: date) -> Validity:
    if version.in_force(on):
        return Validity.IN_FORCE
    begins = version.header.effective_from
    return Validity.COMING if begins is not None and on < begins else Validity.ENDED
