"""One archive of everything that can't be derived, made while the data folder is in use.

An archive holds the two stores as SQLite files, wherever they were kept, so that a backup of
PostgreSQL can be restored into a folder and the other way round. Indexes are not in it: they are
built again from the catalog and its vectors, without embedding anything.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from knowledge.catalog.database import open_catalog, open_content, refuse_beheaded
from knowledge.catalog.faults import fault
from knowledge.catalog.transfer import STORES, dump, fill
from knowledge.errors import CatalogUnusable

_MANIFEST = "manifest.json"
_FORMAT = 1
_JOURNALS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database in use


def backup(data: Path, archive: Path, *, database_url: str = "") -> None:
    """Write an archive of a data folder, or of the database at the URL, as of this moment.

    The archive appears under its name once it is complete.

    Raises CatalogUnusable: there is nothing to back up, or the archive can't be written.
    """
    if not database_url:
        refuse_beheaded(data)
        if not (data / "catalog.sqlite3").is_file():
            raise CatalogUnusable(f"{data} holds no knowledge base. Name the folder that does.")
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".backup-") as scratch:
            if database_url:
                dump(data, database_url, Path(scratch))
            else:
                _copy_files(data, Path(scratch))
            _pack(Path(scratch), unfinished)
        unfinished.replace(archive)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise fault(error, str(archive)) or CatalogUnusable(
            f"{archive} can't be written ({error.strerror}). Name a file in a folder that is there."
        ) from error


def restore(archive: Path, data: Path, *, database_url: str = "") -> None:
    """Fill a new data folder, or an empty database at the URL, from an archive.

    Raises CatalogUnusable: the archive is damaged or newer than this program, the folder or the
    database isn't empty, or can't be written. Nothing has changed then.
    """
    if not database_url:
        _refuse_unless_empty(data)
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as name:
            scratch = Path(name)
            _unpack(archive, scratch)
            _upgrade(scratch)
            if database_url:
                fill(scratch, data, database_url)
            else:
                # The catalog last: without it nobody takes the folder for a knowledge base.
                for store in reversed(STORES):
                    (scratch / store).replace(data / store)
    except OSError as error:
        raise fault(error, str(data)) or CatalogUnusable(
            f"{archive} can't be restored into {data}: {error.strerror}."
        ) from error


def _refuse_unless_empty(data: Path) -> None:
    # A journal left behind would be played into what is restored.
    names = [f"{store}{suffix}" for store in STORES for suffix in ("", *_JOURNALS)]
    if found := [name for name in names if (data / name).exists()]:
        raise CatalogUnusable(
            f"{data} already holds a knowledge base, or a part of one ({', '.join(found)})."
            " Restore into a new folder."
        )


def _copy_files(data: Path, scratch: Path) -> None:
    for store in STORES:
        try:
            with (
                closing(sqlite3.connect(data / store)) as source,
                closing(sqlite3.connect(scratch / store)) as target,
            ):
                source.backup(target)
        except sqlite3.Error as error:
            raise fault(error, str(data / store)) or error from error


def _pack(scratch: Path, archive: Path) -> None:
    manifest: dict[str, Any] = {
        "policydesk": _FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": {store: _digest(scratch / store) for store in STORES},
    }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        for store in STORES:
            packed.write(scratch / store, store)


def _unpack(archive: Path, scratch: Path) -> None:
    """Extract the two stores by name, and check that they are what was packed."""
    try:
        with zipfile.ZipFile(archive) as packed:
            digests = json.loads(packed.read(_MANIFEST))["sha256"]
            for store in STORES:
                with packed.open(store) as source, (scratch / store).open("wb") as target:
                    shutil.copyfileobj(source, target)
        intact = all(_digest(scratch / store) == digests[store] for store in STORES)
    except FileNotFoundError as error:
        raise CatalogUnusable(f"There is no file {archive}. Check the path.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise CatalogUnusable(_damaged(archive)) from error
    if not intact:
        raise CatalogUnusable(_damaged(archive))


def _upgrade(scratch: Path) -> None:
    catalog = open_catalog(scratch)
    content = open_content(scratch, catalog)
    for database in (content, catalog):
        database.close()
    for store in STORES:
        # One file each, so that it can be moved.
        with closing(sqlite3.connect(scratch / store)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")


def _damaged(archive: Path) -> str:
    return f"{archive} is damaged or isn't a PolicyDesk backup. Use another one."


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
