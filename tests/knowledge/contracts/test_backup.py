from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from knowledge.backup import backup, restore
from knowledge.catalog import tables
from knowledge.errors import CatalogUnusable
from knowledge.library import Library
from knowledge.model import Viewer
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder
from tests.knowledge.contracts.conftest import GIFTS, Open, new_database

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TICKET = {
    "state": "open",
    "reason": "no clause",
    "question": "May I?",
    "decision": {"kind": "escalate"},
    "created": NOW,
    "updated": NOW,
}


def open_ticket(library: Library) -> int:
    with library.database.write() as connection:
        statement = insert(tables.ticket).values(TICKET).returning(tables.ticket.c.id)
        return int(connection.execute(statement).scalar_one())


@pytest.fixture
def filled(library: Library, shelf: Path) -> Library:
    library.add([shelf], publish=True)
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "thirty"))
    library.add([shelf], publish=True)
    open_ticket(library)
    return library


def test_a_backup_of_a_library_in_use_is_restored_whole(  # noqa: PLR0913, PLR0917 - fixtures
    filled: Library,
    open_library: Open,
    tmp_path: Path,
    url: str,
    calendar: Calendar,
    embedder: WordEmbedder,
) -> None:
    archive = tmp_path / "backup.zip"
    backup(tmp_path / "data", archive, database_url=url)
    restore(archive, tmp_path / "restored")
    embedder.embedded.clear()

    restored = open_library(tmp_path / "restored", "")

    assert restored.revisions() == filled.revisions()
    assert restored.documents() == filled.documents()
    query = [("gift worth dollars", 1.0)]
    ours = restored.search(query, Viewer(), calendar(), 5)
    theirs = filled.search(query, Viewer(), calendar(), 5)
    assert [(p.clause, p.version) for p in ours.passages] == [
        (p.clause, p.version) for p in theirs.passages
    ]
    assert set(embedder.embedded) == {query[0][0]}
    version = ours.passages[0].version
    assert restored.original(version.digest) == filled.original(version.digest)
    with restored.database.read() as connection:
        row = connection.execute(select(tables.ticket)).one()
    assert (row.question, row.decision, row.created) == ("May I?", {"kind": "escalate"}, NOW)


@pytest.mark.usefixtures("filled")
def test_work_goes_on_after_a_restore(
    open_library: Open, tmp_path: Path, url: str, shelf: Path
) -> None:
    backup(tmp_path / "data", tmp_path / "backup.zip", database_url=url)
    restore(tmp_path / "backup.zip", tmp_path / "restored")

    restored = open_library(tmp_path / "restored", "")

    assert restored.add([shelf]).revision is None
    assert open_ticket(restored) == 2
    (shelf / "gifts.md").write_text(GIFTS.replace("twenty", "forty"))
    report = restored.add([shelf], publish=True)
    assert report.revision == 3
    restored.rollback()


def test_a_restore_never_overwrites(filled: Library, tmp_path: Path, url: str) -> None:
    archive = tmp_path / "backup.zip"
    backup(tmp_path / "data", archive, database_url=url)

    with pytest.raises(CatalogUnusable, match="already holds a knowledge base"):
        restore(archive, tmp_path / "data", database_url=url)
    assert filled.live() == 2


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "left", ["catalog.sqlite3-wal", "catalog.sqlite3-shm", "content.sqlite3", "content.sqlite3-wal"]
)
def test_a_restore_never_mixes_with_what_was_left_behind(
    tmp_path: Path, url: str, left: str
) -> None:
    archive = tmp_path / "backup.zip"
    backup(tmp_path / "data", archive, database_url=url)
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / left).write_bytes(b"left behind")

    with pytest.raises(CatalogUnusable, match=f"{left}.*new folder"):
        restore(archive, tmp_path / "restored")
    assert [file.name for file in (tmp_path / "restored").iterdir()] == [left]


@pytest.mark.usefixtures("filled")
def test_a_damaged_archive_changes_nothing(tmp_path: Path, url: str) -> None:
    archive = tmp_path / "backup.zip"
    backup(tmp_path / "data", archive, database_url=url)
    whole = archive.read_bytes()
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as made:
        made.writestr("notes.txt", "not a backup")
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.zip").write_text("nothing of the kind")

    for name in ("wrong.zip", "half.zip", "text.zip", "gone.zip"):
        with pytest.raises(CatalogUnusable, match=name):
            restore(tmp_path / name, tmp_path / "restored")
        assert list((tmp_path / "restored").iterdir()) == []


@pytest.mark.usefixtures("filled")
def test_a_backup_that_can_not_be_written_says_so(tmp_path: Path, url: str) -> None:
    with pytest.raises(CatalogUnusable, match="can't be written"):
        backup(tmp_path / "data", tmp_path / "nowhere" / "backup.zip", database_url=url)


def test_backups_move_between_the_two_databases(
    filled: Library, tmp_path: Path, url: str, server: str, calendar: Calendar
) -> None:
    archive = tmp_path / "backup.zip"
    backup(tmp_path / "data", archive, database_url=url)
    fresh = new_database(server)
    restore(archive, tmp_path / "moved", database_url=fresh)

    with Library.open(
        tmp_path / "moved", database_url=fresh, embedder=WordEmbedder(), today=calendar
    ) as moved:
        assert moved.documents() == filled.documents()
        assert moved.revisions() == filled.revisions()
        assert open_ticket(moved) == 2
        assert moved.search([("gifts", 1.0)], Viewer(), calendar(), 3).passages
