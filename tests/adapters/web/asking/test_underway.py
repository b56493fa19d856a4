from __future__ import annotations

from threading import Barrier, Thread

from adapters.web.asking.underway import Underway


def test_a_conversation_waits_for_one_question_at_a_time() -> None:
    underway = Underway()
    with underway.begun("a", "one?") as first, underway.begun("a", "two?") as second:
        assert (first, second) == ("", "one?")
        assert underway.of("a") == "one?"
        with underway.begun("b", "one?") as elsewhere:
            assert elsewhere == ""
    assert underway.of("a") == ""


def test_who_comes_second_doesnt_end_the_first() -> None:
    underway = Underway()
    with underway.begun("a", "one?"):
        with underway.begun("a", "one?"):
            pass
        assert underway.of("a") == "one?"


def test_of_many_at_once_one_begins() -> None:
    underway, barrier, began = Underway(), Barrier(8), list[bool]()

    def begin() -> None:
        barrier.wait()
        with underway.begun("a", "one?") as before:
            began.append(not before)
            barrier.wait()

    threads = [Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert began.count(True) == 1
