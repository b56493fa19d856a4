"""What a scenario counts as lost, sent twice and out of order."""

from __future__ import annotations

from typing import Any

from evals.bench.chat.load import Line, Outcome, lines


def asked(ts: str, thread: str = "") -> dict[str, Any]:
    return {"ts": ts, "at": float(ts), "user": "U1", "thread_ts": thread, "metadata": {}}


def answer(ts: str, to: str, thread: str, part: str = "") -> dict[str, Any]:
    payload = {"key": f"event post D1 {to}{part}"}
    told = {"event_type": "policydesk", "event_payload": payload}
    return asked(ts, thread) | {"user": "UBOT", "metadata": told}


def seen(*messages: dict[str, Any]) -> Outcome:
    return Outcome([{"tries": [{"seconds": 0.25}, {"seconds": 0.5}]}], messages)


def test_a_question_without_an_answer_is_lost() -> None:
    outcome = seen(asked("1.0"), asked("2.0"), answer("3.0", "1.0", "1.0"))
    assert (outcome.lost, outcome.twice, outcome.waits()) == (1, 0, [2.0])


def test_the_parts_of_a_long_answer_are_one_answer() -> None:
    first, second = answer("2.0", "1.0", "1.0"), answer("3.0", "1.0", "1.0", "/2")
    outcome = seen(asked("1.0"), first, second)
    assert (outcome.lost, outcome.twice, outcome.waits()) == (0, 0, [1.0])


def test_the_same_message_again_is_one_too_many() -> None:
    outcome = seen(asked("1.0"), answer("2.0", "1.0", "1.0"), answer("3.0", "1.0", "1.0"))
    assert outcome.twice == 1


def test_a_thread_is_out_of_order_where_a_later_question_is_answered_first() -> None:
    questions = asked("1.0"), asked("2.0", "1.0")
    late, early = answer("4.0", "1.0", "1.0"), answer("3.0", "2.0", "1.0")
    assert seen(*questions, early, late).disordered == 1
    late, early = answer("4.0", "2.0", "1.0"), answer("3.0", "1.0", "1.0")
    assert seen(*questions, early, late).disordered == 0


def test_every_try_of_a_delivery_counts_as_an_ack() -> None:
    assert seen().acks() == [250.0, 500.0]


def test_there_are_as_many_questions_as_are_wanted_and_two_hundred_are_distinct() -> None:
    assert len(set(lines(200))) == 200
    assert len(lines(20, 4)) == 80


def test_a_question_is_asked_in_the_asker_s_direct_messages() -> None:
    assert Line("U7", "May I?").channel == "D7"
