"""When two ids are the same to those who read them. Pure."""

from __future__ import annotations

import re
import unicodedata

# What Unicode calls default ignorable (DerivedCoreProperties.txt) without being a format or
# control character, and the blank pattern of Braille, which is drawn as nothing.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def identity(written: str) -> str:
    """Return the id in the one form in which it is compared (NFC): é is one character or two."""
    return unicodedata.normalize("NFC", written.strip())


def invisible(character: str) -> bool:
    """Whether readers can't tell that the character is there, or take it for a common space."""
    return not character.isprintable() or bool(_IGNORABLE.match(character))
