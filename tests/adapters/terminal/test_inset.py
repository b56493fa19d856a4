from __future__ import annotations

from io import StringIO

from rich.console import Console

from adapters.terminal.inset import Inset


def _shown(inset: Inset, width: int, *, terminal: bool = False) -> str:
    file, colours = StringIO(), "standard" if terminal else None
    Console(file=file, width=width, force_terminal=terminal, color_system=colours).print(inset)
    return file.getvalue()


def test_every_line_is_set_in_and_the_label_stands_before_the_first() -> None:
    assert _shown(Inset("one two three", label="[1]"), 12) == "[1] one two \n    three\n"


def test_the_colour_of_a_label_stays_its_own() -> None:
    shown = _shown(Inset("text", label="[1]", label_style="red"), 20, terminal=True)
    assert shown == "\x1b[31m[1] \x1b[0mtext\n"
