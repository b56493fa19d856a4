"""`policydesk slack …`: make the app at Slack, and see whether it is set up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk
from adapters.terminal.options import json_option
from adapters.terminal.progress import waiting

if TYPE_CHECKING:
    from adapters.chat.checked import Checked
    from bot.settings import Settings


@click.group()
def slack() -> None:
    """Make the app at Slack, and see whether it is set up."""


@slack.command()
@click.option("--url", help="Where Slack reaches the service, https://…; events come by HTTP.")
@click.option("--socket", is_flag=True, help="Events come by Socket Mode; no port is opened.")
def manifest(url: str | None, *, socket: bool) -> None:
    """Print the manifest of the app.

    It is pasted at api.slack.com/apps, “Create New App”, “From an app manifest”.
    """
    from adapters.slack.setup.manifest import manifest as made

    if socket == bool(url):
        raise click.UsageError("Say how events come: --url https://… or --socket.")
    if url and not url.startswith("https://"):
        raise click.UsageError("Slack sends to addresses that begin with https:// alone.")
    click.echo(made(url or ""))


@slack.command()
@json_option
@click.pass_obj
def check(desk: Desk, *, as_json: bool) -> None:
    """Ask Slack whether it is set up, and say what to mend.

    The exit code is 1 where something fails, else 0.
    """
    from adapters.terminal.findings import Finding, State, lines
    from adapters.terminal.screen import tell

    settings = desk.settings()
    with waiting("Asking Slack"):
        checked = asyncio.run(_asked(settings))
    findings = [Finding(one.name, State(one.state), one.what, one.remedy) for one in checked]
    tell(findings, lines, as_json=as_json)
    if any(finding.state is State.FAIL for finding in findings):
        raise click.exceptions.Exit(1)


async def _asked(settings: Settings) -> list[Checked]:
    from adapters.slack.setup.checking import check as asked

    return [finding async for finding in asked(settings)]
