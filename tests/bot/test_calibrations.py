"""Which calibration is in use: the newest choice on file, where it can be used."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.calibrations import PACKAGED, Calibrations, in_use, parsed
from bot.confidence import Calibration, packaged
from bot.errors import CalibrationUnusable
from knowledge.backup import backup, restore
from knowledge.catalog.database import Database, open_catalog
from knowledge.catalog.tables import calibration as table
from tests.bot.conftest import Clock
from tests.knowledge.contracts.conftest import new_database

OWN = replace(packaged(), sure=0.9, intercept=-5.125, provenance={"set": "ours", "cases": ["a"]})


def used(calibrations: Calibrations, model: str = OWN.model) -> Calibration:
    return in_use(calibrations.newest(), lambda: model).calibration


def put(database: Database, clock: Clock, content: object) -> None:
    """Put on file what no command would."""
    with database.write() as connection:
        connection.execute(insert(table).values(at=clock(), who="", content=content))


def test_without_a_choice_on_file_the_packaged_one_is_in_use_and_the_model_not_looked_at(
    database: Database, clock: Clock
) -> None:
    def model() -> str:
        raise AssertionError("a look at the model takes its time")

    chosen = in_use(Calibrations(database, clock).newest(), model)
    assert (chosen.calibration, chosen.entry, chosen.fault) == (packaged(), None, "")
    assert not chosen.own


def test_the_newest_choice_is_in_use_and_nothing_is_ever_removed(
    database: Database, clock: Clock
) -> None:
    calibrations = Calibrations(database, clock)
    calibrations.use(replace(OWN, sure=0.8), "anna")
    calibrations.use(OWN, "ben")
    assert used(calibrations) == OWN
    newest = calibrations.newest()
    assert newest is not None
    assert (newest.who, newest.at) == ("ben", clock())
    assert in_use(newest, lambda: OWN.model).own
    calibrations.use_packaged("carla")
    assert used(calibrations) == packaged()
    assert not in_use(calibrations.newest(), lambda: OWN.model).own
    with database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    assert [row.who for row in rows] == ["anna", "ben", "carla"]
    assert parsed(rows[1].content) == OWN


def test_a_calibration_of_another_model_is_not_used_and_says_so(
    database: Database, clock: Clock
) -> None:
    calibrations = Calibrations(database, clock)
    calibrations.use(OWN, "anna")
    chosen = in_use(calibrations.newest(), lambda: "another")
    assert chosen.calibration == packaged()
    assert "another embedding model" in chosen.fault
    assert not chosen.own


def damaged() -> list[Any]:
    whole = OWN.content()
    return [
        {},
        [],
        "text",
        {"packaged": False},
        {name: value for name, value in whole.items() if name != "bands"},
        whole | {"weights": {**OWN.weights, "length": 1.0}},
        whole | {"weights": {**OWN.weights, "height": "high"}},
        whole | {"weights": {name: 1.0 for name in OWN.weights if name != "height"}},
        whole | {"bands": {"sure": 0.2, "unsure": 0.3}},
        whole | {"bands": {"sure": 1.2, "unsure": 0.3}},
        whole | {"bands": {"sure": 0.5, "unsure": 0.0}},
        whole | {"intercept": None},
        whole | {"intercept": True},
        whole | {"later": 1},
    ]


@pytest.mark.parametrize("content", damaged(), ids=range(len(damaged())))
def test_what_is_damaged_or_of_another_release_is_not_used_and_says_why(
    database: Database, clock: Clock, content: object
) -> None:
    put(database, clock, content)
    chosen = in_use(Calibrations(database, clock).newest(), lambda: OWN.model)
    assert chosen.calibration == packaged()
    assert chosen.fault


@pytest.mark.parametrize(
    "wrong",
    [
        {"intercept": math.nan},
        {"weights": {**OWN.weights, "height": math.inf}},
        {"sure": math.nan},
        {"sure": 0.1},
    ],
)
def test_what_nothing_can_be_computed_with_is_never_put_on_file(
    database: Database, clock: Clock, wrong: dict[str, Any]
) -> None:
    calibrations = Calibrations(database, clock)
    with pytest.raises(CalibrationUnusable):
        calibrations.use(replace(OWN, **wrong), "anna")
    assert calibrations.newest() is None


def test_the_row_that_goes_back_holds_no_figures() -> None:
    # A later release packages another calibration, and that one is meant.
    assert PACKAGED == {"packaged": True}


def test_whole_numbers_are_numbers_too() -> None:
    assert parsed(OWN.content() | {"intercept": -5}).intercept == -5.0


def test_a_backup_of_a_server_holds_the_choice(server: str, tmp_path: Path, clock: Clock) -> None:
    url = new_database(server)
    opened = open_catalog(tmp_path / "data", url)
    Calibrations(opened, clock).use(OWN, "anna")
    opened.close()
    backup(tmp_path / "data", tmp_path / "archive", database_url=url)
    restore(tmp_path / "archive", tmp_path / "restored")
    restored = open_catalog(tmp_path / "restored")
    assert used(Calibrations(restored, clock)) == OWN
    restored.close()
