"""The option that names a revision to evaluate."""

from __future__ import annotations

import click

from adapters.terminal.options import NUMBER

_DRAFT = "draft"


class _Revision(click.ParamType[int | str]):
    """A revision's number, or the newest draft."""

    name = "revision"

    def convert(
        self, value: int | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        """Return the number or the word."""
        if value == _DRAFT:
            return _DRAFT
        try:
            return int(NUMBER.convert(value, param, ctx))  # type: ignore[arg-type]
        except click.BadParameter:
            self.fail("give the number of a revision, or the word draft.", param, ctx)


revision_option = click.option(
    "--revision",
    type=_Revision(),
    metavar="draft|NUMBER",
    help="The newest draft, or this revision; default: what is live.",
)
