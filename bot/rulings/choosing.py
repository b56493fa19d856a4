"""The clauses that a ruling can interpret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.errors import RulingRefused
from bot.rulings.model import Source
from bot.rulings.reading import RulingReading
from bot.tickets import Ticket
from knowledge.catalog.database import Database
from knowledge.catalog.tables import clause, version


@dataclass(frozen=True, slots=True)
class Choosing:
    """Finds clauses that are in force in a revision on a day."""

    database: Database
    reading: RulingReading
    revision: int | None
    on: date

    def near(self, ticket: Ticket) -> tuple[Source, ...]:
        """Return what the bot found for a ticket and is in force, the cited clauses first."""
        rows = (*ticket.decision["citations"], *ticket.decision["passages"])
        return self._sources({row["clause"]: row["document"] for row in rows}.items())

    def chosen(self, clauses: Sequence[str]) -> tuple[Source, ...]:
        """Return clauses by their ids. Raises RulingRefused for one that isn't in force."""
        wanted = tuple(dict.fromkeys(clauses))
        known = select(clause.c.id, clause.c.document).where(clause.c.id.in_(wanted)).distinct()
        with self.database.read() as connection:
            places = {row.id: row.document for row in connection.execute(known)}
        found = self._sources((one, places[one]) for one in wanted if one in places)
        missing = [one for one in wanted if one not in {source.clause.id for source in found}]
        if missing:
            raise RulingRefused(
                f"No clause {', '.join(missing)} is in force; choose among those that are."
            )
        return found

    def shown(self, ticket: Ticket) -> frozenset[frozenset[str]]:
        """Return the groups of each document that the bot quoted to a ticket's asker."""
        quoted = {row["version"] for row in ticket.decision["citations"]}
        wanted = select(version.c.header).where(version.c.id.in_(quoted))
        with self.database.read() as connection:
            headers = connection.execute(wanted).scalars().all()
        return frozenset(frozenset(header["groups"]) for header in headers)

    def _sources(self, places: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
        if self.revision is None:
            return ()
        return tuple(self.reading.sources(places, self.revision, self.on).values())
