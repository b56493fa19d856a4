"""Which paragraphs define a term."""

from __future__ import annotations

import re

_TERM = r"[^.;:!?\n]{1,80}?"
_VERB = r"(?:means?\b|(?:is|are) defined as|refers? to|(?:has|have) the meaning|shall mean)"
_DEFINES = re.compile(
    rf"(?:the term |an? |the )?[“\"‘'*]?{_TERM}[”\"’'*]?,? ?(?:\([^)]*\),? ?)?{_VERB}",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    rf"(?:the term )?[“\"]{_TERM}[”\"][^.;]{{0,60}}?(?:{_VERB}|includes?\b|—|:)", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:definitions?|glossary|terms|terminology|acronyms|abbreviations)\b", re.IGNORECASE
)


def defines(text: str, headings: tuple[str, ...]) -> bool:
    """Whether the paragraph gives a term its meaning.

    Quotation marks round the term are enough anywhere; without them the heading must
    announce definitions, since "this means that" defines nothing.
    """
    start = text[:160]
    if _QUOTED.match(start):
        return True
    return bool(headings) and bool(_UNDER.search(headings[-1])) and bool(_DEFINES.match(start))
