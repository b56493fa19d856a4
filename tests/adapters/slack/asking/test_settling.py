from __future__ import annotations

import pytest

from adapters.chat import actions, outgoing
from adapters.chat.model import Asker, How, Place, Pressed, Submitted
from adapters.chat.office.following import NewsFollower
from bot import chat_wording
from bot.tickets import Ticket, TicketState
from tests.adapters.slack.asking.talk import Answer, Talk, stamp
from tests.adapters.slack.asking.test_writing_to_the_office import OFFICER, asked, now, replied
from tests.fakes.slack import shown


def tell(talk: Talk) -> list[str]:
    """Have Slack show the office's replies, and return what their messages here are called."""
    next(one for one in talk.parts.followers if isinstance(one, NewsFollower)).follow()
    refs = []
    while taken := talk.outbox.take(["slack"]):
        (waiting,) = taken
        ref = outgoing.ref(waiting.outgoing.lane, stamp())
        with talk.database.write() as connection:
            talk.outbox.sent(connection, waiting.number, ref)
        told = waiting.outgoing
        if told.key.startswith("news") and told.lane == talk.channel:
            refs.append(ref)
    return refs


def press(talk: Talk, ticket: Ticket, ref: str, thread: str, user: str = "U1") -> Answer:
    place = Place("slack", "T1", talk.channel, thread, "channel")
    ts = outgoing.place_of(ref)[1]
    return talk.happens(
        Pressed(Asker("slack", user, "T1"), place, actions.SETTLE, str(ticket.id), ts)
    )


def test_who_settles_it_can_write_back_later_and_is_told_so(talk: Talk) -> None:
    thread, ticket = replied(talk)
    (ref,) = tell(talk)
    answer = press(talk, ticket, ref, thread)

    assert now(talk, ticket).state is TicketState.CLOSED
    note = answer.outgoing[0]
    assert (note.body["do"], note.body["user"]) == ("ephemeral", "U1")
    assert note.body["thread"] == thread
    assert chat_wording.SETTLED in shown(dict(note.body))
    assert answer.button(actions.WRITE_BACK) == str(ticket.id)

    form = Submitted(
        Asker("slack", "U1", "T1"), actions.WRITE_BACK_FORM, str(ticket.id), {"text": "Which Ann?"}
    )
    told = talk.happens(form)
    assert now(talk, ticket).state is TicketState.REOPENED
    assert "has your message" in told.text


def test_the_reply_loses_its_buttons_once_it_is_settled_and_keeps_its_words(talk: Talk) -> None:
    thread, ticket = replied(talk)
    (ref,) = tell(talk)
    change = press(talk, ticket, ref, thread).outgoing[1]

    assert (change.body["do"], outgoing.ref(change.body["channel"], change.body["ts"])) == (
        "update",
        ref,
    )
    assert "Ask Ann." in shown(dict(change.body))
    assert chat_wording.IS_SETTLED in shown(dict(change.body))
    assert not [block for block in change.body["blocks"] if block["type"] == "actions"]


def test_a_long_reply_loses_the_buttons_of_its_last_message_only(talk: Talk) -> None:
    thread, ticket = asked(talk)
    talk.assistant.tickets.reply(ticket.id, "A clause of the harbor rules. " * 800, OFFICER)
    refs = tell(talk)
    changes = press(talk, ticket, refs[-1], thread).outgoing[1:]

    assert len(refs) > 1
    (change,) = changes
    assert outgoing.ref(change.body["channel"], change.body["ts"]) == refs[-1]


def test_the_question_after_thanks_loses_its_button_too(talk: Talk) -> None:
    thread, ticket = replied(talk)
    (ref,) = tell(talk)
    question = outgoing.ref(talk.channel, stamp())
    changes = press(talk, ticket, question, thread).outgoing[1:]

    changed = [outgoing.ref(one.body["channel"], one.body["ts"]) for one in changes]
    assert changed == [ref, question]


@pytest.mark.parametrize("user", ["U2", "U90"])
def test_nobody_else_settles_it_or_writes_back(talk: Talk, user: str) -> None:
    thread, ticket = replied(talk)
    (ref,) = tell(talk)
    answer = press(talk, ticket, ref, thread, user)
    form = Submitted(
        Asker("slack", user, "T1"), actions.WRITE_BACK_FORM, str(ticket.id), {"text": "Me!"}
    )

    assert (answer.ways, answer.text) == (["ephemeral"], chat_wording.NOT_THE_ASKER)
    assert talk.happens(form).text == chat_wording.NOT_THE_ASKER
    assert now(talk, ticket).state is TicketState.ANSWERED


def test_what_is_settled_is_said_to_be(talk: Talk) -> None:
    thread, ticket = replied(talk)
    (ref,) = tell(talk)
    press(talk, ticket, ref, thread)
    again = press(talk, ticket, ref, thread)

    assert again.ways == ["ephemeral"]
    assert chat_wording.CLOSED_ALREADY in again.text


def test_thanks_for_what_is_settled_get_a_friendly_word(talk: Talk) -> None:
    thread, ticket = replied(talk)
    talk.assistant.tickets.settle(ticket.id, ticket.asker)

    thanked = talk.mention("U1", "Thanks a lot!", thread)
    greeted = talk.mention("U1", "Hello!", thread)

    assert "You're welcome" in thanked.text
    assert "What would you like to know?" in greeted.text
    assert "What would you like to know?" not in thanked.text


# In direct messages

FOR_A_PERSON = "I would like to speak to a person in the press office about pictures, please."


def replied_directly(talk: Talk, user: str) -> Ticket:
    thread = stamp()
    talk.asks(user, FOR_A_PERSON, How.DIRECT, ts=thread)
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:D{user}:{thread}")
    return talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)


def test_who_writes_on_beside_the_thread_is_asked_whether_it_is_for_the_office(
    talk: Talk,
) -> None:
    ticket = replied_directly(talk, "U51")
    tickets = len(talk.assistant.tickets.list())
    answer = talk.asks("U51", "Which one is that?", How.DIRECT)

    assert f"Is that for the press office (ticket {ticket.id})?" in answer.text
    assert answer.button(actions.WRITE_BACK) == str(ticket.id)
    assert len(talk.assistant.tickets.list()) == tickets


def test_so_is_who_was_answered_privately_in_a_channel(talk: Talk) -> None:
    talk.asks("U60", FOR_A_PERSON, How.COMMAND)
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:-:U60")
    talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)
    answer = talk.asks("U60", "Which one is that?", How.DIRECT)

    assert answer.button(actions.WRITE_BACK) == str(ticket.id)


def test_thanks_beside_the_thread_are_met_with_the_button_that_settles_it(talk: Talk) -> None:
    ticket = replied_directly(talk, "U51")
    answer = talk.asks("U51", "Thank you very much!", How.DIRECT)

    assert answer.button(actions.SETTLE) == str(ticket.id)


def test_a_new_question_beside_the_thread_is_answered_without_an_offer(talk: Talk) -> None:
    replied_directly(talk, "U51")
    answer = talk.asks("U51", "May I post pictures of a crime scene?", How.DIRECT)

    assert "must not post" in answer.text
    assert actions.WRITE_BACK not in [name for name, _ in answer.buttons()]


def test_what_clauses_do_not_settle_goes_its_way_and_the_office_is_offered(talk: Talk) -> None:
    ticket = replied_directly(talk, "U51")
    answer = talk.asks("U51", "Who judges the pie contest at the harbor festival?", How.DIRECT)

    assert answer.button(actions.WRITE_BACK) == str(ticket.id)
    assert talk.asks("U51", "Somebody hacked our account right now!", How.DIRECT).text.count(
        "as ticket"
    )


def test_once_it_is_settled_or_something_else_was_asked_nothing_is_offered(talk: Talk) -> None:
    ticket = replied_directly(talk, "U51")
    talk.assistant.tickets.settle(ticket.id, ticket.asker)
    answer = talk.asks("U51", "Which one is that?", How.DIRECT)
    assert actions.WRITE_BACK not in [name for name, _ in answer.buttons()]

    replied_directly(talk, "U2")
    talk.asks("U2", "May I post pictures of a crime scene?", How.DIRECT)
    answer = talk.asks("U2", "And of people in custody?", How.DIRECT)
    assert actions.WRITE_BACK not in [name for name, _ in answer.buttons()]
