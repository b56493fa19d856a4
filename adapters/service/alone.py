"""One process at a time serves a data folder or a database; two would answer everything twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.catalog.database import Database
from knowledge.catalog.faults import fault
from knowledge.errors import CatalogBusy

# Whoever only looks whether a service runs holds the lock for a moment.
WAIT = 2.0
_LOCK = "serving.lock"


@dataclass(frozen=True, slots=True)
class Alone:
    """A follower that sees to it that no other process serves the database by now.

    `held` takes the right again that was lost with the database's server, and tells whether this
    process has it.
    """

    held: Callable[[], bool]
    where: str

    def follow(self) -> None:
        """Raise CatalogBusy where another process has the right, CatalogUnusable where none can."""
        if not self.held():
            raise _busy(self.where)

    def missing(self) -> str:
        """Return what is missing: the right to serve. Raises CatalogUnusable."""
        return "" if self.held() else "another process serves the same database"


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
def alone_at(database: Database) -> Iterator[Alone]:
    """Hold the right to serve a database among all hosts. Raises CatalogBusy as above."""
    with database.serving() as held:
        if not held():
            raise _busy(database.where)
        yield Alone(held, database.where)


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
