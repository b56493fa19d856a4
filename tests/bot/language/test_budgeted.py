from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.errors import ModelFailed
from bot.language.breaker import FAILURES
from bot.language.budget import Budget, Limits
from bot.language.budgeted import Budgeted
from bot.language.forms import LONGEST_REPLY
from bot.language.model import LanguageModel, Prompt
from bot.language.steady import Patience, Steady
from bot.writing import Outcome
from knowledge.catalog.database import Database, open_catalog
from tests.bot.conftest import Clock
from tests.bot.language.asked import READING, WRITING, Seconds, model
from tests.fakes.model_server import ModelServer, dead_address, model_server, until

UNLIMITED = Limits(tokens=0, money=0, price_in=0, price_out=0)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[ModelServer]:
    with model_server() as one:
        model(one, "good-warm-up").say(WRITING)  # imports the kit
        yield one


@pytest.fixture
def budget(database: Database, clock: Clock) -> Budget:
    return Budget(database, lambda: clock().date(), UNLIMITED)


def reserved_for(prompt: Prompt, budget: Budget) -> int:
    """Return what an asking of this prompt may take, as the budget has it."""
    before = budget.used().tokens
    found: list[int] = []

    class Looks:
        name = "made:looks"

        def say(self, *_: object) -> None:
            found.append(budget.used().tokens - before)
            raise ModelFailed("It isn't there.", Outcome.UNREACHABLE)

    with pytest.raises(ModelFailed):
        Budgeted(Looks(), budget).say(prompt)
    return found[0]


def test_what_the_endpoint_counted_is_booked(endpoint: ModelServer, budget: Budget) -> None:
    said = Budgeted(model(endpoint, "good"), budget).say(WRITING)
    used = budget.used()
    assert (used.tokens_in, used.tokens_out) == (said.tokens_in, said.tokens_out)
    assert used.tokens_out > 0


def test_the_estimate_is_no_less_than_what_is_used(endpoint: ModelServer, budget: Budget) -> None:
    for prompt in (WRITING, READING):
        said = model(endpoint, "good").say(prompt)
        assert reserved_for(prompt, budget) >= said.tokens_in + said.tokens_out


def test_the_estimate_counts_writings_with_more_bytes_to_a_letter(budget: Budget) -> None:
    latin = Prompt("writing", "", "a" * 300, WRITING.form, 0)
    chinese = Prompt("writing", "", "字" * 300, WRITING.form, 0)
    assert reserved_for(chinese, budget) == reserved_for(latin, budget) + 200


def test_what_the_budget_doesnt_hold_isnt_sent(
    endpoint: ModelServer, database: Database, clock: Clock, budget: Budget
) -> None:
    most = reserved_for(WRITING, budget)
    limited = Budget(database, lambda: clock().date(), Limits(most, 0, 0, 0))
    one = Budgeted(model(endpoint, "good-until-spent"), limited)
    assert one.say(WRITING).text
    sent = len(endpoint.asked("good-until-spent"))
    with pytest.raises(ModelFailed) as failed:
        one.say(WRITING)
    assert failed.value.outcome is Outcome.SPENT
    assert len(endpoint.asked("good-until-spent")) == sent


def test_what_cant_be_booked_isnt_sent_and_the_endpoint_isnt_blamed(
    endpoint: ModelServer, tmp_path: Path
) -> None:
    database = open_catalog(tmp_path, "")
    budget = Budget(database, lambda: date(2026, 5, 4), UNLIMITED)
    budgeted = Budgeted(model(endpoint, "good-unbooked"), budget)
    one = Steady(budgeted, Patience(30, 60, at_once=1), book=budgeted.booked)
    database.close()
    for kept in tmp_path.glob("catalog.sqlite3*"):
        kept.write_bytes(b"damaged" * 1000)
    for _ in range(FAILURES + 1):
        with pytest.raises(ModelFailed) as failed:
            one.say(WRITING)
        assert failed.value.outcome is Outcome.UNBOOKED
    assert not one.resting
    assert endpoint.asked("good-unbooked") == []


def test_booking_takes_nothing_of_the_models_time(endpoint: ModelServer, budget: Budget) -> None:
    clock, patience = Seconds(), Patience(first_token=30, whole=60, at_once=1)
    budgeted = Budgeted(model(endpoint, "good"), budget)

    def slowly(prompt: Prompt) -> LanguageModel:
        clock.sleep(patience.whole)
        return budgeted.booked(prompt)

    assert Steady(budgeted, patience, clock, clock.sleep, book=slowly).say(WRITING).text


@pytest.mark.parametrize("name", ["limited-9", "down"])
def test_whom_nobody_lets_in_uses_nothing(endpoint: ModelServer, budget: Budget, name: str) -> None:
    with pytest.raises(ModelFailed):
        Budgeted(model(endpoint, name), budget).say(WRITING)
    assert budget.used().tokens == 0


def test_what_reaches_nobody_uses_nothing(budget: Budget) -> None:
    with pytest.raises(ModelFailed):
        Budgeted(model(dead_address(), "good"), budget).say(WRITING)
    assert budget.used().tokens == 0


def test_a_reply_that_is_cut_off_is_booked_as_far_as_it_came(
    endpoint: ModelServer, budget: Budget
) -> None:
    heard: list[str] = []
    with pytest.raises(ModelFailed):
        Budgeted(model(endpoint, "cut"), budget).say(WRITING, heard.append)
    used = budget.used()
    assert used.tokens_in == reserved_for(WRITING, budget) - WRITING.most_tokens
    assert len(heard[-1]) / 4 <= used.tokens_out <= WRITING.most_tokens


def test_an_endless_reply_doesnt_take_the_budget_of_the_others(
    endpoint: ModelServer, budget: Budget
) -> None:
    with pytest.raises(ModelFailed) as failed:
        Budgeted(model(endpoint, "huge"), budget).say(WRITING)
    assert (failed.value.outcome, failed.value.passing) == (Outcome.GARBLED, False)
    assert 0 < budget.used().tokens_out <= LONGEST_REPLY


@pytest.mark.parametrize("name", ["refuses", "empty"])
def test_a_reply_that_cant_be_used_has_its_price(
    endpoint: ModelServer, budget: Budget, name: str
) -> None:
    with pytest.raises(ModelFailed):
        Budgeted(model(endpoint, name), budget).say(WRITING)
    assert budget.used().tokens_in > 0


def test_a_reply_that_nobody_waits_for_stays_reserved_until_it_ends(
    endpoint: ModelServer, budget: Budget
) -> None:
    most = reserved_for(WRITING, budget)
    one = Budgeted(model(endpoint, "slow-first-2"), budget)
    with pytest.raises(ModelFailed):
        Steady(one, Patience(first_token=0.3, whole=60, at_once=1)).say(WRITING)
    assert budget.used().tokens == most
    until(lambda: budget.used().tokens < most)
    assert budget.used().tokens_in == most - WRITING.most_tokens


def test_a_listener_that_fails_loses_no_booking(endpoint: ModelServer, budget: Budget) -> None:
    def fails(_so_far: str) -> None:
        raise ZeroDivisionError

    most = reserved_for(WRITING, budget)
    with pytest.raises(ZeroDivisionError):
        Budgeted(model(endpoint, "good"), budget).say(WRITING, fails)
    assert most - WRITING.most_tokens < budget.used().tokens < most
