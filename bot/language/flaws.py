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
    SPEAKS = "it speaks of itself"
    HIDDEN = "hidden personal data that isn't the asker's own"
    BEYOND = f"beyond {MOST_WORDS} words"
    LONG = f"longer than {LONGEST_PHRASING} characters"
    MANY = f"beyond {MOST_PHRASINGS} phrasings"
    ASIDE = "not about what was asked"


# Addresses of pages and mail, HTML and Slack's angle brackets, Markdown's links, code and emphasis.
_MARKED = re.compile(
    r"://|\bwww\.|\bmailto:|\bjavascript:|@\w|\b[\w-]+\.[a-z]{2,}/|[<>`|{}]|\]\s*\(|\*\*|__"
    r"|^\s*(?:#|[*>-]\s)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SPEAKING = re.compile(r"\bI\b|\b(?i:me|my|mine|myself)\b")
# "Part I", "(I)": no speaker.
_NUMERAL = re.compile(r"\b[A-Z]\w*\s+I\b|\(I\)")


def is_empty(text: str) -> bool:
    """Whether nothing is said."""
    return not any(map(str.isalnum, text))


def is_marked(text: str) -> bool:
    """Whether a link or mark-up stands in the text; none is wanted of a model."""
    return bool(_MARKED.search(text))


def speaks(text: str) -> bool:
    """Whether somebody speaks of themselves: in the bot's voice that would be a promise of ours."""
    return bool(_SPEAKING.search(_NUMERAL.sub(" ", _QUOTED.sub(" ", text))))


def essence(text: str) -> str:
    """Return what two texts share that say the same word for word."""
    return "".join(filter(str.isalnum, text.casefold()))
