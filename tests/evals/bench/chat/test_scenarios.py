"""What the scenarios ask, and what they make of the calls they see."""

from __future__ import annotations

from evals.bench.chat.load import by_everybody, lines
from evals.bench.chat.outcome import Asked, Outcome
from evals.bench.chat.platform import Call
from evals.bench.chat.scenarios import hasty, whole


def test_there_are_as_many_questions_as_are_wanted_and_two_hundred_are_distinct() -> None:
    assert len(set(lines(200))) == 200
    assert len(lines(20, 4)) == 80


def test_everybody_asks_once() -> None:
    assert len({line.person for line in by_everybody(30)}) == 30


def test_whoever_calls_sooner_than_it_was_told_to_is_hasty() -> None:
    refused = Call("C1", 10.0, 429)
    assert hasty([refused, Call("C1", 10.5, 200)]) == 1
    assert hasty([refused, Call("C1", 11.0, 200)]) == 0


def test_others_may_be_written_to_while_one_conversation_waits() -> None:
    assert hasty([Call("C1", 10.0, 429), Call("C2", 10.1, 200), Call("C1", 11.5, 200)]) == 0


def test_a_quick_call_after_a_yes_is_not_hasty() -> None:
    assert hasty([Call("C1", 10.0, 200), Call("C1", 10.1, 429)]) == 0


def test_what_a_platform_gave_up_misses_an_aim_only_where_all_has_to_be_taken() -> None:
    seen = Outcome([Asked("1.0", 1.0, (), taken=False)], [])
    reached = [figure.reached for figure in whole("x", seen)]
    assert reached == [True, False, True]
    assert [figure.reached for figure in whole("x", seen, all_taken=False)] == [True, None, True]
