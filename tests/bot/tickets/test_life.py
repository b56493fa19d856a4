from __future__ import annotations

import pytest

from bot.errors import TicketRefused
from bot.model import Person
from bot.tickets import Did, TicketState
from bot.tickets.life import STEPS, after, claimant_after, opening, overtaking
from tests.bot.tickets.made import ANN, ASKER, BEN, event, ticket

# What each step makes of each state; "-" refuses it.
LIFE = """
                open      claimed   answered  closed    reopened
opened          -         -         -         -         -
claimed         claimed   claimed   -         -         claimed
taken over      claimed   claimed   -         -         claimed
released        -         open      -         -         -
replied         answered  answered  answered  -         answered
declined        closed    closed    closed    -         closed
closed          closed    closed    closed    -         closed
settled         closed    closed    closed    -         closed
answered back   open      claimed   reopened  reopened  reopened
reopened        -         -         reopened  reopened  -
proposed        open      claimed   answered  -         reopened
kept back       open      claimed   answered  closed    reopened
rang            open      claimed   answered  closed    reopened
reminded        open      claimed   answered  closed    reopened
escalated       open      claimed   answered  closed    reopened
ruled           open      claimed   answered  closed    reopened
"""
_HEAD, *_ROWS = (line for line in LIFE.splitlines() if line)
TABLE = [
    (Did(row[:16].strip()), TicketState(state), end)
    for row in _ROWS
    for state, end in zip(_HEAD.split(), row[16:].split(), strict=True)
]
LOCKED = (Did.CLAIMED, Did.RELEASED, Did.REPLIED, Did.DECLINED, Did.CLOSED)


@pytest.mark.parametrize(("did", "state", "end"), TABLE)
def test_each_step_leads_from_each_state_where_the_table_says(
    did: Did, state: TicketState, end: str
) -> None:
    who = ASKER if did in (Did.SETTLED, Did.ANSWERED_BACK) else ANN
    claimed = ticket(state, ANN)
    if end != "-":
        assert after(claimed, did, who) == end
        return
    if did in STEPS:
        with pytest.raises(TicketRefused, match=rf"^Ticket 7 is {state}: it can't be"):
            after(claimed, did, who)


def test_every_step_stands_in_the_table() -> None:
    assert {did for did, _, _ in TABLE} == set(Did)
    assert set(STEPS) == set(Did) - {Did.OPENED}


@pytest.mark.parametrize("did", LOCKED)
def test_only_the_claimant_does_that_to_a_claimed_ticket(did: Did) -> None:
    held = ticket(TicketState.CLAIMED, ANN)
    with pytest.raises(TicketRefused, match=r"^Ann has ticket 7 in hand\. Ask them, or take"):
        after(held, did, BEN)
    assert after(held, did, Person(ANN.id, "Ann, married now"))


def test_a_claimant_without_a_name_is_told_by_the_platforms() -> None:
    with pytest.raises(TicketRefused, match="slack:T1:U5 has ticket 7"):
        after(ticket(TicketState.CLAIMED, Person("slack:T1:U5")), Did.REPLIED, BEN)


@pytest.mark.parametrize("state", [TicketState.REOPENED, TicketState.ANSWERED])
def test_who_had_a_ticket_before_locks_nobody_out(state: TicketState) -> None:
    assert after(ticket(state, ANN), Did.REPLIED, BEN) is TicketState.ANSWERED


@pytest.mark.parametrize("did", [Did.SETTLED, Did.ANSWERED_BACK])
def test_only_the_asker_settles_and_answers_back(did: Did) -> None:
    with pytest.raises(TicketRefused, match="Only who asked"):
        after(ticket(TicketState.ANSWERED), did, BEN)
    assert after(ticket(TicketState.ANSWERED), did, ASKER)


@pytest.mark.parametrize(
    ("did", "has"),
    [
        (Did.CLAIMED, BEN),
        (Did.TAKEN_OVER, BEN),
        (Did.REPLIED, BEN),
        (Did.DECLINED, BEN),
        (Did.RELEASED, None),
        (Did.CLOSED, ANN),
        (Did.ANSWERED_BACK, ANN),
        (Did.REOPENED, ANN),
        (Did.RANG, ANN),
    ],
)
def test_whose_ticket_it_is_after_a_step(did: Did, has: Person | None) -> None:
    assert claimant_after(ticket(TicketState.ANSWERED, ANN), did, BEN) == has


@pytest.mark.parametrize(
    ("log", "begun"),
    [
        ((Did.OPENED,), 1),
        ((Did.OPENED, Did.CLAIMED, Did.ANSWERED_BACK), 1),
        ((Did.OPENED, Did.REPLIED, Did.RULED), 1),
        ((Did.OPENED, Did.REPLIED, Did.ANSWERED_BACK, Did.ANSWERED_BACK), 3),
        ((Did.OPENED, Did.DECLINED, Did.REOPENED, Did.CLAIMED), 3),
        ((Did.OPENED, Did.REPLIED, Did.REOPENED, Did.SETTLED, Did.ANSWERED_BACK), 5),
    ],
)
def test_since_when_a_ticket_waits(log: tuple[Did, ...], begun: int) -> None:
    events = [event(number, did) for number, did in enumerate(log, start=1)]
    assert opening(events).id == begun


def test_what_happened_since_somebody_looked_is_told_but_for_what_they_did_and_what_rang() -> None:
    log = (
        event(1, Did.OPENED),
        event(2, Did.CLAIMED, who=BEN),
        event(3, Did.RANG, who=Person()),
        event(4, Did.REPLIED, who=BEN),
        event(5, Did.ANSWERED_BACK, who=ASKER),
    )
    known = ticket(TicketState.REOPENED, BEN, *log)
    assert [one.id for one in overtaking(known, 1, ANN)] == [2, 4, 5]
    # Nobody is surprised that they took it; that they have replied already they may be.
    assert [one.id for one in overtaking(known, 1, BEN)] == [4, 5]
    assert overtaking(known, 5, ANN) == ()
    assert overtaking(known, 0, ANN) == ()
