"""Revisions: which versions they hold, and which one was live from when on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.overrides import Override, keep
from knowledge.catalog.rows import AnyRow, placed_value
from knowledge.errors import UnknownRevision
from knowledge.model import RevisionState
from knowledge.revisions import Placement

_revision = tables.revision.c
_publication = tables.publication.c
_member = tables.revision_version.c


@dataclass(frozen=True, slots=True)
class Signed:
    """Who made or published a revision, when, and why."""

    who: str
    note: str
    at: datetime


class History:
    """The revisions on file. What was published is never changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def live(self) -> int | None:
        """Return the live revision; one cheap read, asked for every question."""
        query = select(_publication.revision).order_by(_publication.id.desc()).limit(1)
        with self._database.read() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else int(found)

    def parent(self, revision: int) -> int | None:
        """Return what the revision was made from.

        Raises UnknownRevision for a number that no finished revision has.
        """
        row = self._row(revision)
        if row is None or row.finished is None:
            raise _unknown(revision)
        return None if row.parent is None else int(row.parent)

    def born(self, revision: int) -> datetime:
        """Return the moment a revision was begun, finished or not.

        Raises UnknownRevision.
        """
        row = self._row(revision)
        if row is None:
            raise _unknown(revision)
        created: datetime = row.created
        return created

    def state(self, revision: int) -> RevisionState:
        """Return where in its life the revision is.

        Raises UnknownRevision.
        """
        self.parent(revision)
        if revision == self.live():
            return RevisionState.LIVE
        query = select(_publication.id).where(_publication.revision == revision).limit(1)
        with self._database.read() as connection:
            published = connection.execute(query).first()
        return RevisionState.DRAFT if published is None else RevisionState.RETIRED

    def signature(self, revision: int) -> Signed:
        """Return who made the revision.

        Raises UnknownRevision.
        """
        row = self._row(revision)
        if row is None:
            raise _unknown(revision)
        return Signed(row.who, row.note, row.created)

    def drafts(self) -> tuple[int, ...]:
        """Return the revisions that never were live."""
        published = select(_publication.revision)
        query = select(_revision.id).where(
            _revision.finished.is_not(None), _revision.id.not_in(published)
        )
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def recent(self) -> frozenset[int]:
        """Return the live revision and the one that was live before it."""
        query = select(_publication.revision).order_by(_publication.id.desc()).limit(2)
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def finished(self, revision: int) -> tuple[Placement, ...]:
        """Return the versions of a revision that counts, with the dates that hold in it.

        Raises UnknownRevision.
        """
        self.parent(revision)
        return self.placements(revision)

    def placements(self, revision: int) -> tuple[Placement, ...]:
        """Return the versions of a revision, be it finished or not."""
        query = (
            select(tables.version, _member.ends, _member.in_force)
            .join(tables.version, _member.version == tables.version.c.serial)
            .where(_member.revision == revision)
            .order_by(_member.document, _member.version)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(placed_value(row) for row in rows)

    def draft(
        self, parent: int | None, placements: Sequence[Placement], day: date, signed: Signed
    ) -> int:
        """Begin a revision and return its number; it counts once `finish` was called."""
        row = {"parent": parent, "created": signed.at, "day": day, **_signature(signed)}
        statement = insert(tables.revision).values(row).returning(_revision.id)
        with self._database.write() as connection:
            number = connection.execute(statement).scalar_one()
        for batch in batches(placements):
            rows = [_member_row(number, placement) for placement in batch]
            with self._database.write() as connection:
                connection.execute(insert(tables.revision_version), rows)
        return int(number)

    def finish(self, revision: int, at: datetime) -> None:
        """Let a draft count: its index is built."""
        with self._database.write() as connection:
            connection.execute(
                update(tables.revision).where(_revision.id == revision).values(finished=at)
            )

    def discard(self, revision: int) -> None:
        """Forget a revision that never was live; its documents stay on file."""
        with self._database.write() as connection:
            connection.execute(delete(tables.revision_version).where(_member.revision == revision))
            connection.execute(delete(tables.revision).where(_revision.id == revision))

    def unfinished(self) -> tuple[int, ...]:
        """Return what interrupted processes left behind."""
        with self._database.read() as connection:
            query = select(_revision.id).where(_revision.finished.is_(None))
            return tuple(connection.execute(query).scalars())

    def publish(
        self, revision: int, onto: int | None, signed: Signed, override: Override | None = None
    ) -> bool:
        """Make a revision live, in one transaction, if `onto` is still the live one.

        What was overridden goes on record in the same transaction. Returns whether `onto`
        was live; if not, nothing has changed.
        """
        newest = select(_publication.id, _publication.revision).order_by(_publication.id.desc())
        with self._database.write() as connection:
            last = connection.execute(newest.limit(1)).first()
            if (None if last is None else last.revision) != onto:
                return False
            row = {
                "follows": 0 if last is None else last.id,
                "revision": revision,
                "at": signed.at,
                **_signature(signed),
            }
            # On PostgreSQL two processes get here at once; `follows` is unique, one comes second.
            statement = self._database.insert_new(tables.publication).values(row)
            published = connection.execute(statement.returning(_publication.id)).first() is not None
            if published and override is not None:
                keep(connection, revision, override)
            return published

    def _row(self, revision: int) -> AnyRow | None:
        with self._database.read() as connection:
            query = select(tables.revision).where(_revision.id == revision)
            return connection.execute(query).first()


def _unknown(revision: int) -> UnknownRevision:
    return UnknownRevision(f"There is no revision {revision}; look at the list of revisions.")


def _signature(signed: Signed) -> dict[str, str]:
    return {"who": signed.who, "note": signed.note}


def _member_row(revision: int, placement: Placement) -> dict[str, Any]:
    return {
        "revision": revision,
        "document": placement.filed.document,
        "version": placement.filed.serial,
        "ends": placement.version.header.effective_to,
        "in_force": placement.current,
    }
