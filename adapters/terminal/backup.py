"""`policydesk backup` and `restore`: everything that can't be derived, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from adapters.terminal.desk import Desk
from adapters.terminal.paths import Place
from adapters.terminal.progress import waiting

_file = click.argument("file", type=Place(dir_okay=False, path_type=Path))


@click.command()
@_file
@click.pass_obj
def backup(desk: Desk, file: Path) -> None:
    """Write everything to one file.

    PolicyDesk may go on running meanwhile. The search indexes aren't in it: they are made again
    from the rest.
    """
    from knowledge.backup import backup as write

    settings = desk.settings()
    with waiting("Writing the backup"):
        write(settings.data, file, database_url=settings.database_url.get_secret_value())
    click.echo(f"Everything is in {file}. `policydesk --data NEW restore {file}` brings it back.")


@click.command()
@_file
@click.pass_obj
def restore(desk: Desk, file: Path) -> None:
    """Fill a new data folder from a backup."""
    from knowledge.backup import restore as read

    settings = desk.settings()
    with waiting("Restoring"):
        read(file, settings.data, database_url=settings.database_url.get_secret_value())
    click.echo(f"{file} is restored into {settings.data}.")
