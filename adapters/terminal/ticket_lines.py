"""Tickets as people read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line, printable
from bot.tickets import Ticket, TicketEvent

_NUMBER = 6


def overview(tickets: Sequence[Ticket], zone: tzinfo) -> Group:
    """Return two lines for each ticket; times are those of `zone`."""
    if not tickets:
        return Group(Text("There are no tickets."))
    return Group(*(part for ticket in tickets for part in _ticket(ticket, zone)))


def whole_ticket(ticket: Ticket, zone: tzinfo) -> Group:
    """Return a ticket with what the bot said and its log; times are those of `zone`."""
    said = printable(str(ticket.decision.get("text", "")))
    return Group(
        *_ticket(ticket, zone),
        Text("The bot said:", style="bold"),
        Inset(said, "dim"),
        *(part for event in ticket.events for part in _event(event, zone)),
    )


def _ticket(ticket: Ticket, zone: tzinfo) -> Iterator[RenderableType]:
    urgent = "urgent" if ticket.urgent and ticket.reason.value != "urgent" else ""
    opened = f"opened {ticket.created.astimezone(zone):%Y-%m-%d %H:%M}"
    facts = (ticket.state.value, ticket.reason.value, urgent, opened, ticket.conversation)
    yield Inset(one_line(ticket.question), "bold", _NUMBER, f"{ticket.id}")
    yield Inset(" · ".join(one_line(fact) for fact in facts if fact), "dim", _NUMBER)


def _event(event: TicketEvent, zone: tzinfo) -> Iterator[RenderableType]:
    who = f" by {one_line(event.who)}" if event.who else ""
    yield Text(f"{event.at.astimezone(zone):%Y-%m-%d %H:%M} {event.what}{who}", style="bold")
    if event.text:
        yield Inset(printable(event.text))
