"""Signs set in Word's symbol fonts, as Unicode: a tick in a table is what the table says."""

from __future__ import annotations

import re

# Code points of Adobe's Symbol encoding and of Wingdings that change what a sentence says.
_SYMBOL = {
    0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠",
}  # fmt: skip
_WINGDINGS = {
    0x6F: "☐", 0x78: "☒", 0xA8: "☐", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_ORNAMENT = "•"
_PRIVATE_USE = re.compile("[\uf000-\uf0ff]")
_VISIBLE = re.compile(r"\S")


def plain(text: str, font: str) -> str:
    """Write text of a symbol font with the signs that it shows; other text stays as it is.

    Symbol fonts put their signs at U+F000–F0FF or, older, at the places of Latin
    letters. A sign without a meaning of its own becomes a bullet.
    """
    wingdings = font.lower().startswith("wingdings")
    table = _WINGDINGS if wingdings else _SYMBOL
    shown = _VISIBLE if wingdings else _PRIVATE_USE
    return shown.sub(lambda sign: table.get(ord(sign.group()) & 0xFF, _ORNAMENT), text)
