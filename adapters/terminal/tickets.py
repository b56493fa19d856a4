"""`policydesk tickets …`: what the policy didn't settle, and the office's replies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, officer
from adapters.terminal.options import NUMBER, json_option, note_option
from adapters.terminal.printable import whole

if TYPE_CHECKING:
    from bot.tickets import Ticket

_number = click.argument("number", type=NUMBER)


def _written(_context: click.Context, _argument: click.Parameter, text: str) -> str:
    return whole(sys.stdin.read() if text == "-" else text)


_text, _reason = (click.argument(name, callback=_written) for name in ("text", "reason"))


@click.group()
def tickets() -> None:
    """See what the policies didn't settle, and reply to the askers."""


@tickets.command("list")
@click.option(
    "--state",
    type=click.Choice(["waiting", "open", "claimed", "answered", "closed", "reopened", "all"]),
    default="waiting",
    show_default=True,
    help="Which ones; open, claimed and reopened ones wait.",
)
@json_option
@click.pass_obj
def list_(desk: Desk, state: str, *, as_json: bool) -> None:
    """List tickets: urgent ones first, then the oldest."""
    from adapters.terminal.screen import tell
    from adapters.terminal.ticket_lines import overview
    from bot.tickets import WAITING, TicketState

    groups: dict[str, tuple[TicketState, ...]] = {"waiting": WAITING, "all": ()}
    states = groups[state] if state in groups else (TicketState(state),)
    zone = desk.settings().zone
    with desk.tickets() as opened:
        found = opened.list(*states)
    tell(found, lambda them: overview(them, zone, to_office=True), as_json=as_json)


@tickets.command()
@_number
@json_option
@click.pass_obj
def show(desk: Desk, number: int, *, as_json: bool) -> None:
    """Show a ticket, what the bot said, and what was done."""
    from adapters.terminal.screen import tell
    from adapters.terminal.ticket_lines import whole_ticket

    zone = desk.settings().zone
    with desk.tickets() as opened:
        tell(opened.show(number), lambda one: whole_ticket(one, zone), as_json=as_json)


@tickets.command()
@_number
@json_option
@click.pass_obj
def claim(desk: Desk, number: int, *, as_json: bool) -> None:
    """Take a ticket in hand; its asker is told that somebody has it."""
    with desk.tickets() as opened:
        claimed = opened.claim(number, officer())
    _tell(claimed, "is yours", as_json=as_json)


@tickets.command("take-over")
@_number
@json_option
@click.pass_obj
def take_over(desk: Desk, number: int, *, as_json: bool) -> None:
    """Take a ticket in hand that another has."""
    with desk.tickets() as opened:
        taken = opened.take_over(number, officer())
    _tell(taken, "is yours", as_json=as_json)


@tickets.command()
@_number
@json_option
@click.pass_obj
def release(desk: Desk, number: int, *, as_json: bool) -> None:
    """Put a ticket of yours back for others."""
    with desk.tickets() as opened:
        released = opened.release(number, officer())
    _tell(released, "is open for everybody", as_json=as_json)


@tickets.command()
@_number
@_text
@json_option
@click.pass_obj
def reply(desk: Desk, number: int, text: str, *, as_json: bool) -> None:
    """Send the office's reply to the asker.

    It appears in the asker's conversation. As TEXT, - reads it from stdin.
    """
    with desk.tickets() as opened:
        answered = opened.reply(number, text, officer())
    _tell(answered, "is answered; the asker reads it in the conversation", as_json=as_json)


@tickets.command()
@_number
@_reason
@json_option
@click.pass_obj
def decline(desk: Desk, number: int, reason: str, *, as_json: bool) -> None:
    """Close a ticket that isn't the office's, and tell the asker why.

    As REASON, - reads it from stdin.
    """
    with desk.tickets() as opened:
        declined = opened.decline(number, reason, officer())
    _tell(declined, "is closed; the asker reads why in the conversation", as_json=as_json)


@tickets.command()
@_number
@note_option
@json_option
@click.pass_obj
def close(desk: Desk, number: int, note: str, *, as_json: bool) -> None:
    """Close a ticket, answered or not; the asker isn't told."""
    with desk.tickets() as opened:
        closed = opened.close(number, officer(), note)
    _tell(closed, "is closed", as_json=as_json)


@tickets.command()
@_number
@note_option
@json_option
@click.pass_obj
def reopen(desk: Desk, number: int, note: str, *, as_json: bool) -> None:
    """Let an answered or closed ticket wait for the office again."""
    with desk.tickets() as opened:
        reopened = opened.reopen(number, officer(), note)
    _tell(reopened, "is open again", as_json=as_json)


def _tell(ticket: Ticket, what: str, *, as_json: bool) -> None:
    from rich.text import Text

    from adapters.terminal.screen import tell

    tell(ticket, lambda one: Text(f"Ticket {one.id} {what}."), as_json=as_json)
