"""Names of files as arguments and options."""

from __future__ import annotations

from typing import Any

import click


class _WithoutNul(click.ParamType[Any]):
    """What no file system can hold is a mistake in the command, told as one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the converted value, or fail as for any other bad argument."""
        if "\0" in str(value):
            self.fail("a file's name can't hold a NUL character.", param, ctx)
        return super().convert(value, param, ctx)


class Place(_WithoutNul, click.Path):
    """The name of a file or folder."""


class Input(_WithoutNul, click.File):
    """A file that is opened."""
