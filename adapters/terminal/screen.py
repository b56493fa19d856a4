"""The terminal's page: at most 80 columns, colour only where there is a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console, RenderableType

from adapters.terminal.payload import readable_json

WIDTH = 80
T = TypeVar("T")


def screen(*, stderr: bool = False) -> Console:
    """Return a console that prints text as it stands: no mark-up, no emoji codes, no colouring.

    rich itself leaves colour out where there is no terminal or NO_COLOR is set.
    """
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    console.width = min(console.width, WIDTH)
    return console


def tell(value: T, render: Callable[[T], RenderableType], *, as_json: bool) -> None:
    """Print a value: as JSON alone, or as people read it."""
    if as_json:
        print(readable_json(value))
    else:
        screen().print(render(value))
