from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.web.people.attempts import (
    BY_ADDRESS,
    BY_BOTH,
    BY_NAME,
    WINDOW,
    Attempts,
    TooOften,
    Try,
)
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock

HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def attempts(database: Database, clock: Clock) -> Attempts:
    return Attempts(database, clock)


def fail(attempts: Attempts, times: int, name: str = "ann", address: str = HERE) -> None:
    for _ in range(times):
        attempts.begin(Try(name, address))


def test_a_name_is_tried_from_one_place_only_so_often(attempts: Attempts) -> None:
    fail(attempts, BY_BOTH)
    with pytest.raises(TooOften, match="Wait 15 minutes"):
        fail(attempts, 1, "ANN")
    fail(attempts, 1, "ann", THERE)
    fail(attempts, 1, "bob")


def test_a_name_is_tried_from_everywhere_only_so_often(attempts: Attempts) -> None:
    for number in range(BY_NAME):
        fail(attempts, 1, "ann", f"192.0.2.{number}")
    with pytest.raises(TooOften):
        fail(attempts, 1, "ann", "198.51.100.1")
    with pytest.raises(TooOften):
        fail(attempts, 1, "ann", "")


def test_one_place_tries_all_names_only_so_often(attempts: Attempts) -> None:
    for number in range(BY_ADDRESS):
        fail(attempts, 1, f"name {number}")
    with pytest.raises(TooOften):
        fail(attempts, 1, "another")
    fail(attempts, 1, "another", THERE)


def test_what_failed_is_forgotten_after_a_while(attempts: Attempts, clock: Clock) -> None:
    fail(attempts, BY_BOTH)
    clock.now += WINDOW - timedelta(seconds=1)
    with pytest.raises(TooOften):
        fail(attempts, 1)
    clock.now += timedelta(seconds=1)
    fail(attempts, 1)


def test_who_signs_in_begins_anew_and_many_who_do_lock_nobody_out(attempts: Attempts) -> None:
    fail(attempts, BY_BOTH - 1)
    for number in range(BY_ADDRESS):
        tried = Try(f"name {number}", HERE)
        attempts.begin(tried)
        attempts.succeeded(tried)
    attempts.begin(Try("ann", HERE))
    attempts.succeeded(Try("ann", HERE))
    fail(attempts, BY_BOTH)
    with pytest.raises(TooOften):
        fail(attempts, 1)
