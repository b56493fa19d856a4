"""What is kept with a decision, on each kind of database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, insert, select

from bot.assistant import Assistant
from bot.model import Band, Decision, Kind, Origin, Person, Question, Reason
from bot.switch import Switch
from knowledge.catalog.tables import alarm, message, ticket, ticket_event, turn
from tests.bot.conftest import Clock
from tests.bot.test_written_answers import FIRST, Scripted, written

CLEO = Origin("slack", Person("slack:T1:U9", "Cleo"), {"channel": "C1"}, "event 1")
ASKED = Question("may I post pictures of my uniform?", conversation="chat-1", origin=CLEO)
HACKED = Question("we were hacked", conversation="chat-1", origin=CLEO)


class Broken(Exception):
    """What a test breaks with."""


def rows(assistant: Assistant) -> list[int]:
    """Return how many turns, messages, tickets and lines of their logs there are."""
    with assistant.library.database.read() as connection:
        tables = (turn, message, ticket, ticket_event)
        return [len(connection.execute(select(table)).all()) for table in tables]


def test_what_belongs_to_a_decision_is_kept_with_it(assistant: Assistant, clock: Clock) -> None:
    def also(connection: Connection, decision: Decision) -> None:
        kept = connection.execute(select(turn.c.id)).scalar_one()
        assert decision.turn == kept
        assert decision.ticket is not None
        connection.execute(insert(alarm).values(about="x", text="x", since=clock()))

    decision = assistant.reply(HACKED, record=True, also=also)
    assert (decision.kind, decision.reason) == (Kind.ESCALATE, Reason.URGENT)
    assert rows(assistant) == [1, 2, 1, 1]
    with assistant.library.database.read() as connection:
        assert len(connection.execute(select(alarm)).all()) == 1


def test_nothing_is_kept_where_what_belongs_to_it_fails(assistant: Assistant) -> None:
    def fails(connection: Connection, decision: Decision) -> None:
        raise Broken(connection, decision)

    with pytest.raises(Broken):
        assistant.reply(HACKED, record=True, also=fails)
    assert rows(assistant) == [0, 0, 0, 0]
    decision = assistant.reply(HACKED, record=True)
    assert rows(assistant) == [1, 2, 1, 1]
    assert decision.ticket is not None
    assert assistant.tickets.show(decision.ticket).decision["ticket"] == decision.ticket


def test_without_a_record_nothing_is_kept_or_done_besides(assistant: Assistant) -> None:
    def fails(connection: Connection, decision: Decision) -> None:
        raise Broken(connection, decision)

    assert assistant.reply(HACKED, also=fails).ticket is None
    assert rows(assistant) == [0, 0, 0, 0]


def test_a_turn_and_its_conversation_know_who_asked_where(assistant: Assistant) -> None:
    decision = assistant.reply(HACKED, record=True)
    assert decision.turn is not None
    kept = assistant.records.turn(decision.turn)
    assert (kept.asker, kept.conversation) == (CLEO.asker.id, "chat-1")
    assert assistant.records.begun("chat-1") == CLEO.asker.id
    (opened,) = assistant.tickets.list()
    assert (opened.platform, opened.asker) == ("slack", CLEO.asker)
    assistant.tickets.reply(opened.id, "Call us.", Person("terminal:ann", "Ann"))
    (news,) = assistant.records.undelivered("slack")
    assert (news.asker, news.address, news.news.content) == (
        CLEO.asker.id, {"channel": "C1"}, "Call us.",
    )  # fmt: skip
    assert assistant.records.undelivered("teams") == ()


def test_what_is_for_the_office_goes_there_whatever_the_clauses_say(assistant: Assistant) -> None:
    text = "may I post pictures of my uniform? call me at 202-456-1111"
    asked = Question(text, conversation="chat-1", origin=CLEO, for_office=True)
    decision = assistant.reply(asked, record=True)
    assert (decision.kind, decision.reason) == (Kind.ESCALATE, Reason.ASKED_FOR_PERSON)
    assert decision.ticket is not None
    question = assistant.tickets.show(decision.ticket).question
    assert question == "may I post pictures of my uniform? call me at [phone number removed]"
    urgent = assistant.reply(Question("we were hacked", for_office=True))
    assert urgent.reason is Reason.URGENT
    assert assistant.reply(Question("  ", for_office=True)).reason is Reason.EMPTY


def test_while_switched_off_everybody_reads_why_and_it_is_on_record(
    assistant: Assistant, clock: Clock
) -> None:
    switch = Switch(assistant.library.database, clock)
    switch.off("We are moving house.", "Ann")
    for asked in (ASKED, HACKED):
        decision = assistant.reply(asked)
        assert (decision.kind, decision.reason, decision.band) == (
            Kind.DECLINE, Reason.SWITCHED_OFF, Band.NONE,
        )  # fmt: skip
        assert decision.text.startswith("I'm switched off at the moment: We are moving house.")
        assert "the communications office can help" in decision.text
        assert (decision.passages, decision.citations, decision.ticket) == ((), (), None)
    kept: list[Decision] = []
    assistant.reply(ASKED, record=True, also=lambda _, decision: kept.append(decision))
    (decision,) = kept
    assert decision.turn is not None
    assert assistant.records.turn(decision.turn).decision["reason"] == "switched off"
    assert assistant.tickets.list() == ()
    # What is asked on purpose, to test a draft or to replay a turn, is answered.
    live = assistant.library.live()
    assert assistant.reply(ASKED, revision=live).reason is not Reason.SWITCHED_OFF
    assistant.warm_up()
    switch.on("Ann")
    assert assistant.reply(ASKED).reason is not Reason.SWITCHED_OFF


def test_while_switched_off_the_office_can_be_reached_and_gets_no_clause(
    assistant: Assistant, clock: Clock
) -> None:
    switch = Switch(assistant.library.database, clock)
    switch.off("The index is wrong.", "Ann")
    text = "may I post pictures of my uniform?"
    asked = Question(text, conversation="chat-1", origin=CLEO, for_office=True)
    decision = assistant.reply(asked, record=True)
    assert (decision.kind, decision.reason) == (Kind.ESCALATE, Reason.ASKED_FOR_PERSON)
    assert (decision.passages, decision.citations) == ((), ())
    assert decision.ticket is not None
    assert f"as ticket {decision.ticket}" in decision.text
    assert assistant.tickets.show(decision.ticket).question == text
    assert assistant.reply(Question("we were hacked", for_office=True)).reason is Reason.URGENT
    assert assistant.reply(Question(" ", for_office=True)).reason is Reason.EMPTY
    switch.on("Ann")


def test_the_record_keeps_what_was_asked_of_a_model_and_what_became_of_it(
    assistant: Assistant,
) -> None:
    decision = replace(assistant, writer=Scripted(written(FIRST))).reply(ASKED, record=True)
    with assistant.library.database.read() as connection:
        row = connection.execute(select(turn)).one()
    assert row.id == decision.turn
    assert row.writer == "openai:m"
    kept = row.writing["writing"]
    assert (kept["outcome"], kept["sentences"][0]["ranks"]) == ("written", [1])
    assert kept["dropped"] == [{"text": "Never.", "faults": ["a flip"]}]
    assert kept["call"]["prompt"] == "d" * 64
    assert (kept["call"]["sent"], kept["call"]["returned"]) == ("sent", "returned")
    assert (kept["call"]["version"], kept["call"]["tokens_in"]) == ("m-1", 100)


def test_without_a_model_the_record_names_none(assistant: Assistant) -> None:
    assistant.reply(ASKED, record=True)
    with assistant.library.database.read() as connection:
        row = connection.execute(select(turn.c.writer, turn.c.writing)).one()
    assert tuple(row) == ("", None)
