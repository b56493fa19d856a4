"""What a scenario counts as lost, given up, sent twice, refused and out of order."""

from __future__ import annotations

from evals.bench.chat.outcome import Asked, Outcome, Said, Try

TAKEN, AWAY, REFUSED = Try(200, 0.25), Try(0, 0.5), Try(401, 0.1)


def asked(name: str, *tries: Try, taken: bool = True) -> Asked:
    return Asked(name, float(name), tries or (TAKEN,), taken)


def answer(at: str, to: str, part: str = "", thread: str = "D1") -> Said:
    return Said(f"event post D1 {to}{part}", float(at), thread)


def test_a_question_that_was_taken_and_has_no_answer_is_lost() -> None:
    outcome = Outcome([asked("1.0"), asked("2.0")], [answer("3.0", "1.0")])
    assert (outcome.lost, outcome.missed, outcome.open, outcome.twice) == (1, 0, 1, 0)
    assert outcome.waits() == [2.0]


def test_a_question_that_was_never_taken_is_missed_and_not_lost() -> None:
    outcome = Outcome([asked("1.0", AWAY, AWAY, AWAY, AWAY, taken=False)], [])
    assert (outcome.lost, outcome.missed, outcome.open) == (0, 1, 0)


def test_a_question_that_is_still_being_delivered_is_open() -> None:
    outcome = Outcome([asked("1.0", AWAY, taken=False)], [])
    assert outcome.open == 1


def test_a_question_whose_answer_is_there_was_not_missed_though_its_ack_got_lost() -> None:
    question = asked("1.0", AWAY, AWAY, AWAY, AWAY, taken=False)
    assert Outcome([question], [answer("2.0", "1.0")]).missed == 0


def test_the_parts_of_a_long_answer_are_one_answer() -> None:
    outcome = Outcome([asked("1.0")], [answer("2.0", "1.0"), answer("3.0", "1.0", "/2")])
    assert (outcome.lost, outcome.twice, outcome.waits()) == (0, 0, [1.0])


def test_the_same_message_again_is_one_too_many() -> None:
    outcome = Outcome([asked("1.0")], [answer("2.0", "1.0"), answer("3.0", "1.0")])
    assert outcome.twice == 1


def test_every_message_that_the_outbox_knows_nothing_of_is_one_too_many() -> None:
    strays = [Said("", 3.0, "D1"), Said("", 4.0, "D1")]
    assert Outcome([asked("1.0")], [answer("2.0", "1.0"), *strays]).twice == 2


def test_a_thread_is_out_of_order_where_a_later_question_is_answered_first() -> None:
    questions = [asked("1.0"), asked("2.0")]
    assert Outcome(questions, [answer("3.0", "2.0"), answer("4.0", "1.0")]).disordered == 1
    assert Outcome(questions, [answer("3.0", "1.0"), answer("4.0", "2.0")]).disordered == 0
    elsewhere = [answer("3.0", "2.0", thread="D2"), answer("4.0", "1.0")]
    assert Outcome(questions, elsewhere).disordered == 0


def test_every_try_of_a_delivery_counts_as_an_ack() -> None:
    assert Outcome([asked("1.0", AWAY, TAKEN)], []).acks() == [500.0, 250.0]


def test_a_delivery_without_a_yes_is_refused() -> None:
    outcome = Outcome([asked("1.0", AWAY, REFUSED, TAKEN), asked("2.0")], [])
    assert outcome.refused == 2
