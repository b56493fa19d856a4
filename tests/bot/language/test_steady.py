from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import get_ident

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelFailed
from bot.language.breaker import FAILURES, REST
from bot.language.model import Hears, Prompt, Said, silent
from bot.language.steady import Patience, Steady
from bot.writing import Outcome
from tests.bot.language.asked import READING, WRITING, Seconds, model
from tests.fakes.model_server import ModelServer, dead_address, model_server, until

PATIENT = Patience(first_token=30, whole=60, at_once=4)
SOON = Patience(first_token=0.4, whole=60, at_once=4)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[ModelServer]:
    with model_server() as one:
        model(one, "good-warm-up").say(WRITING)  # imports the kit
        yield one


def steady(
    server: ModelServer | str, name: str, patience: Patience = PATIENT, clock: Seconds | None = None
) -> Steady:
    inner = model(server, name)
    return Steady(inner, patience, clock, clock.sleep) if clock else Steady(inner, patience)


def failure(one: Steady) -> ModelFailed:
    with pytest.raises(ModelFailed) as failed:
        one.say(WRITING)
    return failed.value


def test_what_comes_in_time_is_heard_in_the_callers_thread_and_whole(endpoint: ModelServer) -> None:
    heard: list[tuple[int, str]] = []
    one = steady(endpoint, "good")
    said = one.say(WRITING, lambda so_far: heard.append((get_ident(), so_far)))
    assert {thread for thread, _ in heard} == {get_ident()}
    assert heard[-1][1] == said.text
    assert all(said.text.startswith(text) for _, text in heard)
    assert one.name == "openai:good"


def test_a_server_that_never_answers_is_given_up_while_it_still_holds_the_line(
    endpoint: ModelServer,
) -> None:
    assert failure(steady(endpoint, "hangs", SOON)).outcome is Outcome.SLOW
    assert endpoint.held("hangs") == 1


def test_a_reply_that_doesnt_come_to_its_end_is_given_up_and_ended(endpoint: ModelServer) -> None:
    heard: list[str] = []
    one = steady(endpoint, "slow-whole-3", Patience(first_token=30, whole=2, at_once=4))
    with pytest.raises(ModelFailed) as failed:
        one.say(WRITING, heard.append)
    assert failed.value.outcome is Outcome.SLOW
    assert heard
    until(lambda: endpoint.held("slow-whole-3") == 0)


def test_an_endless_reply_is_given_up_by_its_length_and_asked_for_once(
    endpoint: ModelServer,
) -> None:
    clock = Seconds()
    assert failure(steady(endpoint, "huge", clock=clock)).outcome is Outcome.GARBLED
    assert clock.slept == []
    assert len(endpoint.asked("huge")) == 1
    until(lambda: endpoint.held("huge") == 0)


def test_reading_has_half_the_time_so_that_the_writing_has_some() -> None:
    clock = Seconds()

    def asked(prompt: Prompt) -> str:
        one = Steady(_Fails([20, 20]), Patience(30, 60, 1), clock, clock.sleep)
        return one.say(prompt).text

    assert asked(WRITING) == "at last"
    with pytest.raises(ModelFailed):
        asked(READING)


def test_a_listener_that_fails_ends_the_reply(endpoint: ModelServer) -> None:
    def fails(_so_far: str) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        steady(endpoint, "slow-whole-4").say(WRITING, fails)
    until(lambda: endpoint.held("slow-whole-4") == 0)


def test_whoever_gets_no_turn_gives_up_and_turns_are_free_when_replies_have_really_ended(
    endpoint: ModelServer,
) -> None:
    one = steady(endpoint, "slow-first-4", Patience(first_token=0.3, whole=60, at_once=1))
    assert failure(one).outcome is Outcome.SLOW
    assert failure(one).outcome is Outcome.BUSY
    assert len(endpoint.asked("slow-first-4")) == 1
    until(lambda: endpoint.held("slow-first-4") == 0)
    assert failure(one).outcome is Outcome.SLOW
    assert len(endpoint.asked("slow-first-4")) == 2


def test_no_more_ask_at_once_than_may(endpoint: ModelServer) -> None:
    one = steady(endpoint, "hangs-many", Patience(first_token=0.4, whole=60, at_once=2))
    with ThreadPoolExecutor(5) as askers:
        outcomes = [each.outcome for each in askers.map(failure, [one] * 5)]
    assert sorted(outcomes) == sorted([Outcome.SLOW] * 2 + [Outcome.BUSY] * 3)
    assert len(endpoint.asked("hangs-many")) == 2


def test_many_askers_at_once_are_no_failure_of_the_endpoint(endpoint: ModelServer) -> None:
    one = steady(endpoint, "slow-whole-0.4", Patience(first_token=2, whole=60, at_once=1))
    with ThreadPoolExecutor(FAILURES + 2) as askers:
        first = askers.submit(one.say, WRITING)
        until(lambda: endpoint.held("slow-whole-0.4"))
        outcomes = [each.outcome for each in askers.map(failure, [one] * (FAILURES + 1))]
        assert outcomes == [Outcome.BUSY] * (FAILURES + 1)
        assert not one.resting
        assert first.result().text


def test_replies_that_hang_and_leave_no_turn_are_one(endpoint: ModelServer) -> None:
    one = steady(endpoint, "hangs-one", Patience(first_token=0.2, whole=60, at_once=1))
    outcomes = [failure(one).outcome for _ in range(FAILURES + 1)]
    assert outcomes == [Outcome.SLOW, *[Outcome.BUSY] * (FAILURES - 1), Outcome.RESTING]


def test_a_process_ends_though_a_server_never_answers(endpoint: ModelServer) -> None:
    script = (
        "import sys; from tests.bot.language.test_steady import *\n"
        "model(sys.argv[1], 'good-exit').say(WRITING)\n"
        "assert failure(steady(sys.argv[1], 'hangs-exit', SOON)).outcome is Outcome.SLOW"
    )
    subprocess.run([sys.executable, "-c", script, endpoint.url], check=True, timeout=50)
    assert len(endpoint.asked("hangs-exit")) == 1


def test_what_has_to_be_loaded_takes_nothing_of_the_time_to_the_first_word(
    endpoint: ModelServer,
) -> None:
    clock, inner = Seconds(), model(endpoint, "good")
    one = Steady(inner, PATIENT, clock, clock.sleep, ready=lambda: clock.sleep(PATIENT.whole))
    assert one.say(WRITING).text


def test_what_passes_is_tried_again_after_the_time_that_was_named(endpoint: ModelServer) -> None:
    clock = Seconds()
    said = steady(endpoint, "limited-2-3", clock=clock).say(WRITING)
    assert said.text
    assert clock.slept == [3, 3]


def test_without_a_time_the_waits_grow(endpoint: ModelServer) -> None:
    clock = Seconds()
    assert failure(steady(endpoint, "down", clock=clock)).outcome is Outcome.BUSY
    first, second = clock.slept
    assert 0.5 <= first <= 1
    assert 1 <= second <= 1.5
    assert len(endpoint.asked("down")) == 3


def test_a_wait_that_is_longer_than_the_patience_isnt_begun(endpoint: ModelServer) -> None:
    clock = Seconds()
    one = steady(endpoint, "limited-1-60", clock=clock)
    assert failure(one).outcome is Outcome.BUSY
    assert clock.slept == []


@pytest.mark.parametrize("name", ["no-key", "no-such-model", "refuses", "empty"])
def test_what_wont_pass_is_asked_once(endpoint: ModelServer, name: str) -> None:
    clock = Seconds()
    failure(steady(endpoint, f"{name}-once", clock=clock))
    assert clock.slept == []
    assert len(endpoint.asked(f"{name}-once")) == 1


def test_what_was_heard_isnt_said_twice(endpoint: ModelServer) -> None:
    clock, heard = Seconds(), list[str]()
    with pytest.raises(ModelFailed) as failed:
        steady(endpoint, "cut", clock=clock).say(WRITING, heard.append)
    assert failed.value.outcome is Outcome.UNREACHABLE
    assert heard
    assert clock.slept == []


def test_a_dead_endpoint_rests_after_many_failures_until_one_tries(endpoint: ModelServer) -> None:
    clock = Seconds()
    one = steady(dead_address(), "good", clock=clock)
    for _ in range(FAILURES):
        assert failure(one).outcome is Outcome.UNREACHABLE
    assert one.resting
    slept = list(clock.slept)
    assert failure(one).outcome is Outcome.RESTING
    assert clock.slept == slept
    clock.sleep(REST)
    one._model = model(endpoint, "good")
    assert one.say(WRITING).text
    assert not one.resting


@pytest.mark.parametrize(
    ("name", "outcome"), [("empty", Outcome.GARBLED), ("refuses", Outcome.DECLINED)]
)
def test_what_a_model_makes_of_a_question_is_no_failure_of_the_endpoint(
    endpoint: ModelServer, name: str, outcome: Outcome
) -> None:
    one = steady(endpoint, name)
    for _ in range(FAILURES + 1):
        assert failure(one).outcome is outcome
    assert not one.resting


@given(waits=st.lists(st.floats(0, 100), max_size=4), whole=st.floats(0.1, 50))
def test_however_long_the_waits_they_fit_into_the_patience(
    waits: list[float], whole: float
) -> None:
    clock = Seconds()
    one = Steady(_Fails(waits), Patience(30, whole, 1), clock, clock.sleep)
    with suppress(ModelFailed):
        assert one.say(WRITING).text == "at last"
    assert sum(clock.slept) < whole
    assert all(slept >= wait for slept, wait in zip(clock.slept, waits, strict=False))


class _Fails:
    """Has too much to do, for so long each time; then says something."""

    name = "made:one"

    def __init__(self, waits: list[float]) -> None:
        self._waits = iter(waits)

    def say(self, _prompt: Prompt, _hears: Hears = silent) -> Said:
        for wait in self._waits:
            raise ModelFailed("Later.", Outcome.BUSY, passing=True, wait=wait)
        return Said("at last", "1", 1, 1)
