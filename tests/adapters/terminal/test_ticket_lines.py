from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console, RenderableType

from adapters.terminal.ticket_lines import overview, whole_ticket
from bot.model import Person, Reason
from bot.tickets import Ticket, TicketEvent, TicketState

CHICAGO = ZoneInfo("America/Chicago")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
TICKET = Ticket(
    id=12,
    state=TicketState.CLAIMED,
    reason=Reason.NO_CLAUSE,
    urgent=False,
    conversation="slack:T1:C1:1.2",
    question="May we show\nparrots?",
    decision={"text": "I found nothing."},
    created=NOON,
    updated=NOON,
    events=(TicketEvent(NOON, "Cleo", "opened", "May we show parrots?"),),
    platform="slack",
    asker=Person("slack:T1:U9", "Cleo"),
    claimant=Person("slack:T1:U2", "Ann\x1b[2J"),
    due=datetime(2026, 5, 5, 20, tzinfo=UTC),
)


def shown(part: RenderableType) -> str:
    stream = StringIO()
    Console(file=stream, width=80, markup=False).print(part)
    assert max(map(len, stream.getvalue().splitlines())) <= 80
    return " ".join(stream.getvalue().split())


def test_the_office_sees_who_has_it_who_asked_and_when_it_is_due() -> None:
    assert shown(overview([TICKET], CHICAGO, to_office=True)) == (
        "12 May we show parrots? claimed · Ann[2J has it · asked by Cleo · no clause · opened"
        " 2026-05-04 07:00 · due 2026-05-05 15:00 · slack:T1:C1:1.2"
    )


def test_an_asker_sees_how_it_stands_and_nobodys_name() -> None:
    told = shown(overview([TICKET], CHICAGO))
    assert "due 2026-05-05 15:00" in told
    assert "Ann" not in told
    assert "Cleo" not in told


@pytest.mark.parametrize(
    ("state", "has"),
    [
        (TicketState.REOPENED, "Ann had it"),
        (TicketState.OPEN, "Ann had it"),
        (TicketState.ANSWERED, ""),
        (TicketState.CLOSED, ""),
    ],
)
def test_who_had_it_is_told_while_it_waits(state: TicketState, has: str) -> None:
    ann = replace(TICKET, state=state, claimant=Person("slack:T1:U2", "Ann"))
    told = shown(overview([ann], CHICAGO, to_office=True))
    assert ("Ann had it" in told) is bool(has)
    assert ("due" in told) is bool(has)


def test_a_ticket_is_shown_with_all_that_was_done() -> None:
    replied = TicketEvent(NOON, "Ann", "replied", "You\x07 may.")
    told = shown(whole_ticket(replace(TICKET, events=(*TICKET.events, replied)), CHICAGO))
    assert "The bot said: I found nothing." in told
    assert told.endswith("2026-05-04 07:00 replied by Ann You may.")


def test_without_tickets_that_is_said() -> None:
    assert shown(overview([], CHICAGO)) == "There are no tickets."


@pytest.mark.parametrize(
    ("dropped", "told"),
    [
        (0, "above the clauses. 2026"),
        (1, "1 of its sentences was left out, as it didn't stand the check."),
        (3, "3 of its sentences were left out, as they didn't stand the check."),
    ],
)
def test_the_office_sees_that_a_model_wrote_and_how_much_was_left_out(
    dropped: int, told: str
) -> None:
    decision = {"text": "Yes.", "writer": "openai:m\x1b[2J", "dropped": dropped}
    by_model = shown(whole_ticket(replace(TICKET, decision=decision), CHICAGO))
    assert "Yes. A language model (openai:m[2J) put the answer in plain words" in by_model
    assert told in by_model


@pytest.mark.parametrize("decision", [{"text": "Yes."}, {"text": "Yes.", "writer": ""}])
def test_where_no_model_wrote_none_is_named(decision: dict[str, str]) -> None:
    assert "model" not in shown(whole_ticket(replace(TICKET, decision=decision), CHICAGO))
