from __future__ import annotations

import pytest

from bot.model import Person
from bot.tickets import Did, Manner, TicketEvent, TicketState
from bot.tickets.telling import Step, Told, told
from tests.bot.tickets.made import ANN, ASKER, BEN, event, ticket

PLAIN, NAMED = Manner("the press office"), Manner("the press office", named=True)
TOLD = {Did.CLAIMED, Did.TAKEN_OVER, Did.REPLIED, Did.DECLINED, Did.ANSWERED_BACK}
HAS_IT = "has your question now (ticket 7)."


def test_that_somebody_has_it_is_told_with_their_name_where_that_is_the_manner() -> None:
    step = Step(Did.CLAIMED, ANN)
    opened = ticket(TicketState.OPEN)
    assert told(opened, step, PLAIN) == Told("notice", f"Somebody of the press office {HAS_IT}")
    assert told(opened, step, NAMED) == Told("notice", f"Ann of the press office {HAS_IT}", "Ann")


@pytest.mark.parametrize(
    ("log", "who", "plain", "named"),
    [
        # Claimed, released, and claimed again: by the same person, by another one.
        ((Did.CLAIMED, Did.RELEASED), ANN, False, False),
        ((Did.CLAIMED, Did.RELEASED), BEN, False, True),
        ((Did.TAKEN_OVER, Did.RELEASED), BEN, False, True),
        # It waits anew: the asker hears anew.
        ((Did.CLAIMED, Did.REPLIED, Did.ANSWERED_BACK), ANN, True, True),
        ((Did.CLAIMED, Did.ANSWERED_BACK), ANN, False, False),
    ],
)
def test_that_somebody_has_it_is_told_once_each_time_it_waits(
    log: tuple[Did, ...], who: Person, *, plain: bool, named: bool
) -> None:
    events = [event(number, did) for number, did in enumerate((Did.OPENED, *log), start=1)]
    waiting = ticket(TicketState.OPEN, None, *events)
    for did in (Did.CLAIMED, Did.TAKEN_OVER):
        assert bool(told(waiting, Step(did, who), PLAIN)) is plain
        assert bool(told(waiting, Step(did, who), NAMED)) is named


def test_a_reply_a_refusal_and_what_was_written_back_are_told() -> None:
    opened = ticket(TicketState.OPEN)
    reply = told(opened, Step(Did.REPLIED, ANN, "You may."), NAMED)
    assert reply == Told("office", "You may.", "Ann")
    no = told(opened, Step(Did.DECLINED, ANN, "ask the works council."), PLAIN)
    assert no == Told("office", "The press office can't settle this: ask the works council.")
    back = told(opened, Step(Did.ANSWERED_BACK, ASKER, "Until when?"), NAMED)
    assert back == Told("user", "Until when?", subject="")


@pytest.mark.parametrize("did", sorted(set(Did) - TOLD))
def test_everything_else_is_the_offices_own_business(did: Did) -> None:
    log: tuple[TicketEvent, ...] = (event(1, Did.OPENED),)
    assert told(ticket(TicketState.CLAIMED, ANN, *log), Step(did, ANN, "x"), NAMED) is None
