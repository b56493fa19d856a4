from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, select, text

from knowledge import migrations
from knowledge.catalog import tables
from knowledge.catalog.database import Database, open_catalog, open_content


def differences(database: Database, metadata: MetaData) -> list[object]:
    with database.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_migrations_make_the_tables_that_the_program_expects(tmp_path: Path) -> None:
    catalog = open_catalog(tmp_path)
    content = open_content(tmp_path, catalog)
    assert differences(catalog, tables.catalog) == []
    assert differences(content, tables.content) == []
    catalog.close()
    content.close()


def test_the_newest_steps_are_the_ones_that_opening_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    heads = ScriptDirectory.from_config(config).get_heads()
    assert sorted(heads) == sorted(migrations.HEADS.values())


def test_migrations_import_nothing_of_ours() -> None:
    for file in Path(migrations.__file__).parent.rglob("*.py"):
        text = file.read_text()
        assert "from knowledge" not in text
        assert "import knowledge" not in text


def test_a_data_folder_of_the_first_release_is_upgraded_and_keeps_what_was_said(
    tmp_path: Path,
) -> None:
    make_first_release(tmp_path)
    opened = open_catalog(tmp_path)
    assert differences(opened, tables.catalog) == []
    with opened.read() as connection:
        turn = connection.execute(select(tables.turn)).one()
        messages = connection.execute(select(tables.message).order_by(tables.message.c.id)).all()
    assert (turn.question, turn.revision, turn.decision) == ("may I?", 3, {"text": "You may."})
    assert (turn.stand_alone, turn.audience, turn.groups, turn.history) == ("", "", [], [])
    assert [row.subject for row in messages] == [None] * 5
    # The asker of a wrote again after the first reply, the asker of b hasn't since.
    told = {row.content: row.told for row in messages if row.role == "office"}
    assert told == {"Yes.": datetime(2026, 5, 4, 12, tzinfo=UTC), "No.": None}
    opened.close()


def make_first_release(folder: Path) -> None:
    engine = create_engine(f"sqlite:///{folder / 'catalog.sqlite3'}")
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "catalog_0001")
        connection.execute(
            text(
                "INSERT INTO turn VALUES (1, 'a', '2026-05-04 11:00:00', '2026-05-04', 'may I?',"
                """ 'answer', 'answered', 'sure', 0.9, 3, '{"text": "You may."}', '{}', '')"""
            )
        )
        said = (("a", "user", "may I?"), ("a", "office", "Yes."), ("b", "user", "may we?"))
        for name, role, content in (*said, ("b", "office", "No."), ("a", "user", "thanks")):
            connection.execute(
                text(
                    "INSERT INTO message (conversation, at, role, content)"
                    " VALUES (:name, '2026-05-04 12:00:00', :role, :content)"
                ),
                {"name": name, "role": role, "content": content},
            )
    engine.dispose()


def test_many_may_open_a_new_folder_at_once(tmp_path: Path) -> None:
    start = threading.Barrier(6, timeout=60)

    def open_both(folder: Path) -> bool:
        start.wait()
        catalog = open_catalog(folder)
        open_content(folder, catalog).close()
        with catalog.read() as connection:
            complete = migrations.up_to_date(connection, ("catalog",))
        catalog.close()
        return complete

    for number in range(5):
        with ThreadPoolExecutor(6) as pool:
            assert all(pool.map(open_both, [tmp_path / str(number)] * 6))
