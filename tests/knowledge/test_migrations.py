from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

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


def test_many_may_open_a_new_folder_at_once(tmp_path: Path) -> None:
    start = threading.Barrier(6, timeout=60)

    def open_both(folder: Path) -> None:
        start.wait()
        catalog = open_catalog(folder)
        open_content(folder, catalog).close()
        catalog.close()

    for number in range(5):
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(open_both, [tmp_path / str(number)] * 6))
