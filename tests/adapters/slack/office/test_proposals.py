from __future__ import annotations

from adapters.slack import actions
from bot.tickets import Did, TicketState
from tests.adapters.slack.office.room import ANN, ASKER, BEN, Room
from tests.fakes.slack import buttons, shown


def offered(room: Room, text: str = "Yes, you may.") -> tuple[int, str]:
    """Have Ann write below the card of her ticket; return it, and the value of the buttons."""
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.writes_below_card(number, text)
    (offer,) = room.privately(ANN)
    row = next(block for block in offer["blocks"] if block["type"] == "actions")
    return number, row["elements"][0]["value"]


def test_what_a_claimant_writes_below_the_card_is_offered_and_never_sent_silently(
    room: Room,
) -> None:
    number, _ = offered(room)
    (offer,) = room.privately(ANN)
    assert "Shall I send this to the asker of ticket 1? They would read:" in shown(offer)
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


def test_what_others_write_below_a_card_is_left_alone_and_not_kept(room: Room) -> None:
    number = room.opened()
    room.writes_below_card(number, "Who takes this?", ANN)
    room.presses(actions.CLAIM, number, ANN)
    room.writes_below_card(number, "I would say no.", BEN)
    room.writes_below_card(number, "Me, too.", ASKER)
    assert room.ticket(number).times(Did.PROPOSED) == ()
    assert room.privately(BEN) == room.privately(ANN) == []


def test_a_message_that_comes_twice_is_offered_once(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    for _ in range(2):
        room.writes_below_card(number, "Yes.", ts="18.5")
    assert len(room.privately(ANN)) == 1
    assert len(room.ticket(number).times(Did.PROPOSED)) == 1
