"""A table of a TOML file, read entry by entry; what is wrong is noted, and reading goes on."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

T = TypeVar("T")
_ABOVE = "holds for all; write it above the first [brackets]"
_TABLE = "write a table: its name in [brackets], and its entries below"


class Form:
    """Reads a table; all forms of a file note their faults in one list, a sentence each."""

    def __init__(self, table: Mapping[str, Any], faults: list[str], place: str = "") -> None:
        self._table = table
        self._place = place
        self.faults = faults

    def names(self) -> tuple[str, ...]:
        """Return the names of the entries, as they follow each other in the file."""
        return tuple(self._table)

    def only(
        self, known: Collection[str], what: str = "entry", above: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the names of the known entries; any other is a fault.

        `above` are the entries of the whole file: TOML puts those below a table into it.
        """
        for name in (name for name in self._table if name not in known):
            wrong = _ABOVE if name in above else f"is no {what}{nearest(name, known)}"
            self.fault("", f"“{name}” {wrong}")
        return tuple(name for name in self._table if name in known)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none where there is no such entry."""
        return tuple(self._read(name, _texts, 'write a list of texts, such as ["one", "two"]', []))

    def flag(self, name: str) -> bool:
        """Return true or false; false where there is no such entry."""
        no = False
        return self._read(name, lambda value: isinstance(value, bool), "write true or false", no)

    def count(self, name: str) -> int:
        """Return a whole number from 0; 0 where there is no such entry."""
        return self._read(name, _count, "write a whole number from 0", 0)

    def number(self, name: str) -> float | None:
        """Return a number, None where it isn't one."""
        value: float | None = self._read(name, _number, "write a number, such as 0.9", None)
        return value

    def table(self, name: str) -> Form:
        """Return the form of a table within; an empty one where there is none."""
        nothing: dict[str, Any] = {}
        within = self._read(name, lambda value: isinstance(value, dict), _TABLE, nothing)
        return Form(within, self.faults, self._named(name))

    def fault(self, name: str, sentence: str) -> None:
        """Note what is wrong with an entry ("": with the table itself)."""
        place = self._named(name) if name else self._place
        said = sentence if sentence.endswith("?") else f"{sentence}."
        self.faults.append(f"{place}: {said}" if place else said)

    def _read(self, name: str, fits: Callable[[Any], bool], remedy: str, default: T) -> T:
        value: T = self._table.get(name, default)
        if name in self._table and not fits(value):
            self.fault(name, remedy)
            return default
        return value

    def _named(self, name: str) -> str:
        shown = name if name.replace("_", "").isalnum() else f'"{name}"'
        return f"{self._place}.{shown}" if self._place else shown


def nearest(name: str, known: Collection[str]) -> str:
    """Return the question whether the nearest known name was meant, or how to go on."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else "; take it out"


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
