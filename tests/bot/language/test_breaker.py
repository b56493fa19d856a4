from __future__ import annotations

from contextlib import suppress

import pytest
import structlog

from bot.errors import ModelFailed
from bot.language.breaker import FAILURES, REST, Breaker
from bot.writing import Outcome
from tests.bot.language.asked import Seconds


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def breaker(clock: Seconds) -> Breaker:
    return Breaker("openai:one", lambda failure: failure.outcome is Outcome.SLOW, clock)


def fails(breaker: Breaker, outcome: Outcome = Outcome.SLOW, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(ModelFailed) as failed, breaker.watch():
            raise ModelFailed("It didn't work.", outcome)
        assert failed.value.outcome is outcome


def works(breaker: Breaker) -> None:
    with breaker.watch():
        pass


def rests(breaker: Breaker) -> bool:
    try:
        works(breaker)
    except ModelFailed as turned_away:
        return turned_away.outcome is Outcome.RESTING
    return False


def test_after_so_many_failures_in_a_row_it_rests(breaker: Breaker) -> None:
    fails(breaker, times=FAILURES - 1)
    assert not breaker.open
    fails(breaker)
    assert breaker.open
    assert rests(breaker)


def test_what_works_ends_the_row(breaker: Breaker) -> None:
    fails(breaker, times=FAILURES - 1)
    works(breaker)
    fails(breaker, times=FAILURES - 1)
    assert not rests(breaker)


def test_what_isnt_blamed_neither_lengthens_the_row_nor_ends_it(breaker: Breaker) -> None:
    fails(breaker, times=FAILURES - 1)
    fails(breaker, Outcome.SPENT, times=FAILURES)
    with pytest.raises(ZeroDivisionError), breaker.watch():
        raise ZeroDivisionError
    assert not breaker.open
    fails(breaker)
    assert breaker.open


def test_after_its_rest_one_tries_and_the_others_are_turned_away_until_then(
    breaker: Breaker, clock: Seconds
) -> None:
    fails(breaker, times=FAILURES)
    clock.sleep(REST - 1)
    assert rests(breaker)
    clock.sleep(1)
    with breaker.watch():
        assert rests(breaker)
    assert not breaker.open
    works(breaker)


def test_a_try_that_fails_lets_it_rest_again(breaker: Breaker, clock: Seconds) -> None:
    fails(breaker, times=FAILURES)
    clock.sleep(REST)
    fails(breaker)
    clock.sleep(REST - 1)
    assert rests(breaker)
    clock.sleep(1)
    works(breaker)
    assert not breaker.open


def test_a_try_that_says_nothing_of_the_endpoint_leaves_it_to_the_next(
    breaker: Breaker, clock: Seconds
) -> None:
    fails(breaker, times=FAILURES)
    clock.sleep(REST)
    fails(breaker, Outcome.SPENT)
    assert breaker.open
    works(breaker)
    assert not breaker.open


def test_what_began_before_the_rest_doesnt_lengthen_it(breaker: Breaker, clock: Seconds) -> None:
    with suppress(ModelFailed), breaker.watch():
        fails(breaker, times=FAILURES)
        clock.sleep(REST - 1)
        raise ModelFailed("It came late.", Outcome.SLOW)
    clock.sleep(1)
    works(breaker)


def test_its_rest_is_logged_when_it_begins_and_when_it_ends(
    breaker: Breaker, clock: Seconds
) -> None:
    with structlog.testing.capture_logs() as lines:
        fails(breaker, times=FAILURES)
        assert rests(breaker)
        clock.sleep(REST)
        fails(breaker)
        clock.sleep(REST)
        works(breaker)
        works(breaker)
    assert [line["event"] for line in lines] == ["model rests", "model is asked again"]
