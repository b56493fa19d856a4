from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.service.alone import alone_at, alone_here, running
from knowledge.catalog.database import Database, open_catalog
from knowledge.errors import CatalogBusy
from tests.knowledge.contracts.conftest import new_database

HOLDER = """
import sys, time
from pathlib import Path
from adapters.service.alone import alone_here
data = Path(sys.argv[1])
with alone_here(data):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_one_is_refused_and_told_what_to_do(database: Database, tmp_path: Path) -> None:
    with alone_here(tmp_path), alone_at(database):
        with pytest.raises(CatalogBusy, match="Stop that one first"), alone_here(tmp_path, wait=0):
            pass
        if not database.is_sqlite:
            with pytest.raises(CatalogBusy, match="Stop that one first"), alone_at(database):
                pass
    with alone_here(tmp_path, wait=0), alone_at(database):
        pass


def test_whether_one_runs_can_be_seen_and_looking_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    assert not running(tmp_path, database)
    with alone_here(tmp_path), alone_at(database):
        assert running(tmp_path, database)
        assert running(tmp_path, database)
    assert not running(tmp_path, database)


def test_on_another_host_with_another_folder_the_database_tells_it(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = new_database(request.getfixturevalue("server"))
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    mine, theirs = open_catalog(here, url), open_catalog(there, url)
    with alone_here(here), alone_at(mine):
        assert running(there, theirs)
    with alone_here(there, wait=0), alone_at(theirs):
        assert running(here, mine)
    with theirs.read() as connection:
        left = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert connection.execute(left).scalar_one() == 0
    mine.close()
    theirs.close()


def test_the_right_that_was_lost_with_its_connection_is_taken_again_or_another_has_it(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = new_database(request.getfixturevalue("server"))
    mine, theirs = open_catalog(tmp_path, url), open_catalog(tmp_path, url)

    def cut() -> None:
        """Let the server cut the connection that holds the right."""
        held = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
        with theirs.read() as connection:
            assert connection.execute(text(held)).scalars().all() == [True]

    with alone_at(mine) as alone:
        alone.follow()
        cut()
        alone.follow()
        assert alone.missing() == ""
        with pytest.raises(CatalogBusy), alone_at(theirs):
            pass
        cut()
        with alone_at(theirs):
            with pytest.raises(CatalogBusy, match="answer everything twice"):
                alone.follow()
            assert alone.missing() == "another process serves the same database"
        assert alone.missing() == ""
    mine.close()
    theirs.close()


def test_a_killed_process_leaves_the_way_free(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        database = open_catalog(tmp_path)
        assert running(tmp_path, database)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        with alone_here(tmp_path):
            pass
        database.close()
