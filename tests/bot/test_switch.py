from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.errors import SwitchRefused
from bot.switch import Switch, Switched
from knowledge.catalog import tables
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock


def test_the_newest_word_counts_and_all_are_kept(database: Database, clock: Clock) -> None:
    switch = Switch(database, clock)
    assert (switch.newest(), switch.reason()) == (None, "")
    switch.off(" The index is being mended. ", "Ann")
    said = "The index is being mended."
    assert switch.newest() == Switched(clock(), "Ann", off=True, reason=said)
    assert switch.reason() == said
    clock.pass_days(1)
    switch.off("Still.", "Ben")
    assert switch.reason() == "Still."
    switch.on("Ann")
    assert switch.reason() == ""
    newest = switch.newest()
    assert newest is not None
    assert (newest.who, newest.off, newest.at) == ("Ann", False, clock())
    with database.read() as connection:
        assert len(connection.execute(select(tables.switch)).all()) == 3


def test_nobody_is_left_without_a_reason(database: Database, clock: Clock) -> None:
    switch = Switch(database, clock)
    with pytest.raises(SwitchRefused, match="Say why"):
        switch.off(" \n", "Ann")
    assert switch.newest() is None
