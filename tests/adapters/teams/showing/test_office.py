from __future__ import annotations

from datetime import UTC

from hypothesis import given, settings

from adapters.chat.office.card import Shown, card
from adapters.chat.office.found import Found
from adapters.chat.office.modals import pick_form, reply_form, rule_form
from adapters.chat.places import TEAMS
from adapters.teams.showing.activity import render
from adapters.teams.showing.forms import task
from bot.model import Reason
from bot.tickets import Ticket, TicketState
from tests.adapters.slack.office.test_card import FOUND, NOON, TICKETS, quotes
from tests.adapters.teams.showing.card_schema import DIALOG
from tests.adapters.teams.showing.reading import cards, check, of_type


@settings(max_examples=40, deadline=None)
@given(TICKETS, FOUND)
def test_a_ticket_is_one_card_with_its_buttons_that_calls_nobody(
    ticket: Ticket, found: Found
) -> None:
    (payload,) = render(card(Shown(ticket, found, quotes(found), UTC, TEAMS)))
    (content,) = cards(check(payload))
    assert of_type(content, "ActionSet")
    assert "entities" not in content["msteams"]


def test_a_question_of_very_many_lines_leaves_room_for_the_buttons() -> None:
    said = Ticket(
        id=1,
        state=TicketState.OPEN,
        reason=Reason.NO_CLAUSE,
        urgent=False,
        conversation="teams:t:c:-",
        question="a\n" * 2_000,
        decision={},
        created=NOON,
        updated=NOON,
        events=(),
    )
    (payload,) = render(card(Shown(said, Found(), (), UTC, TEAMS)))
    (content,) = cards(check(payload))
    assert of_type(content, "ActionSet")


@settings(max_examples=30, deadline=None)
@given(TICKETS, FOUND)
def test_every_form_of_the_office_is_one_that_teams_takes(ticket: Ticket, found: Found) -> None:
    by_key = {one.passage.clause.key: one for one in quotes(found)}
    forms = (reply_form(ticket), pick_form(ticket, found, by_key))
    for form in (*forms, rule_form(ticket, ticket.question, found, NOON.date())):
        DIALOG.validate(task(form)["card"]["content"])
