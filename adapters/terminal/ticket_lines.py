"""Tickets as people read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line, printable
from bot.model_wording import worded_by
from bot.tickets import WAITING, Ticket, TicketEvent, TicketState

_NUMBER = 6


def overview(tickets: Sequence[Ticket], zone: tzinfo, *, to_office: bool = False) -> Group:
    """Return two lines for each ticket; times are those of `zone`.

    Who asked and who has it is told to the office alone.
    """
    if not tickets:
        return Group(Text("There are no tickets."))
    return Group(*(part for one in tickets for part in _ticket(one, zone, to_office=to_office)))


def whole_ticket(ticket: Ticket, zone: tzinfo) -> Group:
    """Return a ticket with what the bot said and its log; times are those of `zone`."""
    said = printable(str(ticket.decision.get("text", "")))
    return Group(
        *_ticket(ticket, zone, to_office=True),
        Text("The bot said:", style="bold"),
        Inset(said, "dim"),
        *_writer(ticket),
        *(part for event in ticket.events for part in _event(event, zone)),
    )


def _writer(ticket: Ticket) -> Iterator[RenderableType]:
    # What was kept before there were models names none.
    if model := ticket.decision.get("writer"):
        yield Inset(worded_by(one_line(model), ticket.decision["dropped"]))


def _ticket(ticket: Ticket, zone: tzinfo, *, to_office: bool) -> Iterator[RenderableType]:
    yield Inset(one_line(ticket.question), "bold", _NUMBER, f"{ticket.id}")
    facts = (
        ticket.state.value,
        *(_people(ticket) if to_office else ()),
        ticket.reason.value,
        "urgent" if ticket.urgent and ticket.reason.value != "urgent" else "",
        f"opened {_moment(ticket.created, zone)}",
        f"due {_moment(ticket.due, zone)}" if ticket.due and ticket.state in WAITING else "",
        ticket.conversation,
    )
    yield Inset(" · ".join(one_line(fact) for fact in facts if fact), "dim", _NUMBER)


def _people(ticket: Ticket) -> Iterator[str]:
    if ticket.claimant and ticket.state in WAITING:
        has = "has it" if ticket.state is TicketState.CLAIMED else "had it"
        yield f"{ticket.claimant.name or ticket.claimant.id} {has}"
    if ticket.asker.id:
        yield f"asked by {ticket.asker.name or ticket.asker.id}"


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _event(event: TicketEvent, zone: tzinfo) -> Iterator[RenderableType]:
    who = f" by {one_line(event.who)}" if event.who else ""
    yield Text(f"{_moment(event.at, zone)} {event.what}{who}", style="bold")
    if event.text:
        yield Inset(printable(event.text))
