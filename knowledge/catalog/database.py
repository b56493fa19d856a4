"""A SQL database with short reads, and writes that take their lock at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Insert, Table, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError

from knowledge import migrations
from knowledge.catalog.engine import new_engine
from knowledge.catalog.faults import BEHEADED, BUSY, NEWER, fault
from knowledge.catalog.serving_lock import ServingLock
from knowledge.errors import CatalogBusy, CatalogUnusable

WAIT: Final = 10  # seconds that a writer waits for another one
BATCH: Final = 500  # rows of one write transaction at most, so that nobody waits long for it

# PostgreSQL's advisory locks have numbers instead of names; these are ours, and the inbox has one
# and who serves.
_MIGRATION_LOCK = 7_019_253_001
_WRITING_LOCK = 7_019_253_002


class Database:
    """One SQLite file or PostgreSQL database, migrated to what this program knows.

    Every error that a person can mend leaves it as CatalogBusy or CatalogUnusable.
    """

    def __init__(self, url: str, where: str, branches: Collection[str]) -> None:
        """Open the database, creating and upgrading its tables.

        Raises CatalogUnusable: unreachable, read-only, full, damaged, or from a newer version.
        """
        self.where = where
        self._engine = new_engine(url, where, branches, WAIT)
        self._writer = self._engine.execution_options(write=True)
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        # SQLite's writers sleep until the file is free, and with many one may sleep for long.
        self._turn = Lock() if self.is_sqlite else None
        try:
            self._migrate(branches)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction for reading one consistent state."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a transaction that sees one state for as long as it lasts, however long."""
        engine = self._engine
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that holds the write lock from its start; keep it short.

        Raises CatalogBusy when another writer has held the lock for `WAIT` seconds.
        """
        with self._in_turn(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Hold a lock that every host of a PostgreSQL database respects; SQLite has one host.

        Raises CatalogBusy when another host has held it for `WAIT` seconds.
        """
        if self.is_sqlite:
            yield
            return
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"SELECT pg_advisory_lock({_WRITING_LOCK})"))
            try:
                yield
            finally:
                connection.execute(text(f"SELECT pg_advisory_unlock({_WRITING_LOCK})"))

    @contextmanager
    def serving(self) -> Iterator[Callable[[], bool]]:
        """Yield what tells whether this process may serve, as one of all that could.

        It has to be asked again and again: the right ends with the server of the database. Every
        host of a PostgreSQL database respects it; SQLite has one host, which always may.
        """
        if self.is_sqlite:
            yield lambda: True
            return
        lock = ServingLock(self._engine)
        try:
            yield lock.held
        finally:
            lock.release()

    def insert_new(self, table: Table) -> Insert:
        """Return an INSERT that passes over rows that are there already."""
        if self.is_sqlite:
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=WAIT):
            raise CatalogBusy(BUSY.format(where=self.where))
        try:
            yield
        finally:
            self._turn.release()

    def _migrate(self, branches: Collection[str]) -> None:
        with self.read() as connection:
            if migrations.up_to_date(connection, branches):
                return
        with self.write() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            try:
                migrations.upgrade(connection, branches)
            except migrations.NewerSchemaError as error:
                raise CatalogUnusable(NEWER.format(where=self.where, steps=error)) from error


def open_catalog(data: Path, url: str = "") -> Database:
    """Open the catalog of a data folder, or of the PostgreSQL database at `url`.

    Raises CatalogUnusable, also for a folder that has lost its catalog.
    """
    if url:
        return Database(_postgresql(url), _shown(url), ("catalog", "content"))
    return _open_file(data / "catalog.sqlite3", "catalog")


def open_content(data: Path, catalog: Database) -> Database:
    """Open the content store: a file beside the catalog, or the catalog's own database."""
    return _open_file(data / "content.sqlite3", "content") if catalog.is_sqlite else catalog


def refuse_beheaded(data: Path) -> None:
    """Raise CatalogUnusable for a folder whose catalog is gone while the rest is there.

    A new catalog would make everything seem to have vanished.
    """
    catalog = data / "catalog.sqlite3"
    if not _holds_data(catalog):
        for name in ("content.sqlite3", "catalog.sqlite3-wal"):
            if _holds_data(data / name):
                raise CatalogUnusable(BEHEADED.format(where=catalog, rest=name))


def _holds_data(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _open_file(path: Path, branch: str) -> Database:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A new file becomes WAL but once, and SQLite doesn't wait for its turn to do that.
        with FileLock(path.with_name("opening.lock"), timeout=WAIT):
            refuse_beheaded(path.parent)
            return Database(f"sqlite:///{path}", str(path), (branch,))
    except Timeout as error:
        raise CatalogBusy(BUSY.format(where=path)) from error
    except OSError as error:
        raise fault(error, str(path.parent)) or CatalogUnusable(
            f"{path.parent} can't be used as a data folder: {error.strerror}. Choose another."
        ) from error


def _postgresql(url: str) -> str:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CatalogUnusable(
            "The database address can't be read. Write postgresql://user:password@host/name."
        ) from error
    if parsed.get_backend_name() not in {"postgresql", "postgres"}:
        raise CatalogUnusable(
            f"{parsed.get_backend_name()} isn't a database that PolicyDesk runs on."
            " Leave the address empty for SQLite, or write postgresql://user:password@host/name."
        )
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)
