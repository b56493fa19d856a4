"""One process at a time may make and publish revisions; readers never wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.catalog.database import Database
from knowledge.catalog.faults import fault
from knowledge.errors import CatalogBusy

# Making a draft takes a second or two once its texts are embedded; a whole library longer.
WAIT = 60.0


@contextmanager
def exclusive(data: Path, database: Database, wait: float = WAIT) -> Iterator[None]:
    """Hold the right to write revisions; it ends with the process, however that ends.

    Raises CatalogBusy when another process keeps it longer than `wait` seconds.
    """
    lock = FileLock(data / "writing.lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise CatalogBusy(
            f"Another process is changing the knowledge base in {data}."
            " Nothing was lost; try again when it is done."
        ) from error
    except OSError as error:
        raise fault(error, str(data)) or error from error
    try:
        with database.exclusively():
            yield
    finally:
        lock.release()
