"""A data folder that can't be used says so in one clear message, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import event, insert

from knowledge.backup import backup
from knowledge.catalog import tables
from knowledge.catalog.database import Database, open_catalog
from knowledge.errors import CatalogBusy, CatalogUnusable
from knowledge.exclusive import exclusive
from knowledge.library import Library
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder

NOBODY = 65534


def open_library(data: Path) -> Library:
    return Library.open(data, embedder=WordEmbedder(), today=Calendar())


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "gifts.md").write_text("# Gifts\n\nNo gifts are accepted.\n")
    return folder


def test_a_folder_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    open_library(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'catalog_9999'")
    before = (tmp_path / "catalog.sqlite3").read_bytes()

    with pytest.raises(CatalogUnusable, match="newer version of PolicyDesk"):
        open_library(tmp_path)
    assert (tmp_path / "catalog.sqlite3").read_bytes() == before


@pytest.mark.parametrize("catalog", [None, b""])
def test_a_folder_that_lost_its_catalog_is_not_taken_for_a_new_one(
    tmp_path: Path, shelf: Path, catalog: bytes | None
) -> None:
    data = tmp_path / "data"
    with open_library(data) as library:
        library.add([shelf], publish=True)
    (data / "catalog.sqlite3").unlink()
    if catalog is not None:
        (data / "catalog.sqlite3").write_bytes(catalog)
    before = sorted(data.iterdir())

    for use in (open_library, lambda folder: backup(folder, tmp_path / "backup.zip")):
        with pytest.raises(CatalogUnusable, match=r"catalog\.sqlite3 is missing.*restore a backup"):
            use(data)
    assert sorted(data.iterdir()) == before
    assert not (tmp_path / "backup.zip").exists()


@pytest.mark.parametrize("store", ["catalog.sqlite3", "content.sqlite3"])
@pytest.mark.parametrize("garbage", [b"not a database" * 1000, b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_store_is_named(tmp_path: Path, store: str, garbage: bytes) -> None:
    open_library(tmp_path).close()
    (tmp_path / store).write_bytes(garbage)

    with pytest.raises(CatalogUnusable, match=store):
        open_library(tmp_path)


def test_a_full_disk_is_said_and_what_was_live_stays_live(tmp_path: Path, shelf: Path) -> None:
    with open_library(tmp_path / "data") as library:
        library.add([shelf], publish=True)
        live = library.live()
        (shelf / "long.md").write_text("# Long\n\n" + "A long rule follows. " * 20_000)
        with sqlite3.connect(tmp_path / "data" / "catalog.sqlite3") as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        with _no_more_pages_than(library.database, pages), pytest.raises(CatalogUnusable) as full:
            library.add([shelf], publish=True)
        assert "full" in str(full.value)
        assert library.live() == live
        assert library.add([shelf], publish=True).published


@contextmanager
def _no_more_pages_than(database: Database, pages: int) -> Iterator[None]:
    """Make SQLite meet a full disk."""

    def limit(raw: sqlite3.Connection, *_: object) -> None:
        raw.execute(f"PRAGMA max_page_count={pages}")

    database._engine.dispose()
    event.listen(database._engine, "connect", limit)
    yield
    event.remove(database._engine, "connect", limit)
    database._engine.dispose()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_no_space_for_the_index_keeps_the_live_revision(
    tmp_path: Path, shelf: Path, small_disk: Path
) -> None:
    indexes = tmp_path / "data" / "indexes"
    with open_library(tmp_path / "data") as library:
        library.add([shelf], publish=True)
        live = library.live()
        indexes.rename(tmp_path / "kept")
        indexes.symlink_to(small_disk)
        rules = "\n\n".join(f"1.{n} Rule {n} has words of its own." for n in range(2000))
        (shelf / "new.md").write_text(f"# New\n\n{rules}\n")
        with pytest.raises(CatalogUnusable, match="full"):
            library.add([shelf], publish=True)
        assert [revision.id for revision in library.revisions()] == [live]
        indexes.unlink()
        (tmp_path / "kept").rename(indexes)
        assert library.add([shelf], publish=True).published


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    open_library(tmp_path / "data").close()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[str] = context.SimpleQueue()

    def as_nobody() -> None:
        os.setuid(NOBODY)
        for data in (tmp_path / "data", tmp_path / "new"):
            try:
                open_library(data)
            except CatalogUnusable as error:
                answers.put(str(error))
            else:
                answers.put("opened")

    child = context.Process(target=as_nobody)
    child.start()
    child.join()
    for _ in range(2):
        assert "can't be written" in answers.get()


def test_one_that_writes_for_long_makes_others_wait_and_then_say_so(tmp_path: Path) -> None:
    database = open_catalog(tmp_path)
    with (
        FileLock(tmp_path / "writing.lock"),
        pytest.raises(CatalogBusy, match="Another process"),
        exclusive(tmp_path, database, wait=0.1),
    ):
        pytest.fail("two processes held the lock")
    with exclusive(tmp_path, database, wait=0.1):
        pass
    database.close()


def test_opening_doesnt_wait_for_a_writer(tmp_path: Path, shelf: Path) -> None:
    with open_library(tmp_path) as library:
        library.add([shelf], publish=True)
    with FileLock(tmp_path / "writing.lock"), open_library(tmp_path) as library:
        assert library.documents()


def test_a_locked_database_is_busy_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.catalog.database.WAIT", 0.1)
    database = open_catalog(tmp_path)
    blocker = sqlite3.connect(tmp_path / "catalog.sqlite3", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(CatalogBusy, match="try again"), database.write() as connection:
        connection.execute(insert(tables.conversation))
    blocker.close()
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://somebody@localhost/policydesk",
        "nonsense",
        "postgresql://somebody:secret@127.0.0.1:1/policydesk",
    ],
)
def test_a_database_that_cant_be_used_is_said_without_its_password(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(CatalogUnusable) as unusable:
        open_catalog(tmp_path, url)
    assert "secret" not in str(unusable.value)
