from __future__ import annotations

from itertools import pairwise
from typing import Any

from structlog.testing import capture_logs

from adapters.chat import actions
from bot.model import Origin, Person, Reason
from bot.tickets import TicketState
from tests.adapters.slack.office.conftest import Rooms
from tests.adapters.slack.office.room import (
    ANN,
    ASKER,
    BEN,
    CHANNEL,
    OFFICE,
    ON_CALL,
    Room,
)
from tests.fakes.slack import buttons, rung, shown

TERMINAL = Person("terminal:pat", "Pat")


def _posts(room: Room) -> list[dict[str, Any]]:
    posts = room.slack.calls("chat.postMessage")
    return [one for one in posts if one["body"]["channel"] == OFFICE]


def test_a_ticket_is_one_card_that_says_all_an_officer_needs(room: Room) -> None:
    number = room.opened("May I wear my badge in a video?")
    (card,) = room.cards()
    said = shown(card)
    assert said.splitlines()[:3] == [
        f"Ticket {number}",
        "Open: nobody has it yet",
        "May I wear my badge in a video?",
    ]
    assert "Asked by @U1 · Monday, 4 May 2026, 12:00 · Answer by Tuesday, 5 May 2026" in said
    assert "What the bot found doesn't settle this." in said
    assert "4.2 · Social Media Policy\nEmployees must not post pictures of crime scenes" in said
    assert set(buttons(card)) == {"I'll take it", "Reply", "Answer from a clause", "Not for us"}


def test_a_card_shows_a_list_with_its_items(room: Room) -> None:
    number = room.opened(documents=("booths",))
    said = shown(room.card(number))
    assert "A booth at a fair is staffed by: (a) one member of the press office; (b) two" in said
    assert "1 more under “Answer from a clause”" in said


def test_what_is_urgent_says_so_in_words(room: Room) -> None:
    number = room.opened("Somebody has our password!", Reason.URGENT)
    assert shown(room.card(number)).startswith(f"URGENT · Ticket {number}\n")
    assert room.card(number)["text"].startswith(f"URGENT · Ticket {number}: Somebody")


def test_whatever_changes_a_ticket_changes_its_one_card(room: Room) -> None:
    number = room.opened()
    room.presses(actions.CLAIM, number)
    assert "In hand: @U10 has it" in shown(room.card(number))
    room.tickets.take_over(number, TERMINAL)
    room.settle()
    assert "In hand: Pat has it" in shown(room.card(number))
    room.tickets.reply(number, "Yes, you may.", TERMINAL)
    room.settle()
    (card,) = room.cards()
    assert "Answered by Pat" in shown(card)
    assert "Pat replied\nYes, you may." in shown(card)
    assert "4.1 · Social Media" not in shown(card)  # who is done needs it no more
    assert set(buttons(card)) == {"Reply again", "Publish as a ruling", "Open again"}


def test_a_card_rings_nobody(room: Room) -> None:
    number = room.opened("Is <!channel> *allowed*? <@U10>")
    assert "Is <!channel> *allowed*? <@U10>" in shown(room.card(number))
    assert rung(room.card(number)) == {ASKER}
    assert ASKER not in (ANN, BEN)  # whoever isn't in the channel isn't rung by their name


def test_following_again_or_a_restart_shows_nothing_twice(room: Room) -> None:
    room.opened()
    room.settle()
    room.start()
    room.later(minutes=5)
    assert len(room.cards()) == 1
    assert len(room.slack.calls("chat.update")) == 0


def test_a_ticket_that_was_done_before_it_had_a_card_gets_none(rooms: Rooms) -> None:
    without = rooms(slack_office_channel="")
    number = without.opened()
    without.tickets.reply(number, "Yes.", TERMINAL)
    without.settle()
    waiting = without.opened("And a second question?")
    assert without.cards() == []
    room = rooms()
    room.settle()
    assert [shown(card).splitlines()[0] for card in room.cards()] == [f"Ticket {waiting}"]


def test_without_an_office_channel_the_asker_hears_all_the_same(rooms: Rooms) -> None:
    room = rooms(slack_office_channel="", slack_on_call=(), slack_on_call_second=())
    number = room.opened(reason=Reason.URGENT)
    room.tickets.reply(number, "Yes.", TERMINAL)
    room.settle()
    assert room.slack.messages(OFFICE) == []
    assert "Yes." in room.thread()[-1]


def test_a_card_that_cant_be_posted_waits_until_the_channel_works(room: Room) -> None:
    room.slack.refuse(OFFICE, "not_in_channel")
    first, second = room.opened("First?"), room.opened("Second?")
    room.later(minutes=3)
    assert room.cards() == []
    room.slack.refuse(OFFICE, "")
    room.later(minutes=2)
    titles = sorted(shown(card).splitlines()[0] for card in room.cards())
    assert titles == [f"Ticket {first}", f"Ticket {second}"]


def test_while_the_channel_is_closed_slack_is_asked_less_and_less_often(room: Room) -> None:
    room.slack.refuse(OFFICE, "is_archived")
    for question in ("First?", "Second?", "Third?"):
        room.opened(question)
    before = len(room.slack.calls("chat.postMessage"))
    for _ in range(5):
        room.later(seconds=2)
    assert len(room.slack.calls("chat.postMessage")) == before
    asked = [len(_posts(room))]
    for _ in range(240):
        room.later(minutes=1)
        asked.append(len(_posts(room)))
    tries = [at for at, (one, next_) in enumerate(pairwise(asked)) if next_ > one]
    gaps = [late - early for early, late in pairwise(tries)]
    assert gaps == [2, 4, 8, 16, 32, 60, 60]


def test_a_channel_that_works_again_is_found_though_slack_doesnt_take_the_oldest_card(
    room: Room,
) -> None:
    room.slack.refuse(OFFICE, "is_archived")
    room.refused.add(1)
    for question in ("First?", "Second?", "Third?"):
        room.opened(question)
    room.later(minutes=1)
    room.slack.refuse(OFFICE, "")
    for _ in range(20):
        room.later(minutes=1)
    assert sorted(shown(card).splitlines()[0] for card in room.cards()) == ["Ticket 2", "Ticket 3"]


def test_whatever_shows_that_the_channel_works_again_brings_all_cards_at_once(room: Room) -> None:
    room.slack.refuse(OFFICE, "is_archived")
    for question in ("First?", "Second?"):
        room.opened(question)
    for _ in range(125):  # the last card was tried a minute before
        room.later(minutes=1)
    room.slack.refuse(OFFICE, "")
    room.posts("x", OFFICE, "Hello")
    room.settle()
    assert len(room.cards()) == 2


def test_one_card_that_slack_doesnt_take_neither_closes_the_channel_nor_stops_others(
    room: Room,
) -> None:
    room.refused.add(1)
    room.opened("First?")
    room.later(minutes=5)
    number = room.opened("Second?")
    assert [shown(card).splitlines()[0] for card in room.cards()] == [f"Ticket {number}"]
    assert room.alarms.standing() == ()
    assert room.directly(ON_CALL) == []
    room.refused.clear()
    room.later(minutes=10)
    assert len(room.cards()) == 2


def test_a_card_that_slack_doesnt_take_is_tried_less_and_less_often_and_told_once(
    room: Room,
) -> None:
    room.refused.add(1)
    with capture_logs() as logs:
        number = room.opened()
        for _ in range(200):
            room.later(minutes=1)
    assert number == 1
    tried = [one for one in room.outbox.failures(500) if one.name.startswith("card 1")]
    assert 8 <= len(tried) <= 11
    assert len([one for one in logs if one["event"] == "a card isn't up to date"]) == 1


def test_a_ticket_that_cant_be_read_keeps_no_other_card_from_being_shown(room: Room) -> None:
    spoilt = {"citations": [{"spoilt": True}]}
    database = room.library.database
    with database.write() as connection:
        number = room.tickets.open_for(
            connection, "slack:T1:C1:1.1", "First?", Reason.NO_CLAUSE, spoilt, Origin()
        )
    with capture_logs() as logs:
        other = room.opened("Second?")
        for _ in range(4):
            room.later(seconds=10)
    assert [shown(card).splitlines()[0] for card in room.cards()] == [f"Ticket {other}"]
    (told,) = [one for one in logs if one["event"] == "a card can't be made"]
    assert (told["ticket"], told["fault"]) == (number, "KeyError")


def test_a_change_that_cant_be_shown_is_shown_later(room: Room) -> None:
    number = room.opened()
    room.slack.refuse(OFFICE, "is_archived")
    room.tickets.claim(number, TERMINAL)
    room.settle()
    room.slack.refuse(OFFICE, "")
    room.later(minutes=2)
    (card,) = room.cards()
    assert "In hand: Pat has it" in shown(card)


def test_a_card_that_somebody_deleted_comes_back_with_the_next_change(room: Room) -> None:
    number = room.opened()
    room.slack.deletes(OFFICE, room.card(number)["ts"])
    room.tickets.claim(number, TERMINAL)
    room.later(minutes=2)
    (card,) = room.cards()
    assert "In hand: Pat has it" in shown(card)


def test_the_asker_hears_that_somebody_has_it_and_reads_the_reply_where_they_asked(
    room: Room,
) -> None:
    number = room.opened("May I wear my badge?")
    room.presses(actions.CLAIM, number)
    room.tickets.reply(number, "Yes, in training.", Person(f"slack:T1:{ANN}", "Ann"))
    room.settle()
    _, notice, reply = room.slack.messages(CHANNEL)
    assert f"Somebody of the press office has your question now (ticket {number})." in shown(notice)
    assert buttons(notice) == {}
    assert "Yes, in training." in shown(reply)
    assert "May I wear my badge?" in shown(reply)
    assert "the press office" in shown(reply)
    assert "Ann" not in shown(reply)
    assert buttons(reply) == {"That settles it": actions.SETTLE, "Write back": actions.WRITE_BACK}
    assert notice["thread_ts"] == reply["thread_ts"] == room.slack.messages(CHANNEL)[0]["ts"]


def test_by_setting_the_asker_reads_the_officers_name(rooms: Rooms) -> None:
    room = rooms(name_officers=True)
    number = room.opened()
    room.presses(actions.CLAIM, number)
    assert "Ann of the press office has your question now" in room.thread()[-1]


def test_what_was_asked_alone_is_replied_to_alone(room: Room) -> None:
    number = room.opened(private=True)
    room.tickets.reply(number, "Come and see me.", TERMINAL)
    room.settle()
    assert len(room.slack.messages(CHANNEL)) == 1
    assert "Come and see me." in room.directly(ASKER)[-1]


def test_a_decline_tells_the_asker_why_and_closes_the_ticket(room: Room) -> None:
    number = room.opened()
    room.submits(actions.NOT_FOR_US_FORM, number, text="Ask the garage.")
    assert "The press office can't settle this: Ask the garage." in room.thread()[-1]
    assert set(buttons(room.slack.messages(CHANNEL)[-1])) == {"Write back"}
    assert room.ticket(number).state is TicketState.CLOSED
    assert "said it isn't for the office\nAsk the garage." in shown(room.card(number))
