from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from adapters.chat import actions, lanes
from adapters.chat.model import Asked, Asker, Happening, How, Place, Pressed, Submitted
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Event
from bot.model import Person
from knowledge.catalog.tables import card
from tests.adapters.slack.asking.talk import HOOK, Talk, stamp
from tests.adapters.slack.asking.test_writing_to_the_office import FOR_A_PERSON, OFFICER

PICTURES = "May I post pictures of a crime scene?"
WHO = Asker("slack", "U1", "T1")
CHANNEL = Place("slack", "T1", "C1", "17.1", "channel")


@pytest.mark.parametrize(
    ("happened", "way"),
    [
        (Asked(WHO, CHANNEL, How.MENTION, "x", "17.2"), ("post", "C1")),
        (Asked(WHO, Place("slack", "T1", "D1", "", "im"), How.DIRECT, "x", "17.2"), ("post", "D1")),
        (Asked(WHO, Place("slack", "T1", "C1"), How.COMMAND, "x", "", HOOK), ("respond", "U1")),
        (Pressed(WHO, CHANNEL, actions.SHARE, "1", "17.2", HOOK), ("respond", "U1")),
        (Pressed(WHO, CHANNEL, actions.CLAIM, "1", "17.2"), ("ephemeral", "C1")),
        (Submitted(WHO, actions.WHY_FORM, "1", {}), ("post", "U1")),
    ],
)
def test_whoever_is_waiting_reads_an_apology(
    talk: Talk, happened: Happening, way: tuple[str, str]
) -> None:
    (sorry,) = talk.parts.platform.apologise(lanes.event(happened, "Ev1"))

    assert (sorry.body["do"], sorry.lane) == way
    assert "something went wrong" in str(sorry.body)


def test_of_an_event_that_nobody_understands_nobody_is_told(talk: Talk) -> None:
    assert talk.parts.platform.apologise(Event("slack", "Ev1", "", {"kind": "unheard of"})) == ()


def test_an_answer_that_its_thread_does_not_take_goes_to_its_asker(talk: Talk) -> None:
    lost = talk.mention("U1", PICTURES).one
    (instead,) = talk.parts.platform.undeliverable(lost, "is_archived") or ()

    assert (instead.lane, instead.body["blocks"]) == ("U1", lost.body["blocks"])


def test_the_offices_reply_goes_to_who_asked_not_to_who_spoke_last(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U1", FOR_A_PERSON, ts=thread)
    conversation = f"slack:T1:{talk.channel}:{thread}"
    (ticket,) = talk.assistant.tickets.of(conversation)
    talk.mention("U2", PICTURES, thread)
    talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)
    (news,) = talk.assistant.records.news(conversation)
    (lost,) = talk.messenger.post(f"news {news.id}/2", talk.channel, notice("Ask Ann."), thread)

    (instead,) = talk.parts.platform.undeliverable(lost, "not_in_channel") or ()
    assert instead.lane == "U1"


def test_nothing_takes_the_place_of_what_already_went_to_its_asker(talk: Talk) -> None:
    direct = talk.asks("U1", PICTURES, How.DIRECT).one
    (instead,) = talk.parts.platform.undeliverable(direct, "channel_not_found") or ()

    assert talk.parts.platform.undeliverable(instead, "cannot_dm_bot") == ()


def test_a_card_is_nobodys_answer(talk: Talk) -> None:
    (posted,) = talk.messenger.post("card 999", "C0FFICE", notice("A ticket"), card=999)

    assert talk.parts.platform.undeliverable(posted, "is_archived") == ()


def test_a_message_handed_to_the_office_by_a_form_becomes_a_ticket(talk: Talk) -> None:
    about = f"T1:{talk.channel}::17.9"
    entered = {"text": PICTURES, "note": None}
    answer = talk.happens(Submitted(WHO, actions.FOR_OFFICE_FORM, about, entered))

    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:17.9:U1")
    assert ticket.asker == Person("slack:T1:U1", "Person U1")
    assert f"as ticket {ticket.id}" in answer.text
    assert answer.ways == ["ephemeral"]


def test_an_event_that_comes_again_after_a_crash_is_answered_once(talk: Talk) -> None:
    """The turn, its answer and the mark on the event are one transaction."""
    said = Asked(WHO, Place("slack", "T1", talk.channel), How.MENTION, PICTURES, stamp())
    event = lanes.event(said, f"post {talk.channel} again")
    turns = talk.turns()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        talk.parts.platform.handle(event, killed)
    assert talk.turns() == turns
    talk.happens(said, event.id)
    assert talk.turns() == turns + 1


def test_suggested_questions_are_of_documents_that_everybody_may_read(talk: Talk) -> None:
    assert talk.parts.views.prompts() == ("May I post pictures of a crime scene?",)


def test_a_thread_is_ours_once_the_bot_answered_there_and_while_it_does(talk: Talk) -> None:
    thread = stamp()
    place = Place("slack", "T1", talk.channel, thread, "channel")
    views = talk.parts.views
    said = Asked(WHO, replace(place, thread=""), How.MENTION, PICTURES, thread)

    assert not views.concerns(place, WHO)
    talk.inbox.put(lanes.event(said, f"post {talk.channel} {thread}"))
    assert views.concerns(place, WHO)
    assert not views.concerns(place, Asker("slack", "U2", "T1"))
    assert talk._handling.work()
    assert views.concerns(place, WHO)
    assert not views.concerns(place, Asker("slack", "U2", "T1"))


def test_a_command_in_a_channel_makes_no_thread_ours(talk: Talk) -> None:
    talk.asks("U1", PICTURES, How.COMMAND)

    assert not talk.parts.views.concerns(Place("slack", "T1", talk.channel, "17.1"), WHO)


def test_below_a_card_everybody_is_heard(talk: Talk) -> None:
    (posted,) = talk.messenger.post("card", "C0FFICE", notice("x"), card=10**6)
    row = {"ticket": 10**6, "platform": "slack", "ref": "", "shown": 1}
    with talk.database.write() as connection:
        connection.execute(insert(card).values(row))
        talk.parts.platform.sent(connection, posted, "C0FFICE:18.1")

    assert talk.parts.views.concerns(
        Place("slack", "T1", "C0FFICE", "18.1"), Asker("slack", "U9", "T1")
    )
