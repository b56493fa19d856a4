from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from knowledge.catalog.database import open_catalog
from knowledge.catalog.tables import alarm
from knowledge.errors import CatalogBusy
from tests.bot.conftest import Clock


def test_who_doesnt_get_a_turn_in_time_is_told_and_the_next_one_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_catalog(tmp_path)
    monkeypatch.setattr("knowledge.catalog.database.WAIT", 0.01)

    def write() -> int:
        with database.write() as connection:
            row = {"about": "a", "text": "b", "since": Clock().now}
            connection.execute(insert(alarm).values(row))
            return connection.execute(select(func.count()).select_from(alarm)).scalar_one()

    with ThreadPoolExecutor(1) as pool:
        with database.write(), pytest.raises(CatalogBusy, match="busy"):
            pool.submit(write).result()
        assert pool.submit(write).result() == 1
    database.close()


def test_a_turn_ends_with_a_transaction_that_failed(tmp_path: Path) -> None:
    database = open_catalog(tmp_path)
    with pytest.raises(ZeroDivisionError), database.write():
        1 / 0  # noqa: B018 - it raises
    with database.write():
        pass
    database.close()
