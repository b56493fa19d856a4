"""`policydesk teams …`: make the app for Teams, and see whether it is set up."""

from __future__ import annotations

from pathlib import Path

import click

from adapters.terminal.desk import Desk
from adapters.terminal.options import json_option
from adapters.terminal.paths import Place
from adapters.terminal.progress import waiting


@click.group()
def teams() -> None:
    """Make the app for Microsoft Teams, and see whether it is set up."""


@teams.command()
@click.argument("service")
@click.option(
    "--out",
    type=Place(dir_okay=False, path_type=Path),
    default="policydesk-teams.zip",
    show_default=True,
    help="The file that is written.",
)
@click.option("--app-id", default="", help="The bot's app id; default: POLICYDESK_TEAMS_APP_ID.")
@click.option("--about", default="", help="A page of yours about it, https://…; default: SERVICE.")
@click.option("--version", default="", help="Three numbers; Teams updates to a higher one alone.")
@click.option(
    "--hear-follow-ups",
    is_flag=True,
    help="Ask for the right to get every message of channels and group chats it is added to, so"
    " that follow-ups there need no mention.",
)
@click.pass_obj
def package(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    service: str,
    *,
    out: Path,
    app_id: str,
    about: str,
    version: str,
    hear_follow_ups: bool,
) -> None:
    """Write the app's package for a service at the web address SERVICE, https://….

    It is uploaded in the Teams admin center under “Manage apps”. docs/teams.md goes through it.
    """
    from adapters.teams.setup.wiring import teams_package

    settings = desk.settings()
    try:
        made, endpoint = teams_package(
            settings,
            service,
            app_id=app_id,
            about=about,
            version=version,
            hears=hear_follow_ups,
        )
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    out.write_bytes(made)
    click.echo(
        f"{out} is ready to be uploaded in the Teams admin center. The bot's messaging endpoint,"
        f" in its registration, is {endpoint}."
    )


@teams.command()
@click.argument("service", required=False)
@json_option
@click.pass_obj
def check(desk: Desk, service: str | None, *, as_json: bool) -> None:
    """Ask Microsoft whether the bot is set up, and say what to mend.

    With the web address of the SERVICE, its messaging endpoint is tried, too. The exit code is 1
    where something fails, else 0.
    """
    from adapters.teams.setup.wiring import check_teams
    from adapters.terminal.findings import Finding, State, lines
    from adapters.terminal.screen import tell

    settings = desk.settings()
    try:
        with waiting("Asking Microsoft"):
            checked = check_teams(settings, service or "")
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    findings = [Finding(one.name, State(one.state), one.what, one.remedy) for one in checked]
    tell(findings, lines, as_json=as_json)
    if any(finding.state is State.FAIL for finding in findings):
        raise click.exceptions.Exit(1)
