"""List numbers as a reader sees them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def ordinal(value: int, style: str) -> str:
    """Render `value` in the style of HTML's `<ol type>`: "1", "a", "A", "i" or "I".

    What a style can't show (zero in letters, 4,000 in Roman) comes as a decimal.
    """
    if style in {"a", "A"} and value > 0:
        text = _letters(value)
    elif style in {"i", "I"} and 0 < value < 4000:  # noqa: PLR2004 - Roman numerals end there
        text = _roman(value)
    else:
        return str(value)
    return text.upper() if style.isupper() else text


def _letters(value: int) -> str:
    text = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text
