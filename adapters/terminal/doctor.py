"""`policydesk doctor`: what works, what is missing, how to mend it."""

from __future__ import annotations

import click

from adapters.terminal.desk import Desk
from adapters.terminal.options import json_option
from adapters.terminal.progress import waiting


@click.command()
@click.option("--without-model", is_flag=True, help="Don't try the language model.")
@json_option
@click.pass_obj
def doctor(desk: Desk, *, without_model: bool, as_json: bool) -> None:
    """Look what works and what is missing, and say how to mend it.

    The exit code is 1 where something fails, else 0.
    """
    from adapters.terminal.examination import examine
    from adapters.terminal.findings import State, lines
    from adapters.terminal.screen import tell

    settings = desk.settings()
    with waiting("Looking at everything"):
        findings = tuple(examine(settings, tries_model=not without_model))
    tell(findings, lines, as_json=as_json)
    if any(finding.state is State.FAIL for finding in findings):
        raise click.exceptions.Exit(1)
