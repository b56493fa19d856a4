from __future__ import annotations

from adapters.chat import actions
from bot.model import Person, Reason
from bot.tickets import Did
from tests.adapters.slack.office.conftest import Rooms
from tests.adapters.slack.office.room import ANN, OFFICE, ON_CALL, SECOND, Room
from tests.fakes.slack import rung, shown

PAT = Person("terminal:pat", "Pat")


def test_what_is_urgent_rings_those_on_call_once_directly_and_below_the_card(room: Room) -> None:
    number = room.opened("Somebody has our password!", Reason.URGENT)
    for _ in range(4):
        room.later(seconds=10)
    (directly,) = room.directly(ON_CALL)
    assert directly.startswith("URGENT: ticket 1 needs somebody now.\nSomebody has our password!")
    assert "Open the ticket" in directly
    (below,) = [one for one in room.slack.messages(OFFICE) if one["thread_ts"]]
    assert rung(below) == {ON_CALL}
    assert room.directly(SECOND) == []
    assert "the people on call were rung" in shown(room.card(number))
    room.start()
    room.later(seconds=10)
    assert len(room.directly(ON_CALL)) == 1


def test_a_ring_links_to_the_card(room: Room) -> None:
    number = room.opened(reason=Reason.URGENT)
    room.later(seconds=10)
    (post,) = room.slack.messages(f"D{ON_CALL[1:]}")
    ts = room.card(number)["ts"].replace(".", "")
    assert f"/archives/{OFFICE}/p{ts}|Open the ticket>" in str(post["blocks"])


def test_nobody_takes_it_and_the_second_list_is_rung(room: Room) -> None:
    number = room.opened(reason=Reason.URGENT)
    room.later(minutes=31)
    room.later(seconds=10)
    assert room.directly(SECOND)[0].startswith("URGENT: nobody has taken ticket 1 yet.")
    assert "the second list on call was told" in shown(room.card(number))


def test_whoever_claims_ends_the_ringing(room: Room) -> None:
    number = room.opened(reason=Reason.URGENT)
    room.presses(actions.CLAIM, number)
    room.later(minutes=20)
    assert room.directly(SECOND) == []


def test_a_claimant_is_reminded_below_the_card_before_it_is_due(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.later(days=1, hours=-2)
    (reminder,) = [one for one in room.slack.messages(OFFICE) if one["thread_ts"]]
    assert rung(reminder) == {ANN}
    assert "Ticket 1 is due soon: Tuesday, 5 May 2026, 12:00." in shown(reminder)
    assert "a reminder was sent: due soon" in shown(room.card(number))
    assert len(room.ticket(number).times(Did.REMINDED)) == 1


def test_a_ticket_that_nobody_has_is_told_to_the_channel(room: Room) -> None:
    room.opened()
    room.later(days=1, minutes=1)
    said = [shown(one) for one in room.slack.messages(OFFICE) if not one["thread_ts"]]
    assert any(line.startswith("Ticket 1 is overdue.") for line in said)


def test_without_people_on_call_the_whole_channel_is_rung(rooms: Rooms) -> None:
    room = rooms(slack_on_call=(), slack_on_call_second=())
    room.opened(reason=Reason.URGENT)
    room.later(seconds=10)
    assert any(rung(one) == {"channel"} for one in room.slack.messages(OFFICE))


def test_people_on_call_are_rung_though_the_channel_is_closed(room: Room) -> None:
    room.slack.refuse(OFFICE, "is_archived")
    number = room.opened(reason=Reason.URGENT)
    room.later(seconds=10)
    assert any(said.startswith("URGENT: ticket 1") for said in room.directly(ON_CALL))
    assert len(room.ticket(number).times(Did.RANG)) == 1


def test_without_a_channel_people_on_call_are_rung_directly(rooms: Rooms) -> None:
    room = rooms(slack_office_channel="")
    number = room.opened(reason=Reason.URGENT)
    room.later(seconds=10)
    assert len(room.directly(ON_CALL)) == 1
    room.tickets.claim(number, PAT)
    room.later(minutes=40)
    assert len(room.directly(SECOND)) <= 1


def test_what_nobody_could_be_told_is_told_once_somebody_is_named(rooms: Rooms) -> None:
    alone = rooms(slack_office_channel="", slack_on_call=(), slack_on_call_second=())
    number = alone.opened(reason=Reason.URGENT)
    alone.later(seconds=10)
    assert alone.ticket(number).times(Did.RANG) == ()
    room = rooms()
    room.later(seconds=10)
    assert len(room.directly(ON_CALL)) == 1


def test_a_claimant_is_reminded_directly_where_nothing_can_stand_below_the_card(
    room: Room,
) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    room.alarms.raise_(f"slack {OFFICE}", "A message can't be delivered.")
    room.later(days=1, hours=-2)
    (reminder,) = room.directly(ANN)
    assert reminder.startswith("Ticket 1 is due soon")
    assert room.below_card(number) == []
    assert len(room.ticket(number).times(Did.REMINDED)) == 1


def test_a_claimant_is_reminded_directly_where_there_is_no_card(rooms: Rooms) -> None:
    room = rooms(slack_office_channel="")
    number = room.opened()
    room.tickets.claim(number, Person(f"slack:T1:{ANN}", "Ann"))
    room.later(days=1, hours=-2)
    (reminder,) = room.directly(ANN)
    assert reminder.startswith("Ticket 1 is due soon")
    assert len(room.ticket(number).times(Did.REMINDED)) == 1
