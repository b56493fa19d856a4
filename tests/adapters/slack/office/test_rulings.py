from __future__ import annotations

from datetime import date

from adapters.chat import actions
from bot.errors import RulingRefused
from bot.model import Person
from bot.rulings import Published
from knowledge.errors import CatalogBusy
from tests.adapters.slack.office.room import ANN, Room
from tests.fakes.slack import buttons, shown

OFFICER = Person("terminal:pat", "Pat")


def ruled(room: Room) -> int:
    number = room.opened()
    room.tickets.reply(number, "Yes, you may.", OFFICER)
    room.settle()
    chosen, expires = ["c1", "c2"], "2027-05-04"
    room.submits(actions.RULE_FORM, number, text="Yes.", clauses=chosen, expires=expires)
    return number


def test_a_reply_becomes_a_ruling_and_the_cards_thread_tells_it(room: Room) -> None:
    number = ruled(room)
    day = date(2027, 5, 4)
    assert room.rulings == [(number, "Yes.", ("c1", "c2"), day, Person("slack:T1:U10", "Ann"))]
    begun, ended = room.below_card(number)
    assert begun.startswith("The ruling is being tested")
    assert ended.startswith("The ruling is live (revision 2).")


def test_objections_are_told_word_for_word(room: Room) -> None:
    room.published = lambda *_: Published(2, ("3 cases got worse.", "1 leaks."))
    ended = room.below_card(ruled(room))[-1]
    assert "didn't go live. The tests speak against it:\n• 3 cases got worse.\n• 1 leaks." in ended


def test_what_refuses_a_ruling_is_told_as_it_stands(room: Room) -> None:
    def refused(*_: object) -> Published:
        raise RulingRefused("The ruling draws on documents that no group may read together.")

    room.published = refused
    assert "no group may read together" in room.below_card(ruled(room))[-1]


def test_while_another_publishes_it_is_tried_again_and_begun_once(room: Room) -> None:
    busy = [CatalogBusy("busy")]

    def later(*_: object) -> Published:
        if busy:
            raise busy.pop()
        return Published(3)

    room.published = later
    number = ruled(room)
    room.work()
    assert [line[:20] for line in room.below_card(number)] == [
        "The ruling is being ",
        "The ruling is live (",
    ]


def test_only_a_ticket_with_a_reply_offers_a_ruling(room: Room) -> None:
    number = room.opened()
    room.submits(actions.NOT_FOR_US_FORM, number, text="No.")
    assert set(buttons(room.card(number))) == {"Open again"}
    assert ANN in shown(room.card(number))
