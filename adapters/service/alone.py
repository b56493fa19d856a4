"""One process at a time serves a data folder or a database; two would answer everything twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.catalog.database import Database
from knowledge.catalog.faults import fault
from knowledge.errors import CatalogBusy

# Whoever only looks whether a service runs holds the lock for a moment.
WAIT = 2.0
_LOCK = "serving.lock"


@contextmanager
def alone_here(data: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the right to serve a data folder; it ends with the process, however that ends.

    Raises CatalogBusy when another process has it, CatalogUnusable for a read-only folder.
    """
    lock = FileLock(data / _LOCK)
    try:
        lock.acquire(timeout=wait)
    except Timeout as taken:
        raise _busy(str(data)) from taken
    except OSError as error:
        raise fault(error, str(data)) or error from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone_at(database: Database) -> Iterator[None]:
    """Hold the right to serve a database among all hosts. Raises CatalogBusy as above."""
    with database.serving() as ours:
        if not ours:
            raise _busy(database.where)
        yield


def running(data: Path, database: Database) -> bool:
    """Whether a process serves this data folder or database at the moment."""
    try:
        with alone_here(data, wait=0), alone_at(database):
            return False
    except CatalogBusy:
        return True


def _busy(where: str) -> CatalogBusy:
    return CatalogBusy(
        f"Another process serves {where} already, and two would answer everything twice."
        " Stop that one first, or name another folder with --data."
    )
