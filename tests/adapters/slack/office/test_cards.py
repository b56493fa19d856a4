from __future__ import annotations

import pytest

from adapters.chat.content import Message
from adapters.chat.office.cards import Cards, Due
from adapters.chat.outgoing import Messenger
from adapters.chat.places import SLACK
from adapters.delivery.model import Outgoing
from adapters.slack.showing.render import render
from bot.model import Band, Decision, Kind, Person, Reason
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock, database, server, url

__all__ = ["database", "server", "url"]  # pytest finds fixtures by their names in this module
ANN = Person("slack:T1:U10", "Ann")
NOTHING = Message("", ())
MESSENGER = Messenger(SLACK, render, in_place=True)
WHY = "not_in_channel: invite the app"


@pytest.fixture
def cards(database: Database) -> Cards:
    return Cards(SLACK, database)


@pytest.fixture
def tickets(database: Database, clock: Clock) -> Tickets:
    return Tickets(database, clock)


@pytest.fixture
def number(tickets: Tickets, database: Database) -> int:
    decision = Decision(Kind.ESCALATE, Reason.NO_CLAUSE, Band.NONE, "", 0.1)
    with database.write() as connection:
        return tickets.open(connection, "c", "May I?", decision)


def put(cards: Cards) -> Due:
    (due,) = cards.due()
    with cards._database.write() as connection:
        cards.keep(connection, due)
    return due


def sent(cards: Cards, message: Outgoing, name: str) -> None:
    with cards._database.write() as connection:
        cards.sent(connection, message, name)


def posted(key: str, card: int | None = None) -> Outgoing:
    (post,) = MESSENGER.post(key, "C1", NOTHING, card=card)
    return post


def changed(ref: str) -> Outgoing:
    (update,) = MESSENGER.update("k", ref, NOTHING)
    return update


def test_a_card_is_due_put_and_then_on_its_way_until_it_is_there(
    cards: Cards, tickets: Tickets, number: int
) -> None:
    assert put(cards) == Due(number, 1, "", again=False)
    tickets.claim(number, ANN)
    assert cards.due() == ()
    sent(cards, posted(f"card {number}", number), "C1:7.1")
    assert cards.due() == (Due(number, 2, "C1:7.1", again=False),)
    assert (cards.message(number), cards.ticket("C1:7.1")) == ("C1:7.1", number)
    put(cards)
    assert cards.due() == ()


def test_a_card_that_failed_is_due_again(cards: Cards, number: int) -> None:
    put(cards)
    post = posted(f"card {number}", number)
    assert cards.undeliverable(post, WHY)
    assert cards.due() == (Due(number, 1, "", again=True),)


def test_a_change_that_failed_is_due_again_on_the_same_card(
    cards: Cards, tickets: Tickets, number: int
) -> None:
    put(cards)
    sent(cards, posted(f"card {number}", number), "C1:7.1")
    tickets.claim(number, ANN)
    put(cards)
    assert cards.undeliverable(changed("C1:7.1"), WHY)
    assert cards.due() == (Due(number, 2, "C1:7.1", again=True),)


def test_a_card_that_is_gone_is_posted_anew(cards: Cards, number: int) -> None:
    put(cards)
    sent(cards, posted(f"card {number}", number), "C1:7.1")
    sent(cards, changed("C1:7.1"), "")
    assert cards.due() == (Due(number, 1, "", again=True),)


def test_other_messages_are_no_cards(cards: Cards, number: int) -> None:
    put(cards)
    post = posted("news 1")
    sent(cards, post, "C1:8.1")
    assert not cards.undeliverable(post, WHY)
    assert not cards.undeliverable(changed("C1:8.1"), WHY)
    assert cards.message(number) == ""
    assert cards.ticket("C1:8.1") is None
