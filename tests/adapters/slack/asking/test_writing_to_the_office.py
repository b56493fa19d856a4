from __future__ import annotations

from adapters.chat import actions
from adapters.chat.model import How
from adapters.chat.showing.answer import notice
from bot.model import Person
from bot.tickets import Ticket, TicketState
from tests.adapters.slack.asking.talk import Talk, stamp

FOR_A_PERSON = "I would like to speak to a person in the press office about pictures, please."
OFFICER = Person("slack:T1:U90", "Olive Officer")


def asked(talk: Talk, user: str = "U1") -> tuple[str, Ticket]:
    """Return the thread and the ticket of somebody who asked for a person in the channel."""
    thread = stamp()
    talk.mention(user, FOR_A_PERSON, ts=thread)
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:{thread}", f"slack:T1:{user}")
    return thread, ticket


def replied(talk: Talk, user: str = "U1") -> tuple[str, Ticket]:
    """Return them when the office has replied."""
    thread, ticket = asked(talk, user)
    return thread, talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)


def now(talk: Talk, ticket: Ticket) -> Ticket:
    return talk.assistant.tickets.show(ticket.id)


def test_what_an_asker_writes_below_the_offices_reply_goes_back_to_the_office(talk: Talk) -> None:
    thread, ticket = replied(talk)
    answer = talk.asks("U1", "Which Ann do you mean?", How.THREAD, thread)

    assert now(talk, ticket).state is TicketState.REOPENED
    assert now(talk, ticket).events[-1].text == "Which Ann do you mean?"
    assert f"ticket {ticket.id} waits for a reply again" in answer.text


def test_so_does_all_that_they_go_on_to_write(talk: Talk) -> None:
    thread, ticket = replied(talk)
    talk.asks("U1", "Which Ann do you mean?", How.THREAD, thread)
    talk.assistant.tickets.claim(ticket.id, OFFICER)
    talk.asks("U1", "The one of the second floor?", How.THREAD, thread)

    assert now(talk, ticket).events[-1].text == "The one of the second floor?"


def test_while_nobody_has_replied_a_follow_up_is_a_question(talk: Talk) -> None:
    thread, ticket = asked(talk)
    talk.asks("U1", "May I post pictures of a crime scene?", How.THREAD, thread)

    assert now(talk, ticket).state is TicketState.OPEN


def test_once_the_ticket_is_closed_a_follow_up_is_a_question(talk: Talk) -> None:
    thread, ticket = replied(talk)
    talk.assistant.tickets.settle(ticket.id, ticket.asker)
    answer = talk.asks("U1", "May I post pictures of a crime scene?", How.THREAD, thread)

    assert "must not post" in answer.text
    assert now(talk, ticket).state is TicketState.CLOSED


def test_thanks_for_the_reply_are_met_with_the_button_that_settles_it(talk: Talk) -> None:
    thread, ticket = replied(talk)
    answer = talk.asks("U1", "Thank you very much!", How.THREAD, thread)

    assert answer.button(actions.SETTLE) == str(ticket.id)
    assert now(talk, ticket).state is TicketState.ANSWERED


def test_another_persons_mention_in_that_thread_is_a_question_of_their_own(talk: Talk) -> None:
    thread, ticket = replied(talk)
    answer = talk.mention("U2", "May I post pictures of a crime scene?", thread)

    assert "must not post" in answer.text
    assert now(talk, ticket).state is TicketState.ANSWERED


def test_personal_data_does_not_reach_the_office_and_that_is_said(talk: Talk) -> None:
    thread, ticket = replied(talk)
    answer = talk.asks("U1", "Call me at 212-555-0172 about it", How.THREAD, thread)

    assert "0172" not in now(talk, ticket).events[-1].text
    assert "I took a phone number out" in answer.text


def test_the_reply_to_what_was_asked_privately_is_answered_below_it(talk: Talk) -> None:
    talk.asks("U1", FOR_A_PERSON, How.COMMAND)
    conversation = f"slack:T1:{talk.channel}:-:U1"
    (ticket,) = talk.assistant.tickets.of(conversation)
    talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)
    told = stamp()
    deliver(talk, conversation, told)

    answer = talk.asks("U1", "Which Ann do you mean?", How.DIRECT, told)

    assert now(talk, ticket).state is TicketState.REOPENED
    assert answer.one.body["thread"] == told


def test_a_command_is_a_question_whatever_the_office_replied_to_the_one_before(talk: Talk) -> None:
    talk.asks("U2", FOR_A_PERSON, How.COMMAND)
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:-:U2")
    talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)
    answer = talk.asks("U2", "May I post pictures of a crime scene?", How.COMMAND)

    assert "must not post" in answer.text
    assert now(talk, ticket).state is TicketState.ANSWERED


def deliver(talk: Talk, conversation: str, ts: str) -> None:
    """Have the office's reply stand in the asker's direct messages."""
    (news,) = talk.assistant.records.news(conversation)
    (sent,) = talk.messenger.direct(f"news {news.id}", "U1", notice(news.content))
    with talk.database.write() as connection:
        talk.outbox.put(connection, sent)
    while taken := talk.outbox.take(["slack"]):
        (waiting,) = taken
        with talk.database.write() as connection:
            mine = waiting.outgoing.key == sent.key
            talk.outbox.sent(connection, waiting.number, f"DU1:{ts}" if mine else "")
