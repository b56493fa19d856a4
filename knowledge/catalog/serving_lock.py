"""The lock that one process has among all that could serve a PostgreSQL database."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock

from sqlalchemy import Connection, Engine, text

from knowledge.errors import KnowledgeError

# PostgreSQL's advisory locks have numbers instead of names.
_NUMBER = 7_019_253_009
# Where a host was lost and not only its process, the server notices within two minutes.
_KEEPALIVE = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 15"


class ServingLock:
    """Holds the lock on a connection of its own, with which it ends. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turn = Lock()
        self._connection: Connection | None = None
        self._ours = False

    def held(self) -> bool:
        """Take the lock where it is free, also anew where it was lost; False if another has it.

        It is lost when the server ends, or the connection to it. Raises CatalogUnusable while
        there is no connection.
        """
        with self._turn:
            if not (self._ours and self._lives()):
                self._close()
                self._connection = self._connect()
                lock = text(f"SELECT pg_try_advisory_lock({_NUMBER})")
                self._ours = bool(self._connection.execute(lock).scalar_one())
            return self._ours

    def release(self) -> None:
        """Leave the lock to others."""
        with self._turn:
            self._close()

    def _connect(self) -> Connection:
        connection = self._engine.connect()
        connection.detach()  # the lock ends with its connection, whatever becomes of that
        connection.execute(text(_KEEPALIVE))
        return connection

    def _lives(self) -> bool:
        try:
            return self._connection is not None and bool(self._connection.execute(text("SELECT 1")))
        except KnowledgeError:
            return False

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(KnowledgeError):  # what has ended can't be ended once more
                self._connection.close()
        self._connection, self._ours = None, False
