from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ModelFailed
from bot.language.budget import Budget, Limits, Use
from bot.settings import Settings
from bot.writing import Outcome
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock

ONE = "openai:one"
UNLIMITED = Limits(tokens=0, money=0, price_in=0, price_out=0)


def limits(tokens: int = 0, money: float = 0) -> Limits:
    return Limits(tokens, money, price_in=2_000_000, price_out=10_000_000)


def budget(database: Database, clock: Clock, limit: Limits) -> Budget:
    return Budget(database, lambda: clock().date(), limit)


def spent(one: Budget, tokens_in: int = 1, tokens_out: int = 0, model: str = ONE) -> bool:
    try:
        one.reserve(model, tokens_in, tokens_out)
    except ModelFailed as failed:
        return failed.outcome is Outcome.SPENT
    return False


def test_what_was_used_takes_the_place_of_what_was_reserved(
    database: Database, clock: Clock
) -> None:
    one = budget(database, clock, limits())
    assert one.used() == Use(0, 0, 0)
    reserved = one.reserve(ONE, 100, 50)
    assert one.used() == Use(100, 50, 700)
    one.settle(reserved, 80, 7)
    assert one.used() == Use(80, 7, 230)


def test_the_limit_of_tokens_holds_with_what_is_reserved(database: Database, clock: Clock) -> None:
    one = budget(database, clock, limits(tokens=100))
    reserved = one.reserve(ONE, 60, 30)
    assert spent(one, 6, 5)
    assert not spent(one, 5, 5)
    one.settle(reserved, 60, 0)
    assert not spent(one, 30)
    assert spent(one)


def test_the_limit_of_money_holds(database: Database, clock: Clock) -> None:
    one = budget(database, clock, limits(money=100))
    assert not spent(one, 5, 8)
    assert spent(one, 0, 2)
    assert not spent(one, 5, 0)
    assert spent(one)


def test_without_limits_everything_is_counted_and_nothing_refused(
    database: Database, clock: Clock
) -> None:
    one = budget(database, clock, UNLIMITED)
    assert not spent(one, 10**12, 10**12)
    assert one.used().tokens == 2 * 10**12


def test_all_models_share_the_budget(database: Database, clock: Clock) -> None:
    one = budget(database, clock, limits(tokens=100, money=400))
    one.reserve(ONE, 60, 0)
    assert spent(one, 41, model="openai:other")
    assert not spent(one, 40, model="openai:other")
    assert spent(one)
    assert one.used() == Use(100, 0, 200)


def test_a_new_day_has_a_new_budget_and_the_old_one_is_settled_on_its_own(
    database: Database, clock: Clock
) -> None:
    one = budget(database, clock, limits(tokens=100))
    reserved = one.reserve(ONE, 100, 0)
    clock.pass_days(1)
    assert one.used().tokens == 0
    one.settle(reserved, 10, 0)
    assert one.used().tokens == 0
    assert not spent(one, 100)
    clock.pass_days(-1)
    assert one.used().tokens == 10


def test_that_the_budget_is_spent_is_logged_once_a_day(database: Database, clock: Clock) -> None:
    one = budget(database, clock, limits(tokens=10))
    with structlog.testing.capture_logs() as lines:
        assert spent(one, 11)
        assert spent(one, 12)
        clock.pass_days(1)
        assert spent(one, 11)
    days = [line["day"] for line in lines if line["event"] == "model budget spent"]
    assert days == ["2026-05-04", "2026-05-05"]


def test_what_is_refused_says_which_settings_refuse_it(database: Database, clock: Clock) -> None:
    with pytest.raises(ModelFailed, match="POLICYDESK_MODEL_TOKENS_PER_DAY"):
        budget(database, clock, limits(tokens=10)).reserve(ONE, 11, 0)


def test_the_limits_are_those_of_the_settings() -> None:
    chosen = Settings(model_tokens_per_day=5, model_money_per_day=2, model_price_out=3)
    assert Limits.of(chosen) == Limits(tokens=5, money=2, price_in=0, price_out=3)


def test_threads_at_once_dont_go_beyond_it(database: Database, clock: Clock) -> None:
    one = budget(database, clock, limits(tokens=1000))
    with ThreadPoolExecutor(8) as threads:
        refused = list(threads.map(lambda _: spent(one, 60, 40), range(24)))
    assert refused.count(False) == 10
    assert one.used().tokens == 1000


def test_processes_at_once_dont_go_beyond_it(
    database: Database, clock: Clock, tmp_path: Path, url: str
) -> None:
    script = "import sys; from tests.bot.language.test_budget import rush; rush(*sys.argv[1:])"
    command = [sys.executable, "-c", script, str(tmp_path), url, clock().date().isoformat()]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert budget(database, clock, limits()).used().tokens == 1000


def rush(data: str, url: str, day: str) -> None:
    """Take tokens in a process of its own, until there are none."""
    from knowledge.catalog.database import open_catalog  # noqa: PLC0415

    database = open_catalog(Path(data), url)
    one = Budget(database, lambda: date.fromisoformat(day), limits(tokens=1000))
    while not spent(one, 6, 4):
        pass
    database.close()


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(askings=st.lists(st.tuples(st.integers(0, 400), st.floats(0, 1)), max_size=12))
def test_as_long_as_replies_keep_to_what_was_reserved_no_day_goes_beyond_its_limit(
    database: Database, clock: Clock, askings: list[tuple[int, float]]
) -> None:
    clock.pass_days(1)
    one, really = budget(database, clock, limits(tokens=1000)), 0
    for most, share in askings:
        used = int(most * share)
        try:
            reserved = one.reserve(ONE, most, 0)
        except ModelFailed:
            assert really + most > 1000
        else:
            one.settle(reserved, used, 0)
            really += used
    assert one.used().tokens == really <= 1000
