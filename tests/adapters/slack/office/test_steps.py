from __future__ import annotations

import pytest

from adapters.chat import actions
from adapters.chat.people.membership import KEPT
from bot.tickets import Did, TicketState
from tests.adapters.slack.office.room import ANN, ASKER, BEN, CHANNEL, OFFICE, OUTSIDER, Room
from tests.fakes.slack import shown


def test_of_two_officers_who_press_one_has_it_and_the_other_reads_who(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number, ANN)
    room.presses(actions.CLAIM, number, BEN)
    assert room.ticket(number).claimant is not None
    (told,) = room.privately(BEN)
    assert "Ann has ticket 1 in hand. Ask them, or take it over." in shown(told)
    assert room.privately(ANN) == []
    room.presses(actions.TAKE_OVER, number, BEN)
    assert "In hand: @U11 has it" in shown(room.card(number))
    room.presses(actions.RELEASE, number, BEN)
    assert room.ticket(number).state is TicketState.OPEN


def test_the_same_press_delivered_twice_does_nothing_twice(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.presses(actions.CLAIM, number)
    assert [event.what for event in room.ticket(number).events] == [Did.OPENED, Did.CLAIMED]
    assert len(room.thread()) == 2


@pytest.mark.parametrize(
    "action", [actions.CLAIM, actions.TAKE_OVER, actions.RELEASE, actions.REOPEN]
)
def test_whoever_isnt_in_the_offices_channel_gets_nothing_done(room: Room, action: str) -> None:
    number = room.opened()
    before = room.ticket(number)
    room.presses(action, number, OUTSIDER)
    assert room.ticket(number) == before


def test_a_button_pressed_elsewhere_is_refused_though_an_officer_presses_it(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number, ANN, channel=CHANNEL)
    assert room.ticket(number).state is TicketState.OPEN


@pytest.mark.parametrize("form", [actions.NOT_FOR_US_FORM, actions.PREVIEW_FORM, actions.RULE_FORM])
def test_a_form_sent_from_elsewhere_is_refused_and_says_why(room: Room, form: str) -> None:
    number = room.opened()
    before = room.ticket(number)
    about = f"{number}:1" if form == actions.PREVIEW_FORM else number
    room.submits(form, about, OUTSIDER, text="x")
    assert room.ticket(number) == before
    assert room.rulings == []
    assert "Only people in the office's channel can do that." in room.directly(OUTSIDER)[-1]
    assert room.below_card(number) == []


def test_a_ticket_that_there_isnt_is_said_to_whoever_pressed(room: Room) -> None:
    room.presses(actions.CLAIM, 77)
    assert "There is no ticket 77" in shown(room.privately(ANN)[-1])


def test_when_slack_cant_say_who_belongs_nothing_is_done_and_it_is_said_kindly(room: Room) -> None:
    number = room.opened()
    room.slack.break_down(50, method="conversations.members")
    room.presses(actions.CLAIM, number)
    assert room.ticket(number).state is TicketState.OPEN
    assert "I can't look up who is in the office's channel" in shown(room.privately(ANN)[-1])
    room.slack.recover()
    room.later(minutes=1)
    room.presses(actions.CLAIM, number)
    assert room.ticket(number).state is TicketState.CLAIMED


def test_who_leaves_the_channel_soon_may_nothing_any_more(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.slack.channel(OFFICE, members=["UBOT", BEN])
    room.later(seconds=KEPT.total_seconds())
    room.presses(actions.RELEASE, number)
    assert room.ticket(number).state is TicketState.CLAIMED


def test_the_asker_settles_and_nobody_else_does(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.tickets.reply(number, "Yes.", room.ticket(number).claimant)  # type: ignore[arg-type]
    room.settle()
    room.presses(actions.SETTLE, number, OUTSIDER, CHANNEL)
    assert room.ticket(number).state is TicketState.ANSWERED
    assert "Only the person who asked" in shown(room.privately(OUTSIDER, CHANNEL)[-1])
    room.presses(actions.SETTLE, number, ASKER, CHANNEL)
    assert room.ticket(number).state is TicketState.CLOSED
    assert "Thank you. The question is closed" in shown(room.privately(ASKER, CHANNEL)[-1])
    room.presses(actions.SETTLE, number, ASKER, CHANNEL)
    assert "closed already" in shown(room.privately(ASKER, CHANNEL)[-1])
    assert "said that this settles it" in shown(room.card(number))


def test_what_the_asker_writes_back_opens_the_ticket_and_calls_who_had_it(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.tickets.reply(number, "Yes.", room.ticket(number).claimant)  # type: ignore[arg-type]
    room.submits(actions.WRITE_BACK_FORM, number, ASKER, text="Also at night?")
    room.later(seconds=10)
    assert room.ticket(number).state is TicketState.REOPENED
    assert "Open again: it waits for a reply · @U10 had it" in shown(room.card(number))
    assert "@U1 wrote back\nAlso at night?" in shown(room.card(number))
    assert any("<@U10>" not in said and "wrote back" in said for said in room.below_card(number))
    assert "The press office has your message" in room.directly(ASKER)[-1]
    room.submits(actions.WRITE_BACK_FORM, number, OUTSIDER, text="Me too")
    assert "Only the person who asked" in room.directly(OUTSIDER)[-1]


def test_a_closed_ticket_is_opened_again_by_its_button(room: Room) -> None:
    number = room.opened()
    room.submits(actions.NOT_FOR_US_FORM, number, text="Ask the garage.")
    room.presses(actions.REOPEN, number, BEN)
    assert room.ticket(number).state is TicketState.REOPENED
