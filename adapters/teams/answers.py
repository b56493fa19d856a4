"""Which message of Teams shows the answer of which turn."""

from __future__ import annotations

from sqlalchemy import Connection, select

from knowledge.catalog.database import Database
from knowledge.catalog.tables import teams_answer


class Answers:
    """Keeps it for as long as the turn is kept. Thread-safe; blocking."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, connection: Connection, ref: str, turn: int) -> None:
        """Keep, in the transaction that says that it is there, which turn a message shows."""
        row = {"ref": ref, "turn": turn}
        connection.execute(self._database.insert_new(teams_answer).values(row))

    def turn(self, ref: str) -> int | None:
        """Return the turn that a message shows, None for a message that shows none."""
        wanted = select(teams_answer.c.turn).where(teams_answer.c.ref == ref)
        with self._database.read() as connection:
            return connection.execute(wanted).scalar()
