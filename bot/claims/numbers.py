"""Numbers as English writes them: in digits, in words, as ordinals. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
CARDINAL = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
SCALE = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip
ORDINAL = {word: value for value, word in enumerate(_ORDINALS)}
WORDS = frozenset((*CARDINAL, *SCALE, *ORDINAL, "half", "once", "twice", "thrice"))

# "ten (10) days" says it twice.
_TWICE = re.compile(
    rf"\b(?:{'|'.join(CARDINAL)})(?:[ -](?:{'|'.join(CARDINAL)}))?\s*\(\s*(?=\d+\s*\))"
)
_RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d?")
_THOUSAND = 1_000


def once_said(text: str) -> str:
    """Return the text with "ten (10)" as "10"."""
    return re.sub(r"\x00(\d+)\s*\)", r"\1", _TWICE.sub("\x00", text.replace("\x00", " ")))


def in_digits(word: str) -> tuple[str, ...]:
    """Return the value of digits, without separators and trailing zeros; both of a range."""
    if ranged := _RANGE.fullmatch(word):
        return ranged[1], ranged[2]
    return (plain(float(word.replace(",", ""))) if _AMOUNT.fullmatch(word) else word,)


def scaled(value: str, scale: str) -> str:
    """Return "1.5" million as "1500000"; what is no number stays."""
    return plain(float(value) * SCALE[scale]) if re.fullmatch(r"\d+(?:\.\d+)?", value) else value


def in_words(words: Sequence[str]) -> tuple[str, int]:
    """Return the value of the number words that the words begin with, and how many they are."""
    total = current = 0
    length = 0
    for word in words:
        if word in CARDINAL:
            current += CARDINAL[word]
        elif word in SCALE:
            current = (current or 1) * SCALE[word]
            if SCALE[word] >= _THOUSAND:
                total, current = total + current, 0
        else:
            break
        length += 1
    return plain(total + current), length


def plain(value: float) -> str:
    """Return a number in the shortest digits."""
    return f"{value:.15g}"
