"""Conversations written down as tables: who, where, what they do, what they see.

A line that begins with # names a conversation. Below it each line has four columns with two
blanks or more between them; who and where are left out while they stay the same.

    # A question in a direct message is answered there
    Ann    direct    says    May I post a picture?
                     sees    Employees may post pictures

Somebody who is spoken of stands in braces: {Otto}. What happens on one platform alone is marked in
the name, with the reason: "# … (Slack only: elsewhere …)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FOLDER = Path(__file__).parent
_COLUMNS = re.compile(r"\s{2,}")
_ONLY = re.compile(r"\((\w+) only: [^)]+\)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One line; `verb` is one of the stage's."""

    line: int
    who: str
    where: str
    verb: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.who}, {self.where}: {self.verb} {self.what}"


@dataclass
class Dialog:
    file: str
    name: str
    steps: list[Step] = field(default_factory=list)

    @property
    def only(self) -> str:
        """The one platform on which it can happen, "" for all."""
        found = _ONLY.search(self.name)
        return found[1].lower() if found else ""

    def __str__(self) -> str:
        return f"{self.file}: {_ONLY.sub('', self.name).strip()}"


def dialogs(platform: str) -> list[Dialog]:
    """Return every conversation that is written down beside this module for a platform."""
    return [one for one in written(_FOLDER) if one.only in ("", platform)]


def written(folder: Path) -> list[Dialog]:
    """Return the conversations in a folder's tables."""
    return [found for file in sorted(folder.glob("*.txt")) for found in _read(file)]


def _read(file: Path) -> Iterator[Dialog]:
    dialog, who, where = None, "", ""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            if dialog:
                yield dialog
            dialog, who, where = Dialog(file.stem, line.lstrip("# ")), "", ""
        elif line.strip() and dialog:
            who, where, verb, what = _columns(line, who, where)
            dialog.steps.append(Step(number, who, where, verb, what))
    if dialog:
        yield dialog


def _columns(line: str, who: str, where: str) -> tuple[str, str, str, str]:
    cells = _COLUMNS.split(line.strip(), 3 if not line.startswith(" ") else 1)
    if line.startswith(" "):
        return who, where, cells[0], cells[1] if len(cells) > 1 else ""
    new_who, new_where, verb, *rest = cells
    return new_who, new_where, verb, rest[0] if rest else ""
