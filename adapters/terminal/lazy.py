"""Commands whose modules are loaded when they are asked for, so that --help answers at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group that knows where its commands are: by name "module:attribute", in the order shown."""

    def __init__(self, *args: Any, places: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = places

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer needs them."""
        return list(self._places)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if name not in self._places:
            return None
        module, _, attribute = self._places[name].partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None
