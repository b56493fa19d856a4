"""Names of files as arguments and options."""

from __future__ import annotations

from typing import Any

import click


class _Name(click.ParamType[Any]):
    """What no file can be called is a mistake in the command, told as one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the converted value, or fail as for any other bad argument."""
        if "\0" in str(value):
            self.fail("a file's name can't hold a NUL character.", param, ctx)
        # A path would be made of it that means the current folder.
        if not str(value):
            self.fail("a name is missing.", param, ctx)
        return super().convert(value, param, ctx)


class Place(_Name, click.Path):
    """The name of a file or folder."""


class Input(_Name, click.File):
    """A file that is opened."""
