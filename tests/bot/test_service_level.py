from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Person
from bot.service_level import Call, ServiceLevel, To, Why
from bot.settings import Settings
from bot.tickets import WAITING, Did, Ticket, TicketEvent, TicketState
from bot.tickets.life import STEPS, after, claimant_after
from tests.bot.tickets.made import ANN, ASKER, event, ticket

# Eight working hours, from nine to five; half an hour by the clock for what is urgent.
LEVEL = ServiceLevel.of(Settings(holidays="US"))
MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
SATURDAY = datetime(2026, 5, 9, 12, tzinfo=UTC)


def waiting(
    state: TicketState = TicketState.OPEN,
    *later: Did,
    opened: datetime = MONDAY,
    urgent: bool = False,
    claimant: Person | None = None,
) -> Ticket:
    """Return a ticket with a log whose lines come a minute after each other."""
    log = [event(1, Did.OPENED, opened, ASKER)]
    for number, did in enumerate(later, start=1):
        who = ASKER if did is Did.ANSWERED_BACK else ANN
        log.append(event(number + 1, did, opened + timedelta(minutes=number), who))
    has = ANN if state is TicketState.CLAIMED else claimant
    return ticket(state, has, *log, urgent=urgent)


def said(found: Ticket, call: Call, at: datetime) -> Ticket:
    """Return the ticket with a call noted in its log."""
    line = TicketEvent(at, "", call.did, call.why, "", len(found.events) + 1)
    return replace(found, events=(*found.events, line))


def told(found: Ticket, now: datetime) -> list[tuple[Did, Why, To]]:
    return [(call.did, call.why, call.to) for call in LEVEL.calls(found, now)]


def hours(count: float, since: datetime = MONDAY) -> datetime:
    return since + timedelta(hours=count)


RUNG = (Did.RANG, Why.URGENT, To.ON_CALL)
NOBODY = (Did.ESCALATED, Why.UNCLAIMED, To.SECOND)


def test_by_when_a_ticket_is_to_be_answered() -> None:
    friday = datetime(2026, 7, 2, 13, tzinfo=UTC)
    assert LEVEL.due(friday, False) == datetime(2026, 7, 6, 13, tzinfo=UTC)  # noqa: FBT003
    assert LEVEL.due(friday, True) == hours(0.5, friday)  # noqa: FBT003


@pytest.mark.parametrize("opened", [MONDAY, SATURDAY])
def test_what_is_urgent_rings_at_once_at_any_hour(opened: datetime) -> None:
    assert told(waiting(opened=opened, urgent=True), opened) == [RUNG]


def test_nobody_is_rung_for_what_somebody_has_or_what_is_done() -> None:
    assert told(waiting(TicketState.CLAIMED, Did.CLAIMED, urgent=True), hours(0.1)) == []
    for state, did in ((TicketState.ANSWERED, Did.REPLIED), (TicketState.CLOSED, Did.CLOSED)):
        assert told(waiting(state, did, urgent=True), hours(99)) == []


def test_the_second_list_is_called_when_nobody_takes_what_is_urgent() -> None:
    found = waiting(opened=SATURDAY, urgent=True)
    (ring,) = LEVEL.calls(found, SATURDAY)
    found = said(found, ring, SATURDAY)
    assert told(found, hours(0.49, SATURDAY)) == []
    assert told(found, hours(0.5, SATURDAY)) == [NOBODY]
    # Where nobody noticed in time, both lists hear of it.
    assert told(waiting(urgent=True), hours(2)) == [RUNG, NOBODY]


def test_who_has_what_is_urgent_is_reminded_at_any_hour() -> None:
    found = waiting(TicketState.CLAIMED, Did.CLAIMED, opened=SATURDAY, urgent=True)
    assert told(found, hours(0.3, SATURDAY)) == []
    assert told(found, hours(0.4, SATURDAY)) == [(Did.REMINDED, Why.DUE_SOON, To.CLAIMANT)]
    assert told(found, hours(0.6, SATURDAY)) == [(Did.REMINDED, Why.OVERDUE, To.CLAIMANT)]
    assert told(found, hours(1, SATURDAY)) == [(Did.ESCALATED, Why.LONG_OVERDUE, To.SECOND)]


@pytest.mark.parametrize(
    ("now", "told_then"),
    [
        (hours(5.9), []),
        (hours(6), [(Did.REMINDED, Why.DUE_SOON, To.CHANNEL)]),
        # 17:00: it is due, and nobody works any more; so it is told the next morning.
        (hours(8), []),
        (hours(23.9), []),
        (hours(24), [(Did.REMINDED, Why.OVERDUE, To.CHANNEL)]),
        (hours(24 + 7.9), [(Did.REMINDED, Why.OVERDUE, To.CHANNEL)]),
        (hours(48), [(Did.ESCALATED, Why.LONG_OVERDUE, To.SECOND)]),
    ],
)
def test_the_office_is_reminded_while_it_works(
    now: datetime, told_then: list[tuple[Did, Why, To]]
) -> None:
    assert told(waiting(), now) == told_then


def test_the_claimant_is_reminded_where_there_is_one() -> None:
    claimed = waiting(TicketState.CLAIMED, Did.CLAIMED)
    assert told(claimed, hours(6)) == [(Did.REMINDED, Why.DUE_SOON, To.CLAIMANT)]


def test_what_was_promised_counts_even_when_the_settings_have_changed() -> None:
    found = replace(waiting(), due=hours(2))
    assert told(found, hours(2.1)) == [(Did.REMINDED, Why.OVERDUE, To.CHANNEL)]


def test_each_thing_is_said_once_until_the_ticket_waits_anew() -> None:
    found = waiting()
    (soon,) = LEVEL.calls(found, hours(6))
    found = said(found, soon, hours(6))
    assert LEVEL.calls(found, hours(7)) == ()
    (over,) = LEVEL.calls(found, hours(25))
    assert (soon.key, over.key) == ("call 7 1 due soon", "call 7 1 overdue")
    log = (
        *said(found, over, hours(25)).events,
        event(8, Did.REPLIED, hours(26)),
        event(9, Did.REOPENED, hours(27)),
    )
    again = replace(found, state=TicketState.REOPENED, claimant=ANN, events=log)
    (soon_again,) = LEVEL.calls(again, hours(27 + 22))
    assert (soon_again.why, soon_again.to) == (Why.DUE_SOON, To.CLAIMANT)
    assert soon_again.key == "call 7 9 due soon"


@pytest.mark.parametrize(
    ("found", "to"),
    [
        (waiting(TicketState.CLAIMED, Did.CLAIMED, Did.ANSWERED_BACK), To.CLAIMANT),
        (
            waiting(TicketState.REOPENED, Did.REPLIED, Did.ANSWERED_BACK, claimant=ANN),
            To.CLAIMANT,
        ),
        (waiting(TicketState.OPEN, Did.ANSWERED_BACK), To.CHANNEL),
    ],
)
def test_who_is_written_back_to_hears_of_it_once(found: Ticket, to: To) -> None:
    (call,) = LEVEL.calls(found, hours(1))
    assert (call.did, call.why, call.to) == (Did.RANG, Why.WRITTEN_BACK, to)
    assert LEVEL.calls(said(found, call, hours(1)), hours(1)) == ()
    assert LEVEL.calls(found, hours(1, SATURDAY)) == ()
    # Whoever did something since has seen it.
    seen = event(len(found.events) + 1, Did.CLAIMED, hours(1))
    assert LEVEL.calls(replace(found, events=(*found.events, seen)), hours(1)) == ()


def test_writing_back_twice_rings_twice() -> None:
    found = waiting(TicketState.REOPENED, Did.REPLIED, Did.ANSWERED_BACK)
    (first,) = LEVEL.calls(found, hours(1))
    found = said(found, first, hours(1))
    line = event(9, Did.ANSWERED_BACK, hours(1.1), ASKER)
    (second,) = LEVEL.calls(replace(found, events=(*found.events, line)), hours(1.2))
    assert second.why is Why.WRITTEN_BACK
    assert second.key != first.key


def test_other_calls_dont_hide_that_somebody_wrote_back() -> None:
    found = waiting(TicketState.REOPENED, Did.REPLIED, Did.ANSWERED_BACK, urgent=True)
    calls = LEVEL.calls(found, hours(0.1))
    assert [call.why for call in calls] == [Why.WRITTEN_BACK, Why.URGENT]
    rung = said(found, calls[1], hours(0.1))
    assert [call.why for call in LEVEL.calls(rung, hours(0.1))] == [Why.WRITTEN_BACK]


_STEPS = st.lists(
    st.tuples(st.sampled_from([did for did in STEPS if did is not Did.RANG]), st.floats(0, 40)),
    max_size=8,
)


@given(_STEPS, st.booleans(), st.floats(0, 100))
def test_a_call_that_was_noted_is_never_due_again(
    steps: list[tuple[Did, float]],
    urgent: bool,  # noqa: FBT001 - drawn
    wait: float,
) -> None:
    found, now = waiting(urgent=urgent), MONDAY
    for did, after_hours in steps:
        now += timedelta(hours=after_hours)
        who = ASKER if did in (Did.SETTLED, Did.ANSWERED_BACK) else ANN
        if found.state not in STEPS[did]:
            continue
        line = event(len(found.events) + 1, did, now, who)
        found = replace(
            found,
            state=after(found, did, who),
            claimant=claimant_after(found, did, who),
            events=(*found.events, line),
        )
    now += timedelta(hours=wait)
    calls = LEVEL.calls(found, now)
    assert found.state in WAITING or not calls
    assert len({call.key for call in calls}) == len(calls)
    assert {call.ticket for call in calls} <= {found.id}
    for call in calls:
        found = said(found, call, now)
    assert LEVEL.calls(found, now) == ()
