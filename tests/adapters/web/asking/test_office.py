"""The office in a conversation: passing on, the reply, writing back, settling; and feedback."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.web.roles import Role
from bot.handover import Handover
from bot.model import Origin, Person
from bot.tickets import Did, Manner, Tickets, TicketState
from knowledge.catalog.tables import audit, feedback, message
from tests.adapters.web.asking.asker import SCRIPT, Asker
from tests.adapters.web.harness import Served
from tests.bot.conftest import Clock

PICTURES = "may I post pictures of crime scenes?"
ANN = Person("slack:T1:U7", "Ann Lee")


@pytest.fixture
def cleo(served: Served) -> Asker:
    return Asker(served.client(Role.EMPLOYEE, name="cleo"))


def asker(served: Served) -> Person:
    return Person(f"web:{served.accounts['cleo']}", "Cleo")


def test_an_answer_that_doesnt_help_goes_to_the_office_once(served: Served, cleo: Asker) -> None:
    assert "Ask the communications office" in cleo.ask(PICTURES)
    page = cleo.press("turns/1/office")
    assert "passed it to the communications office as ticket 1" in page
    assert "waits for the office" in page
    assert "turns/1/office" not in page
    cleo.press("turns/1/office")
    (ticket,) = served.assistant.tickets.list()
    assert (ticket.platform, ticket.asker) == ("web", asker(served))
    assert ticket.decision["citations"][0]["number"] == "4.2"


def test_what_the_policies_dont_settle_is_a_ticket_of_its_askers(
    served: Served, cleo: Asker
) -> None:
    page = cleo.ask("we were hacked")
    assert "ticket 1" in page
    assert "If anyone may be in danger" in page
    assert served.assistant.tickets.show(1).asker == asker(served)
    assert "waits for the office" in cleo.read("/conversations")


def test_the_offices_reply_arrives_in_the_conversation(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    assert 'data-live="5"' in cleo.look()
    served.assistant.tickets.claim(1, ANN)
    served.assistant.tickets.reply(1, "Pull the plug.\n\nSee https://example.gov/plug.", ANN)
    front = cleo.read("/")
    assert "has news for you" in front
    assert "new reply" in cleo.read("/conversations")
    page = cleo.read(f"{cleo.at}?before=1")
    assert "Pull the plug." not in page
    assert "has news for you" in cleo.read("/")  # what wasn't shown isn't told
    page = cleo.look()
    assert "Somebody of the communications office has your question now" in page
    assert "The communications office has replied to your question (ticket 1):" in page
    assert "Pull the plug." in page
    assert 'href="https://example.gov/plug"' in page
    assert "Ann" not in page
    assert 'data-live="30"' in page
    assert "has news for you" not in cleo.read("/")
    assert "new reply" not in cleo.read("/conversations")


def test_a_page_that_looks_again_gets_nothing_while_nothing_is_new(
    served: Served, cleo: Asker
) -> None:
    cleo.ask("we were hacked")
    first = cleo.client.get(cleo.at)
    again = {"if-none-match": first.headers["etag"], "x-live": "1"}
    assert cleo.client.get(cleo.at, headers=again).status_code == 304
    served.assistant.tickets.claim(1, ANN)
    assert cleo.client.get(cleo.at, headers=again).status_code == 200


def test_where_the_office_has_nothing_a_page_doesnt_look_again(cleo: Asker) -> None:
    assert "data-live" not in cleo.ask(PICTURES)


def test_an_asker_writes_back_and_the_ticket_waits_again(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    served.assistant.tickets.reply(1, "Pull the plug.", ANN)
    form = cleo.form()
    page = cleo.press("tickets/1/write", **form, question="Which? Call me at 202-456-1111.")
    assert "has your message" in page
    assert "took a phone number out" in page
    assert "202-456-1111" not in page
    ticket = served.assistant.tickets.show(1)
    assert ticket.state is TicketState.REOPENED
    assert ticket.events[-1].text == "Which? Call me at [phone number removed]."
    assert "You wrote to the communications office (ticket 1):" in page
    assert "waits for the office again" in page


def test_a_message_that_is_sent_again_arrives_once(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    form = cleo.form()
    for _ in range(2):
        fields = {**form, "question": "It is the laptop."}
        cleo.client.press(f"{cleo.at}/tickets/1/write", fields)
    cleo.press("tickets/1/write", question="It is the laptop.")
    said = [event.what for event in served.assistant.tickets.show(1).events]
    assert said.count(Did.ANSWERED_BACK) == 2


def test_an_empty_message_isnt_sent(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    for headers in ({}, SCRIPT):
        at = f"{cleo.at}/tickets/1/write"
        answer = cleo.client.press(at, {"question": " "}, headers=headers)
        assert answer.status_code == 422
        assert "Write first what the office should know." in answer.text
    assert len(served.assistant.tickets.show(1).events) == 1


def test_an_asker_settles_and_may_open_it_again(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    served.assistant.tickets.reply(1, "Pull the plug.", ANN)
    assert "That settles it" in cleo.look()
    page = cleo.press("tickets/1/settle")
    assert "The question is closed." in page
    assert served.assistant.tickets.show(1).state is TicketState.CLOSED
    assert "closed already" in cleo.press("tickets/1/settle")
    page = cleo.look()
    assert "settle" not in page
    assert "data-live" not in page
    assert "Reopen ticket 1 with this" in page
    cleo.press("tickets/1/write", question="It came back.")
    assert served.assistant.tickets.show(1).state is TicketState.REOPENED


def test_an_officer_doesnt_settle_what_another_asked(served: Served, cleo: Asker) -> None:
    cleo.ask("we were hacked")
    dan = Asker(served.client(Role.OFFICER, name="dan"))
    dan.ask("we were hacked, too")
    assert dan.client.press(f"{dan.at}/tickets/1/settle").status_code == 404
    assert served.assistant.tickets.show(1).state is TicketState.OPEN


def test_it_says_by_when_a_reply_is_meant_to_come(
    served: Served, cleo: Asker, clock: Clock
) -> None:
    soon = Manner(due=lambda at, _urgent: at + timedelta(minutes=10))
    tickets = Tickets(served.parts.database, clock, soon)
    cleo.ask(PICTURES)
    handover = Handover(
        served.parts.database, served.assistant.records, tickets, served.assistant.settings
    )
    handover.pass_on(1, Origin("web", asker(served)))
    page = cleo.look()
    assert "You can expect the reply by Monday, 4 May 2026, 12:10." in page
    clock.now += timedelta(minutes=20)
    assert "meant to come by Monday, 4 May 2026, 12:10; it is late." in cleo.look()
    tickets.reply(1, "You may not.", ANN)
    assert "12:10" not in cleo.look().split('class="cases"')[1]


def test_an_asker_says_whether_an_answer_helped(served: Served, cleo: Asker) -> None:
    cleo.ask(PICTURES)
    assert "Thank you: this helped." in cleo.press("turns/1/helped")
    page = cleo.press("turns/1/unhelpful")
    assert "What was wrong?" in page
    assert "Thank you: this didn't help." in cleo.look()
    page = cleo.press("turns/1/why", why="It should say who decides.")
    assert "“It should say who decides.”" in page
    with served.parts.database.read() as connection:
        row = connection.execute(select(feedback)).one()
    assert (row.turn, row.helpful, row.comment) == (1, False, "It should say who decides.")


def test_what_the_office_and_its_asker_do_is_in_the_audit_log_without_their_words(
    served: Served, cleo: Asker
) -> None:
    cleo.ask(PICTURES)
    cleo.press("turns/1/office")
    cleo.press("tickets/1/write", question="It is the laptop.")
    cleo.press("tickets/1/settle")
    with served.parts.database.read() as connection:
        lines = connection.execute(select(audit)).all()
        words = connection.execute(select(message.c.content)).scalars().all()
    assert [line.what for line in lines] == [
        "passed a question to the office",
        "wrote to the office",
        "settled a ticket",
    ]
    assert "It is the laptop." in words
    assert not any("laptop" in str(line) for line in lines)


def test_an_officers_name_is_shown_where_the_office_names_its_officers(
    served: Served, cleo: Asker, clock: Clock
) -> None:
    cleo.ask("we were hacked")
    named = replace(Manner(), named=True)
    tickets = Tickets(served.parts.database, clock, named)
    tickets.claim(1, ANN)
    tickets.reply(1, "Pull the plug.", ANN)
    page = cleo.look()
    assert "Ann Lee of the communications office has your question now" in page
    assert "— Ann Lee, the communications office" in page
