from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.errors import UnknownTurn
from bot.kept import Rated, Turn
from bot.model import Band, Citation, Decision, Kind, Message, Person, Question, Reason
from bot.records import SILENCE, Records
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from knowledge.catalog.tables import feedback, turn
from knowledge.model import Viewer
from tests.bot.conftest import Clock
from tests.bot.made import clause, passage

FOUND = passage("Posts need approval.", "10.1", lead_in="Before publication:")
ANSWER = Decision(
    Kind.ANSWER,
    Reason.ANSWERED,
    Band.SURE,
    "“Posts need approval.”",
    0.9,
    citations=(Citation(FOUND, "Posts need approval."),),
    passages=(FOUND,),
)


ANN = Person("terminal:ann", "Ann")
POLICE = Viewer(frozenset({"hr", "board"}), "law enforcement")
LEANT_ON = (Message("user", "pictures?", "may I post pictures?"), Message("assistant", "Whose?"))


def said(question: str, decision: Decision = ANSWER, name: str = "chat-1") -> Turn:
    return Turn(
        conversation=name,
        question=question,
        viewer=POLICE,
        history=LEANT_ON,
        stand_alone=f"may I post pictures? ({question})",
        subject=f"may I post pictures? ({question})",
        on=date(2026, 5, 4),
        decision=decision,
        revision=7,
        settings={"office": "the office"},
    )


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)


def keep(records: Records, database: Database, kept: Turn) -> int:
    with database.write() as connection:
        return records.keep(connection, kept)


def test_a_turn_keeps_what_is_needed_to_replay_it(records: Records, database: Database) -> None:
    keep(records, database, said("do posts need approval"))
    with database.read() as connection:
        row = connection.execute(select(turn)).one()
    assert (row.kind, row.reason, row.band) == ("answer", "answered", "sure")
    assert (row.revision, row.asked_on, row.writer) == (7, date(2026, 5, 4), "")
    assert row.settings == {"office": "the office"}
    cited = row.decision["citations"][0]
    assert cited["clause"] == FOUND.clause.id
    assert cited["text_digest"] == hashlib.sha256(FOUND.clause.text.encode()).hexdigest()
    assert cited["lead_in"] == "Before publication:"
    assert json.dumps(row.decision)
    assert row.stand_alone == "may I post pictures? (do posts need approval)"


def test_a_turn_gives_back_the_question_as_it_was_put(records: Records, database: Database) -> None:
    keep(records, database, said("do posts need approval"))
    with database.read() as connection:
        number = connection.execute(select(turn.c.id)).scalar_one()
    asked, revision = records.asked(number)
    assert revision == 7
    assert asked == Question("do posts need approval", POLICE, LEANT_ON, date(2026, 5, 4))
    with pytest.raises(UnknownTurn, match=f"no turn {number + 1}"):
        records.asked(number + 1)


def test_the_items_and_the_note_of_a_quote_are_kept_with_it(
    records: Records, database: Database
) -> None:
    opener = passage("Posts may show children, provided that:", "6.1")
    items = (clause("a parent agrees;", "6.1(a)"), clause("no name is given.", "6.1(b)"))
    cited = Citation(opener, opener.clause.text, "for teachers", items)
    keep(records, database, said("may I", replace(ANSWER, citations=(cited,))))
    with database.read() as connection:
        kept = connection.execute(select(turn.c.decision)).scalar_one()["citations"][0]
    assert kept["note"] == "for teachers"
    assert [one["number"] for one in kept["items"]] == ["6.1(a)", "6.1(b)"]
    assert [one["clause"] for one in kept["items"]] == [item.id for item in items]
    digests = [hashlib.sha256(item.text.encode()).hexdigest() for item in items]
    assert [one["text_digest"] for one in kept["items"]] == digests


def test_a_conversation_is_recalled_in_order_and_apart_from_others(
    records: Records, database: Database
) -> None:
    keep(records, database, said("first"))
    keep(records, database, said("other", name="chat-2"))
    keep(records, database, said("second"))
    assert [m.content for m in records.recall("chat-1") if m.role == "user"] == ["first", "second"]
    assert records.recall("chat-1")[1] == Message("assistant", ANSWER.text)
    assert records.recall("unknown") == ()
    assert records.recall("") == ()


def test_a_recalled_message_says_what_question_it_stands_for(
    records: Records, database: Database
) -> None:
    keep(records, database, said("and videos"))
    recalled = records.recall("chat-1")
    assert recalled[0] == Message("user", "and videos", "may I post pictures? (and videos)")
    assert recalled[1].subject is None


def test_a_conversation_ends_with_a_long_silence(
    records: Records, database: Database, clock: Clock
) -> None:
    keep(records, database, said("on Monday"))
    clock.now += SILENCE
    assert records.recall("chat-1") == ()
    keep(records, database, said("on Tuesday"))
    clock.now += SILENCE - timedelta(minutes=1)
    keep(records, database, said("on Tuesday evening"))
    asked = [m.content for m in records.recall("chat-1") if m.role == "user"]
    assert asked == ["on Tuesday", "on Tuesday evening"]


def test_the_offices_reply_breaks_a_silence(
    records: Records, database: Database, clock: Clock
) -> None:
    tickets = Tickets(database, clock)
    keep(records, database, said("may I"))
    number = ticket_of(tickets, database)
    clock.now += SILENCE - timedelta(minutes=1)
    tickets.reply(number, "You may.", ANN)
    clock.now += SILENCE - timedelta(minutes=1)
    assert [m.content for m in records.recall("chat-1")] == ["may I", ANSWER.text, "You may."]


def ticket_of(tickets: Tickets, database: Database) -> int:
    with database.write() as connection:
        return tickets.open(connection, "chat-1", "first", ANSWER)


def test_news_are_the_offices_words_until_the_asker_was_told(
    records: Records, database: Database, clock: Clock
) -> None:
    keep(records, database, said("first"))
    tickets = Tickets(database, clock)
    number = ticket_of(tickets, database)
    tickets.reply(number, "You may.", ANN)
    first = records.news("chat-1")
    tickets.reply(number, "Until June.", ANN)
    keep(records, database, said("thanks"))
    news = records.news("chat-1")
    assert [(one.ticket, one.content) for one in news] == [
        (number, "You may."),
        (number, "Until June."),
    ]
    records.told(first)
    assert [one.content for one in records.news("chat-1")] == ["Until June."]
    records.told(news)
    assert records.news("chat-1") == ()
    assert records.news("chat-2") == ()
    assert Message("office", "You may.") in records.recall("chat-1")


def test_what_an_asker_thinks_of_an_answer_is_kept_with_all_it_was_made_from(
    records: Records, database: Database
) -> None:
    bad = keep(records, database, said("do posts need approval"))
    good = keep(records, database, said("and videos"))
    records.rate(bad, helpful=False, comment="It is about something else.")
    records.rate(good, helpful=True)
    (disliked,) = records.rated(helpful=False)
    assert disliked == Rated(
        bad, records.asked(bad)[0], disliked.decision, "It is about something else."
    )
    assert disliked.decision["text"] == ANSWER.text
    assert [one.turn for one in records.rated(helpful=True)] == [good]


def test_the_latest_word_on_an_answer_counts(records: Records, database: Database) -> None:
    number = keep(records, database, said("do posts need approval"))
    records.rate(number, helpful=False, comment="Wrong.")
    records.rate(number, helpful=True)
    assert records.rated(helpful=False) == ()
    assert [(one.turn, one.comment) for one in records.rated(helpful=True)] == [(number, "")]


def test_only_what_is_on_record_can_be_rated(records: Records, database: Database) -> None:
    with pytest.raises(UnknownTurn, match="no turn 41"):
        records.rate(41, helpful=True)
    with database.read() as connection:
        assert connection.execute(select(feedback)).all() == []


def test_the_question_that_a_ticket_was_opened_for_is_found(
    records: Records, database: Database
) -> None:
    keep(records, database, said("first"))
    keep(records, database, said("second", replace(ANSWER, kind=Kind.ESCALATE, ticket=4)))
    keep(records, database, said("elsewhere", replace(ANSWER, ticket=4), name="chat-2"))
    found = records.asked_for(4, "chat-1")
    assert found == Question("second", POLICE, LEANT_ON, date(2026, 5, 4))
    assert records.asked_for(5, "chat-1") is None
