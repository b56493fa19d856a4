from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from adapters.chat import lanes
from adapters.chat.asking.threads import Threads, Word, news_of
from adapters.chat.model import Asked, Asker, How, Place
from adapters.chat.outgoing import Messenger
from adapters.chat.places import Spot
from adapters.chat.showing.answer import notice
from adapters.delivery.inbox import Inbox
from adapters.delivery.outbox import Outbox
from adapters.slack.showing.render import render
from bot.kept import Turn
from bot.model import Band, Decision, Kind, Origin, Person, Reason
from bot.records import Records
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from knowledge.catalog.tables import card
from knowledge.model import Viewer
from tests.bot.conftest import Clock, clock, database, server, url

# pytest finds fixtures by their names in this module.
__all__ = ["clock", "database", "server", "url"]

ANN, BOB = Asker("slack", "U1", "T1"), Asker("slack", "U2", "T1")
PLACE = Place("slack", "T1", "C1", "17.1", "channel")
PUBLIC, ALONE = "slack:T1:C1:17.1", "slack:T1:C1:17.1:U1"
OFFICER = Person("slack:T1:U90")
MESSENGER = Messenger("slack", render, in_place=True)


@pytest.fixture
def threads(database: Database) -> Threads:
    return Threads("slack", database)


def asks(
    database: Database, clock: Clock, conversation: str, who: Asker = ANN, *, ticket: bool = False
) -> int:
    """Keep a question and its answer, and return the number of its ticket."""
    kind, reason = (Kind.ESCALATE, Reason.NO_CLAUSE) if ticket else (Kind.ANSWER, Reason.ANSWERED)
    decision = Decision(kind, reason, Band.NONE, "It is so.", 0.5)
    origin = Origin("slack", Person(f"slack:T1:{who.user}"), {"user": who.user})
    with database.write() as connection:
        number = 0
        if ticket:
            number = Tickets(database, clock).open(connection, conversation, "x", decision, origin)
        kept = Turn(
            conversation=conversation,
            question="Is it so?",
            viewer=Viewer(),
            history=(),
            stand_alone="Is it so?",
            subject="Is it so?",
            on=clock.now.date(),
            decision=decision,
            revision=1,
            settings={},
            origin=origin,
        )
        Records(database, clock).keep(connection, kept)
    return number


def test_a_thread_is_theirs_whom_the_bot_answered_in_it(
    threads: Threads, database: Database, clock: Clock
) -> None:
    assert not threads.concerns(PLACE, ANN)
    asks(database, clock, PUBLIC)

    assert threads.concerns(PLACE, ANN)
    assert not threads.concerns(PLACE, BOB)
    assert not threads.concerns(Place("slack", "T1", "C1", "17.10", "channel"), ANN)


def test_so_is_one_in_which_they_were_answered_alone(
    threads: Threads, database: Database, clock: Clock
) -> None:
    asks(database, clock, ALONE)

    assert threads.concerns(PLACE, ANN)
    assert not threads.concerns(PLACE, BOB)


def test_and_one_whose_first_question_still_waits(
    threads: Threads, database: Database, clock: Clock
) -> None:
    said = Asked(ANN, Place("slack", "T1", "C1", "", "channel"), How.MENTION, "Is it so?", "17.1")
    inbox = Inbox(database, clock)
    inbox.put(lanes.event(said, "post C1 17.1"))
    assert threads.concerns(PLACE, ANN)
    assert not threads.concerns(PLACE, BOB)

    taken = inbox.take(["slack"])
    assert taken is not None
    with database.write() as connection:
        inbox.done(connection, taken.number)
    assert not threads.concerns(PLACE, ANN)


def test_below_a_card_everybody_is_heard(threads: Threads, database: Database) -> None:
    row = {"ticket": 1, "platform": "slack", "ref": "C1:17.1", "shown": 1}
    with database.write() as connection:
        connection.execute(insert(card).values(row))

    assert threads.concerns(PLACE, BOB)


def test_of_several_conversations_the_one_held_last_is_known(
    threads: Threads, database: Database, clock: Clock
) -> None:
    assert not threads.newer([PUBLIC, ALONE])
    for name in (ALONE, PUBLIC, "slack:T1:C2:9.9"):
        asks(database, clock, name)
        clock.now += timedelta(minutes=1)

    assert threads.newer([PUBLIC, ALONE]) == PUBLIC


def test_the_conversation_before_is_the_askers_own_in_these_direct_messages(
    threads: Threads, database: Database, clock: Clock
) -> None:
    for name, who in (("slack:T1:D1:1.1", ANN), ("slack:T1:D1:2.2", ANN), ("slack:T1:D1:3.3", BOB)):
        asks(database, clock, name, who)
        clock.now += timedelta(minutes=1)
    asks(database, clock, "slack:T1:D11:4.4")

    assert threads.before(Spot("slack", "T1", "D1", "5.5"), "slack:T1:U1") == "slack:T1:D1:2.2"
    assert not threads.before(Spot("slack", "T1", "D_", "5.5"), "slack:T1:U1")


def test_who_spoke_last_is_known_and_notices_do_not_count(
    threads: Threads, database: Database, clock: Clock
) -> None:
    tickets = Tickets(database, clock)
    assert threads.last_word(PUBLIC) is None
    number = asks(database, clock, PUBLIC, ticket=True)
    tickets.claim(number, OFFICER)
    last = threads.last_word(PUBLIC)
    assert last is not None
    assert last.role == "assistant"
    tickets.reply(number, "It isn't.", OFFICER)

    assert threads.last_word(PUBLIC) == Word("office", number, PUBLIC)


def test_which_conversation_a_direct_message_tells_the_news_of(
    threads: Threads, database: Database, clock: Clock
) -> None:
    number = asks(database, clock, ALONE, ticket=True)
    Tickets(database, clock).reply(number, "It isn't.", OFFICER)
    (news,) = Records(database, clock).news(ALONE)
    box = Outbox(database, clock)
    with database.write() as connection:
        box.put(connection, *MESSENGER.direct(f"news {news.id}", "U1", notice("It isn't.")))
    assert threads.put(f"news {news.id}")
    (taken,) = box.take(["slack"])
    assert taken is not None
    with database.write() as connection:
        box.sent(connection, taken.number, "D1:20.1")

    assert threads.news_at(Spot("slack", "T1", "D1", "20.1"), "U1") == ALONE
    assert not threads.news_at(Spot("slack", "T1", "D1", "20.2"), "U1")


@pytest.mark.parametrize(
    ("key", "number"),
    [("news 7", 7), ("news 7/2", 7), ("event 7", 0), ("news", 0), ("news x", 0), ("", 0)],
)
def test_news_are_known_by_their_key(key: str, number: int) -> None:
    assert news_of(key) == number
