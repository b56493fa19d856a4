"""A text's words, and stretches of them with what became of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# A word with the white space before it, a mark alone, or what white space the text ends with.
_TOKEN = re.compile(r"(\s*)([^\W_]+(?:[.,'’–-][^\W_]+)*|\S|\Z)")


class Edit(StrEnum):
    """What became of a stretch of text; what moved is there twice, where it was and where it is."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"

    @property
    def before(self) -> bool:
        """Whether the stretch stands in the old text."""
        return self in {Edit.KEPT, Edit.REMOVED, Edit.MOVED_AWAY}

    @property
    def after(self) -> bool:
        """Whether the stretch stands in the new text."""
        return self in {Edit.KEPT, Edit.ADDED, Edit.MOVED_HERE}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, verbatim with its white space."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and the white space before it; a text's last word is empty."""

    space: str
    word: str


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text; `text_of` puts it together again."""
    return tuple(Token(*found.groups()) for found in _TOKEN.finditer(text))


def text_of(found: Iterable[Token]) -> str:
    """Return the text that the words make, with their white space."""
    return "".join(one.space + one.word for one in found)
