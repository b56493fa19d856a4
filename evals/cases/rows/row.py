"""One case as a file has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.cases.faults import Place, escaped

# The way to a value inside a row, such as ("gold", 0, "number").
Way = tuple[str | int, ...]

_LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one case: text, None, truth values, lists and mappings of them.

    Numbers and days stay the text that they are in the file, so that clause 3.10 isn't 3.1.
    `lines` has the lines of values that stand lower than the row, `labels` the names of
    columns, each by the way to the value.
    """

    file: str
    line: int
    fields: Mapping[str, object]
    lines: Mapping[Way, int] = field(default_factory=dict)
    labels: Mapping[Way, str] = field(default_factory=dict)

    def place(self, way: Way) -> Place:
        """Return where a value stands, or would stand."""
        above = [way[:length] for length in range(len(way), 0, -1)]
        line = next((self.lines[one] for one in above if one in self.lines), self.line)
        return Place(self.file, line, self.labels.get(way) or _label(way))


def _label(way: Way) -> str:
    """A way as people read it: "gold 2, number", "gold_all 1.2, quote"."""
    label = ""
    previous: str | int = ""
    for step in way:
        if isinstance(step, str):
            name = escaped(step[:_LONGEST_NAME])
            label += f", {name}" if label else name
        else:
            label += f"{'.' if isinstance(previous, int) else ' '}{step + 1}"
        previous = step
    return label
