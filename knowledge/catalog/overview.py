"""All revisions at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.overrides import Override, overrides
from knowledge.model import RevisionState

_revision = tables.revision.c
_publication = tables.publication.c
_member = tables.revision_version.c


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of the knowledge base; `published` is when it last became live.

    `override` are the objections that it was published against, None where there were none.
    """

    id: int
    parent: int | None
    state: RevisionState
    created: datetime
    published: datetime | None
    who: str
    note: str
    documents: int
    clauses: int
    override: Override | None = None


def revisions(database: Database) -> tuple[Revision, ...]:
    """Return all finished revisions, newest first."""
    with database.read() as connection:
        published = _published(connection)
        overridden = overrides(connection)
        live = max(published, key=lambda id_: published[id_][0], default=None)
        rows = connection.execute(_overview).all()
    return tuple(
        Revision(
            row.id,
            row.parent,
            _state(row.id, published, live),
            row.created,
            published.get(row.id, (0, None))[1],
            row.who,
            row.note,
            row.documents,
            row.clauses or 0,
            overridden.get(row.id),
        )
        for row in rows
    )


_overview = (
    select(
        tables.revision,
        func.count(func.distinct(_member.document)).label("documents"),
        func.sum(tables.version.c.clauses).label("clauses"),
    )
    .join(tables.revision_version, _member.revision == _revision.id, isouter=True)
    .join(tables.version, _member.version == tables.version.c.serial, isouter=True)
    .where(_revision.finished.is_not(None))
    .group_by(_revision.id)
    .order_by(_revision.id.desc())
)


def _published(connection: Connection) -> dict[int, tuple[int, datetime]]:
    """Return for each revision that was ever live its newest publication and when that was."""
    rows = connection.execute(select(tables.publication).order_by(_publication.id))
    return {row.revision: (row.id, row.at) for row in rows}


def _state(
    revision: int, published: Mapping[int, tuple[int, datetime]], live: int | None
) -> RevisionState:
    if revision == live:
        return RevisionState.LIVE
    return RevisionState.RETIRED if revision in published else RevisionState.DRAFT
