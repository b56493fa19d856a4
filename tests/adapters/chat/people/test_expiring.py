from __future__ import annotations

from adapters.chat.people.expiring import Expiring
from tests.adapters.slack.asking.talk import Clock


def test_a_value_counts_from_when_it_was_asked_for_not_from_when_it_came() -> None:
    clock = Clock()
    kept: Expiring[str, str] = Expiring(clock)

    def slow() -> str:
        clock.pass_(minutes=5)
        return "old"

    kept.get("a", slow)
    clock.pass_(minutes=5)

    assert kept.get("a", lambda: "new") == "new"


def test_the_oldest_is_forgotten_where_there_are_too_many() -> None:
    kept: Expiring[int, int] = Expiring(Clock(), most=2)
    for key in (1, 2, 3):
        kept.get(key, lambda key=key: key)

    assert kept.get(3, lambda: 0) == 3
    assert kept.get(2, lambda: 0) == 2
    assert kept.get(1, lambda: 0) == 0
