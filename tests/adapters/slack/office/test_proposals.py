from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.model import Asker, Place, Pressed
from adapters.chat.places import SLACK
from bot.tickets import Did, TicketState
from tests.adapters.slack.office.room import ANN, ASKER, BEN, OFFICE, Room
from tests.fakes.slack import buttons, shown


def offered(room: Room, text: str = "Yes, you may.") -> tuple[int, str]:
    """Have Ann write below the card of her ticket; return it, and the value of the buttons."""
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.writes_below_card(number, text)
    (offer,) = room.privately(ANN)
    return number, _value(offer)


def _value(offer: Mapping[str, Any]) -> str:
    row = next(block for block in offer["blocks"] if block["type"] == "actions")
    return str(row["elements"][0]["value"])


def test_what_a_claimant_writes_below_the_card_is_offered_and_never_sent_silently(
    room: Room,
) -> None:
    number, _ = offered(room)
    (offer,) = room.privately(ANN)
    assert "Shall I send this to the asker of ticket 1?" in shown(offer)
    assert "Yes, you may." in shown(offer)
    assert set(buttons(offer)) == {"Send to the asker", "Keep it here"}
    assert offer["thread_ts"] == room.card(number)["ts"]
    assert room.ticket(number).state is TicketState.CLAIMED
    assert not any("Yes, you may." in said for said in room.thread())


def test_an_offer_is_sent_once_however_often_it_is_pressed(room: Room) -> None:
    number, value = offered(room)
    for _ in range(3):
        room.presses(actions.SEND_PROPOSED, value)
    assert len(room.ticket(number).times(Did.REPLIED)) == 1
    assert sum("Yes, you may." in said for said in room.thread()) == 1


def test_an_offer_that_is_kept_isnt_sent(room: Room) -> None:
    number, value = offered(room)
    room.presses(actions.KEEP_BACK, value)
    assert "nothing was sent" in shown(room.privately(ANN)[-1])
    assert room.ticket(number).state is TicketState.CLAIMED


def test_nobody_else_sends_an_officers_words(room: Room) -> None:
    number, value = offered(room)
    room.presses(actions.TAKE_OVER, number, BEN)
    room.presses(actions.SEND_PROPOSED, value, BEN)
    assert "Only who wrote this can send it." in shown(room.privately(BEN)[-1])
    room.presses(actions.SEND_PROPOSED, value, ANN)
    assert "Ben has ticket 1 in hand" in shown(room.privately(ANN)[-1])
    assert room.ticket(number).times(Did.REPLIED) == ()


def test_a_forged_line_of_the_log_is_no_proposal(room: Room) -> None:
    number, _ = offered(room)
    claimed = next(e for e in room.ticket(number).events if e.what == Did.CLAIMED)
    room.presses(actions.SEND_PROPOSED, f"{number}:{claimed.id}")
    assert "I don't know what that button is about" in shown(room.privately(ANN)[-1])
    assert room.ticket(number).times(Did.REPLIED) == ()


def test_what_colleagues_write_below_a_card_that_somebody_has_is_left_alone_and_not_kept(
    room: Room,
) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number, ANN)
    room.writes_below_card(number, "I would say no.", BEN)
    room.writes_below_card(number, "Me, too.", ASKER)
    room.replied(number)
    room.writes_below_card(number, "Well said.", BEN)
    assert room.ticket(number).times(Did.PROPOSED) == ()
    assert room.privately(BEN) == room.privately(ANN) == []


def test_who_writes_below_a_card_that_nobody_has_reads_once_that_it_reaches_nobody(
    room: Room,
) -> None:
    number = room.opened()
    for said in ("Yes, you may.", "At any time.", "Hm."):
        room.writes_below_card(number, said, BEN)
    room.writes_below_card(number, "Me, too.", ASKER)
    (hint,) = room.privately(BEN)
    assert "To answer ticket 1 in this thread, press “I'll take it” on its card" in shown(hint)
    assert room.privately(ASKER) == []
    assert room.ticket(number).times(Did.PROPOSED) == ()


def test_after_the_asker_wrote_back_the_claimants_words_are_offered_without_a_new_claim(
    room: Room,
) -> None:
    number = room.opened()
    room.replied(number)
    room.submits(actions.WRITE_BACK_FORM, number, ASKER, text="Also at night?")
    assert room.ticket(number).state is TicketState.REOPENED
    room.writes_below_card(number, "Also at night.", BEN)
    assert "press “I'll take it”" in shown(room.privately(BEN)[-1])
    room.writes_below_card(number, "At night, too.", ANN)
    (offer,) = room.privately(ANN)
    assert "Shall I send this to the asker of ticket 1?" in shown(offer)
    room.presses(actions.SEND_PROPOSED, _value(offer))
    assert "At night, too." in room.thread()[-1]
    assert room.ticket(number).state is TicketState.ANSWERED


def test_what_a_claimant_adds_after_the_reply_is_offered_as_a_further_one(room: Room) -> None:
    number = room.opened()
    room.replied(number)
    room.writes_below_card(number, "And bring your badge.", ANN)
    (offer,) = room.privately(ANN)
    assert "send this to the asker of ticket 1 as a further reply?" in shown(offer)
    room.presses(actions.SEND_PROPOSED, _value(offer))
    assert "And bring your badge." in room.thread()[-1]


def test_a_claimant_reads_that_nothing_is_sent_of_a_closed_ticket(room: Room) -> None:
    number = room.opened()
    room.submits(actions.NOT_FOR_US_FORM, number, text="Ask the garage.")
    room.writes_below_card(number, "Ask Mr. Low there.", ANN)
    (told,) = room.privately(ANN)
    assert "Ticket 1 is closed, so your words weren't offered to its asker." in shown(told)
    assert "press “Open again” on its card" in shown(told)
    assert room.ticket(number).times(Did.PROPOSED) == ()


def test_what_was_kept_back_isnt_sent_any_more_and_what_was_sent_isnt_kept_back(
    room: Room,
) -> None:
    number, value = offered(room)
    for action in (actions.KEEP_BACK, actions.SEND_PROPOSED):
        room.presses(action, value)
    assert "You kept this back, so nothing was sent" in shown(room.privately(ANN)[-1])
    assert room.ticket(number).times(Did.REPLIED) == ()
    room.writes_below_card(number, "No, you may not.")
    other = _value(room.privately(ANN)[-1])
    for action in (actions.SEND_PROPOSED, actions.KEEP_BACK):
        room.presses(action, other)
    assert "Sent to the asker of ticket 1." in shown(room.privately(ANN)[-1])
    assert room.ticket(number).times(Did.KEPT) == room.ticket(number).times(Did.KEPT)[:1]


@pytest.mark.parametrize("action", [actions.SEND_PROPOSED, actions.KEEP_BACK])
def test_what_came_of_an_offer_takes_its_place(room: Room, action: str) -> None:
    number, value = offered(room)
    place = Place(SLACK, "T1", OFFICE, room.card(number)["ts"], "channel")
    url = f"{room.slack.url.partition('/api')[0]}/hook/1"
    room.happens(Pressed(Asker(SLACK, ANN, "T1"), place, action, value, "", url))
    (call,) = room.slack.calls("response_url")
    assert call["body"]["replace_original"] is True


def test_a_message_that_comes_twice_is_offered_once(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    for _ in range(2):
        room.writes_below_card(number, "Yes.", ts="18.5")
    assert len(room.privately(ANN)) == 1
    assert len(room.ticket(number).times(Did.PROPOSED)) == 1
