"""The terminal's page: at most 80 columns, colour only where there is a terminal."""

from __future__ import annotations

from rich.console import Console

WIDTH = 80


def screen(*, stderr: bool = False) -> Console:
    """Return a console that prints text as it stands: no mark-up, no emoji codes, no colouring.

    rich itself leaves colour out where there is no terminal or NO_COLOR is set.
    """
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    console.width = min(console.width, WIDTH)
    return console
