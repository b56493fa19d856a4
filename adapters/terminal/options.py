"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import click

from adapters.terminal.batch import day
from adapters.terminal.printable import whole
from bot.errors import BadQuestion

# What every database can hold as a number.
NUMBER = click.IntRange(1, 2**31 - 1)


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        return day(text) if text else None
    except BadQuestion as fault:
        raise click.BadParameter(str(fault)) from fault


def _names(_context: click.Context, _option: click.Parameter, text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in whole(text).split(",") if name.strip())


def _whole(_context: click.Context, _option: click.Parameter, text: str) -> str:
    return whole(text)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
on_option = click.option(
    "--on", callback=_day, metavar="DAY", help="As of a day such as 2025-03-03; default: today."
)
groups_option = click.option(
    "--groups", default="", callback=_names, help="The asker's groups, with commas: hr,legal."
)
audience_option = click.option(
    "--audience", default="", callback=_whole, help="Whom the asker belongs to, such as police."
)
note_option = click.option("--note", default="", callback=_whole, help="Why, for the record.")
