"""A paragraph set in from the margin, every line of it, with a label before the first."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

INDENT = 4


@dataclass(frozen=True, slots=True)
class Inset:
    """Text wrapped to what is left of the line; unlike rich's Padding it adds no blanks behind."""

    text: str
    style: str = ""
    indent: int = INDENT
    label: str = ""
    label_style: str = "bold cyan"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        paragraph = Text(self.text, style=self.style)
        margin = Text().append(f"{self.label} ".ljust(self.indent), self.label_style)
        for line in paragraph.wrap(console, max(1, options.max_width - self.indent)):
            yield margin + line
            margin = Text(" " * self.indent)
