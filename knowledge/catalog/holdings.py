"""Documents across revisions: which versions each had, and what was taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.rows import filed_value, placed_value
from knowledge.revisions import Filed, Placement, since

_member = tables.revision_version.c
_publication = tables.publication.c


@dataclass(frozen=True, slots=True)
class Held:
    """A version of a document, and the first and the last revision that held it.

    `published` is when one of them first went live, None for what only drafts have held. `live`
    tells whether the live revision holds it.
    """

    filed: Filed
    first: int
    last: int
    published: datetime | None
    live: bool


class Holdings:
    """Reads what revisions held, the live one's and others'."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, document: str, live: int | None) -> tuple[Held, ...]:
        """Return the versions of a document that any revision held, newest first.

        They are ordered by the day they take effect, then by when they were taken in; an
        unknown document has none.
        """
        column = tables.version.c
        held = (
            select(
                _member.version,
                func.min(_member.revision).label("first"),
                func.max(_member.revision).label("last"),
                func.min(_publication.at).label("published"),
            )
            .join(tables.revision, _member.revision == tables.revision.c.id)
            .join(tables.publication, _publication.revision == _member.revision, isouter=True)
            .where(_member.document == document, tables.revision.c.finished.is_not(None))
            .group_by(_member.version)
            .subquery()
        )
        query = select(tables.version, held).join(held, held.c.version == column.serial)
        now = select(_member.version).where(_member.revision == live, _member.document == document)
        with self._database.read() as connection:
            current = set(connection.execute(now).scalars())
            rows = connection.execute(query).all()
        found = (
            Held(filed_value(row), row.first, row.last, row.published, row.serial in current)
            for row in rows
        )
        return tuple(sorted(found, key=_newest, reverse=True))

    def withdrawn(self, live: int | None) -> tuple[tuple[int, Placement], ...]:
        """Return what documents held last that were live once and aren't, with the revision."""
        now = select(_member.document).where(_member.revision == live)
        last = (
            select(_member.document, func.max(_member.revision).label("last"))
            .where(
                _member.revision.in_(select(_publication.revision)), _member.document.not_in(now)
            )
            .group_by(_member.document)
            .subquery()
        )
        query = (
            select(tables.version, _member.ends, _member.in_force, last.c.last)
            .join(tables.revision_version, _member.version == tables.version.c.serial)
            .join(last, (last.c.document == _member.document) & (last.c.last == _member.revision))
        )
        with self._database.read() as connection:
            return tuple((row.last, placed_value(row)) for row in connection.execute(query))

    def last_live_with(self, document: str) -> int | None:
        """Return the newest revision that was live and held the document."""
        query = select(func.max(_member.revision)).where(
            _member.document == document, _member.revision.in_(select(_publication.revision))
        )
        with self._database.read() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else int(found)


def _newest(held: Held) -> tuple[object, int]:
    return since(held.filed), held.filed.serial
