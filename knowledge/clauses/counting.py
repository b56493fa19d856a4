"""One step of an enumeration, and what it may count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# One to thirty-nine: nobody counts clauses further in roman numerals.
_ROMAN = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")


class Alphabet(StrEnum):
    """How a mark counts."""

    DECIMAL = "1"
    LOWER = "a"
    UPPER = "A"
    LOWER_ROMAN = "i"
    UPPER_ROMAN = "I"


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of an enumeration: `(a)` has the body "a" and the form "()"."""

    body: str
    form: str

    @property
    def readings(self) -> tuple[tuple[Alphabet, int], ...]:
        """What the mark may count: `(i)` is the ninth letter or the first roman numeral."""
        return _readings(self.body)


@lru_cache(maxsize=4096)
def _readings(body: str) -> tuple[tuple[Alphabet, int], ...]:
    if body.isdigit():
        return ((Alphabet.DECIMAL, int(body)),)
    small = body.lower()
    upper = body != small
    found: list[tuple[Alphabet, int]] = []
    if len(set(small)) == 1 and small.isascii():
        # After z come aa, bb, cc (the Code of Federal Regulations counts so).
        value = ord(small[0]) - ord("a") + 1 + 26 * (len(small) - 1)
        found.append((Alphabet.UPPER if upper else Alphabet.LOWER, value))
    if body in (small, small.upper()) and _ROMAN.fullmatch(small):
        found.append((Alphabet.UPPER_ROMAN if upper else Alphabet.LOWER_ROMAN, _roman(small)))
    return tuple(found)


def _roman(body: str) -> int:
    worth = [{"i": 1, "v": 5, "x": 10}[letter] for letter in body]
    following = [*worth[1:], 0]
    return sum(one if one >= after else -one for one, after in zip(worth, following, strict=True))
