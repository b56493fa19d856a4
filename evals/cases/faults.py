"""What is wrong with a test set, in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from evals.errors import BadTestSet

# More would only scroll by; once these are mended the rest is shown.
MOST_SHOWN = 100
_LONGEST_SHOWN = 50
# Fields of a case or columns of a table; what has more is something else.
MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a line counted from 1 (0: none), a field ("": none)."""

    file: str
    line: int = 0
    field: str = ""

    def __str__(self) -> str:
        line = f", line {self.line:,}" if self.line else ""
        return f"{escaped(self.file)}{line}" + (f", {self.field}" if self.field else "")


@dataclass(slots=True)
class Faults:
    """All faults found so far; only the first are kept, the others are counted."""

    total: int = 0
    kept: list[str] = field(default_factory=list)

    def add(self, place: Place, wrong: str, remedy: str) -> None:
        """Remember a fault and what to do about it."""
        self.total += 1
        if len(self.kept) < MOST_SHOWN:
            self.kept.append(f"{place}: {wrong}; {remedy}.")

    def check(self) -> None:
        """Raise BadTestSet if there are any faults."""
        if more := self.total - len(self.kept):
            last = f"There are {more:,} more; they are shown once these are mended."
            raise BadTestSet((*self.kept, last))
        if self.kept:
            raise BadTestSet(tuple(self.kept))


def shown(text: str) -> str:
    """Return text in quotation marks as a fault shows it: one short line, nothing that acts."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
    return f"“{escaped(short)}”"


def escaped(text: str) -> str:
    """Return text with every character that can't be seen as its code point."""
    return "".join(c if c.isprintable() else f"<{code_point(c)}>" for c in text)


def code_point(character: str) -> str:
    """Return the character's name in Unicode's notation, such as U+0007."""
    return f"U+{ord(character):04X}"


def listed(names: Sequence[str]) -> str:
    """Return the names as a sentence has them: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def meant(written: str, known: Iterable[str]) -> str:
    """Return a question after the known word that is nearest to what was written, or ""."""
    likely = re.sub(r"[\s-]+", "_", written.strip()).casefold()
    names = {re.sub(r"\s", "_", name): name for name in known}
    near = get_close_matches(likely, names, n=1)
    return f" (do you mean “{names[near[0]]}”?)" if near else ""
