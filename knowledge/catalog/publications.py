"""What was live from when on, and who decided so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.overrides import Override, overrides

_publication = tables.publication.c


@dataclass(frozen=True, slots=True)
class Publication:
    """A revision went live: who decided so, when and why, and what was live before.

    `again` tells that it had been live before: it was gone back to. `override` are the
    objections that it first went live against, None where there were none.
    """

    id: int
    revision: int
    before: int | None
    at: datetime
    who: str
    note: str
    again: bool
    override: Override | None


def publications(
    database: Database, before: int = 0, most: int = 50, revision: int | None = None
) -> tuple[Publication, ...]:
    """Return them newest first, those of one revision where it is named.

    `before` is the number of the first that is left out.
    """
    earlier = tables.publication.alias()
    first = tables.publication.alias()
    again = select(first.c.id).where(
        first.c.revision == _publication.revision, first.c.id < _publication.id
    )
    query = (
        select(
            tables.publication,
            earlier.c.revision.label("before"),
            again.exists().label("again"),
        )
        .join(earlier, earlier.c.id == _publication.follows, isouter=True)
        .order_by(_publication.id.desc())
        .limit(most)
    )
    if before:
        query = query.where(_publication.id < before)
    if revision is not None:
        query = query.where(_publication.revision == revision)
    with database.read() as connection:
        against = overrides(connection)
        rows = connection.execute(query).all()
    return tuple(
        Publication(
            row.id,
            row.revision,
            row.before,
            row.at,
            row.who,
            row.note,
            bool(row.again),
            None if row.again else against.get(row.revision),
        )
        for row in rows
    )
