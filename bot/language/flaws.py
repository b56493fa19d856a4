"""What makes a model's words unfit, besides what no clause says. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.language.prompts import LONGEST_PHRASING, MOST_PHRASINGS, MOST_WORDS


class Flaw(StrEnum):
    """Why a sentence or phrasing isn't used; the values stand in reports."""

    EMPTY = "no words"
    AGAIN = "said already"
    LINKED = "a link or mark-up"
    HIDDEN = "hidden personal data that isn't the asker's own"
    BEYOND = f"beyond {MOST_WORDS} words"
    LONG = f"longer than {LONGEST_PHRASING} characters"
    MANY = f"beyond {MOST_PHRASINGS} phrasings"
    ASIDE = "not about what was asked"


# Addresses, HTML and Slack's angle brackets, Markdown's links, code and emphasis.
_MARKED = re.compile(
    r"://|\bwww\.|\bmailto:|\bjavascript:|[<>`|{}]|\]\s*\(|\*\*|__|^\s*(?:#|[*>-]\s)",
    re.IGNORECASE,
)


def is_empty(text: str) -> bool:
    """Whether nothing is said."""
    return not any(map(str.isalnum, text))


def is_marked(text: str) -> bool:
    """Whether a link or mark-up stands in the text; none is wanted of a model."""
    return bool(_MARKED.search(text))


def essence(text: str) -> str:
    """Return what two texts share that say the same word for word."""
    return "".join(filter(str.isalnum, text.casefold()))
