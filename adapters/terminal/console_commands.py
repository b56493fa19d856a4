"""`policydesk console …`: who gets into the office's pages when nobody can let them in there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, expect, officer
from adapters.terminal.printable import one_line

if TYPE_CHECKING:
    from adapters.web.people.accounts import Accounts


@click.group()
def console() -> None:
    """Let somebody into the office's console."""


@console.command()
@click.argument("name", default="")
@click.pass_obj
def link(desk: Desk, name: str) -> None:
    """Print a link that works once, to make an administrator's account.

    With the NAME that somebody signs in with it lets them choose another password instead, for
    when no administrator can make such a link in the console.
    """
    from adapters.web.audit import Audit
    from adapters.web.people.accounts import Accounts
    from adapters.web.people.one_time_links import LASTING, OneTimeLinks
    from bot.wiring import catalog

    settings = desk.settings()
    expect(settings)
    if not settings.web_passwords:
        raise click.ClickException(
            "No passwords are kept here, so a link is of no use. Let the provider say who is an"
            " administrator (POLICYDESK_OIDC_ROLES), or set POLICYDESK_WEB_PASSWORDS=true."
        )
    with catalog(settings) as database:
        number = _number(Accounts(database, _now), name) if name else None
        path = OneTimeLinks(database, _now).make(number)
        about = f"/settings/people/{number}" if number else "/sign-in"
        Audit(database, _now).note(officer(), "made a link for signing in", about)
    at = settings.web_url or f"http://{_host(settings.host)}:{settings.port}"
    what = f"choose another password for {one_line(name)}" if name else "make an account"
    click.echo(f"{at}{path}")
    click.echo(f"It works once, for {LASTING.days} days, to {what}. Keep it to yourself.", err=True)


def _number(accounts: Accounts, name: str) -> int:
    found = accounts.local(name)
    if found is None:
        raise click.ClickException(
            f"Nobody signs in as {one_line(name)} with a password. Settings, People in the console"
            " lists everybody; without a name the link makes another administrator."
        )
    if found[0].disabled:
        raise click.ClickException(
            f"The account of {one_line(name)} is switched off. Without a name the link makes"
            " another administrator, who can switch it on."
        )
    return found[0].id


def _host(host: str) -> str:
    """Return a host as addresses have it; one that means every address is this machine, here."""
    if host in {"", "0.0.0.0", "::"}:  # noqa: S104 - compared with, not listened on
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _now() -> datetime:
    return datetime.now(UTC)
