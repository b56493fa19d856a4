"""`policydesk rulings …`: replies of the office that become clauses."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, officer
from adapters.terminal.gated import checks, override_option, refusals
from adapters.terminal.options import NUMBER, json_option
from adapters.terminal.printable import whole
from adapters.terminal.progress import progress
from knowledge.errors import PublishRefused

if TYPE_CHECKING:
    from bot.rulings import Proposal, Published

_ticket = click.argument("ticket", type=NUMBER)


@click.group()
def rulings() -> None:
    """Make the office's replies clauses that answer from then on."""


@rulings.command("list")
@json_option
@click.pass_obj
def list_(desk: Desk, *, as_json: bool) -> None:
    """List the rulings that are live, and which are in doubt."""
    from adapters.terminal.ruling_lines import overview
    from adapters.terminal.screen import tell
    from bot.wiring import rulings as opened

    with desk.open() as assistant:
        tell(opened(assistant).list(), overview, as_json=as_json)


@rulings.command()
@_ticket
@json_option
@click.pass_obj
def propose(desk: Desk, ticket: int, *, as_json: bool) -> None:
    """Show what a ruling would say and could interpret."""
    from adapters.terminal.ruling_lines import proposed, proposed_payload
    from adapters.terminal.screen import tell
    from bot.wiring import rulings as opened

    with desk.open() as assistant:
        proposal = opened(assistant).propose(ticket)
    if as_json:
        tell(proposed_payload(proposal), lambda _: "", as_json=True)
    else:
        tell(proposal, proposed, as_json=False)


@rulings.command()
@_ticket
@click.option("--text", help="What it says; - reads it from stdin. Default: the latest reply.")
@click.option(
    "--clause",
    "clauses",
    multiple=True,
    metavar="CLAUSE",
    help="A clause that it interprets, by its number in `propose` or its id; may be repeated.",
)
@click.option(
    "--expires",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Its last day, such as 2027-03-31; default: in a year.",
)
@override_option
@json_option
@click.pass_obj
def publish(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    ticket: int,
    *,
    text: str | None,
    clauses: tuple[str, ...],
    expires: datetime | None,
    override: str,
    as_json: bool,
) -> None:
    """Publish a reply as a ruling; it replaces an earlier one.

    It passes the gate like every document, and stays a draft where that refuses.
    """
    from bot.wiring import rulings as opened

    with desk.open() as assistant, refusals(), progress() as report:
        desk_rulings = opened(assistant)
        proposal = desk_rulings.propose(ticket)
        made = desk_rulings.publish(
            ticket,
            proposal.text if text is None else whole(sys.stdin.read() if text == "-" else text),
            [_meant(one, proposal) for one in clauses],
            expires.date() if expires else proposal.expires,
            officer(),
            checks(assistant, report),
            override,
        )
        _refuse(made)
    _tell(made, f"Ruling {ticket} is live", as_json=as_json)


@rulings.command()
@click.argument("number", type=NUMBER)
@override_option
@json_option
@click.pass_obj
def retire(desk: Desk, number: int, override: str, *, as_json: bool) -> None:
    """Take a ruling out of what is live."""
    from bot.wiring import rulings as opened

    with desk.open() as assistant, refusals(), progress() as report:
        passed = checks(assistant, report)
        made = opened(assistant).retire(number, officer(), passed, override)
        _refuse(made)
    _tell(made, f"Ruling {number} is retired", as_json=as_json)


def _meant(clause: str, proposal: Proposal) -> str:
    """Return a clause's id; what `propose` lists is also known by its number there."""
    listed = {str(number): one.clause.id for number, one in enumerate(proposal.clauses, start=1)}
    return listed.get(clause, clause)


def _refuse(made: Published) -> None:
    if made.objections:
        told = "; ".join(made.objections)
        raise PublishRefused(f"Revision {made.revision} stays a draft: {told}", made.objections)


def _tell(made: Published, what: str, *, as_json: bool) -> None:
    from rich.text import Text

    from adapters.terminal.screen import tell

    said = {"revision": made.revision, "live": True}
    tell(said, lambda _: Text(f"{what} (revision {made.revision})."), as_json=as_json)
