"""Numbers written the ways Word writes them in front of a paragraph.

The names of the styles are those of ECMA-376 (ST_NumberFormat). Letters differ
from HTML's: after z come aa, bb, cc, not aa, ab, ac.
"""

from __future__ import annotations

from collections.abc import Callable

from knowledge.loading import numerals

_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_FOOTNOTE_MARKS = "*†‡§"
_LONGEST_REPEAT = 30  # where Word itself stops repeating a letter


def numeral(value: int, style: str) -> str:
    """Write `value` in a number style; a style or value without a form of its own is in digits.

    Letters and Roman numerals have no zero: it is "".
    """
    writers: dict[str, Callable[[int], str]] = {
        "none": _nothing,
        "bullet": _nothing,
        "lowerLetter": lambda n: _repeated(_ALPHABET, n),
        "upperLetter": lambda n: _repeated(_ALPHABET.upper(), n),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
        "decimalZero": lambda n: f"{n:02d}",
        "ordinal": _ordinal,
        "cardinalText": lambda n: _words(n).capitalize(),
        "ordinalText": lambda n: _ordinal_words(n).capitalize(),
        "numberInDash": lambda n: f"- {n} -",
        "decimalEnclosedParen": lambda n: f"({n})",
        "decimalEnclosedFullstop": lambda n: f"{n}.",
        "chicago": lambda n: _repeated(_FOOTNOTE_MARKS, n),
    }
    return writers.get(style, str)(value)


def _nothing(value: int) -> str:  # noqa: ARG001 - one signature for all styles
    return ""


def _repeated(signs: str, value: int) -> str:
    if value == 0:
        return ""
    rounds, place = divmod(value - 1, len(signs))
    return signs[place] * (rounds + 1) if 0 <= rounds < _LONGEST_REPEAT else str(value)


def _roman(value: int) -> str:
    return numerals.ordinal(value, "i") if value else ""


def _ordinal(value: int) -> str:
    teen = value % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    if not 0 < value < 100:  # noqa: PLR2004 - no list counts higher in words
        return str(value)
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal_words(value: int) -> str:
    cardinal = _words(value)
    if cardinal.lstrip("-").isdigit():
        return _ordinal(value)
    start, hyphen, last = cardinal.rpartition("-")
    ending = last[:-1] + "ieth" if last.endswith("y") else f"{last}th"
    return start + hyphen + _ORDINALS.get(last, ending)
