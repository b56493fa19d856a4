"""Words that limit what a sentence says: unless, only, if, before, after … Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from bot.claims.statement import RECENT, Statement


class Limit(Enum):
    """How a part of a sentence limits the rest."""

    UNLESS = auto()
    WITHOUT = auto()
    ONLY = auto()
    IF = auto()
    WHICH = auto()
    BEFORE = auto()
    AFTER = auto()
    UNTIL = auto()
    WHETHER_OR_NOT = auto()


_PATTERN = re.compile(
    r"""
    \b(?P<WHETHER_OR_NOT>even\s+(?:if|when|though|after|before|for|in|without)|whether\s+or\s+not|with\s+or\s+without
        |regardless(?:\s+of)?|irrespective\s+of|no\s+matter|(?:do|does)\s+not\s+matter)\b
    |\b(?P<UNLESS>unless|(?:with\s+the\s+exception\s+of|except(?:ing)?)(?:\s+(?:for|that|where|when|if|in|as|of|to))*|excluding
        |other\s+than|apart\s+from|aside\s+from|save\s+for|but\s+not(?!\s+limited)|not\s+including
        |(?:do|does)\s+not\s+(?:apply(?:\s+to)?|include|cover)
        |(?:is|are)\s+not\s+(?:covered|affected|included|subject\s+to))\b
    |\b(?P<WITHOUT>without)\b
    |\b(?P<ONLY>(?<!not\s)(?<!\w-)(?:only|solely|exclusively)(?!\s+(?:\d|one\s|two\s)))\b
    |\b(?P<BEFORE>before(?:hand)?|prior\s+to|(?:in\s+advance|ahead)(?:\s+of)?|first(?=\s*(?:$|[,.;]|and\b|or\b)))\b
    |\b(?P<AFTER>after(?:wards?)?|once(?!\s+an?\s+(?:day|week|month|quarter|year)\b)(?=\s+(?:you|it|he|she|they|we|the|an?|your|has|[a-z]+\s+(?:has|have|is|are)\b))
        |(?<!by\s)(?<!the\s)following(?=\s+(?:an?|the|your|any)\b)|as\s+soon\s+as|(?<!no\s)(?<!not\s)later(?=\s*(?:$|[,.;:)]|than\b)))\b
    |\b(?P<UNTIL>until|till)\b
    |(?<!\bso\s)\b(?P<WHICH>(?<!,\s)(?:who|whom|whose|which|(?<!in\s)(?<!for\s)(?<!at\s)that)(?=\s)(?!\s+(?:point|time|case)\b))
    |\b(?P<IF>if|when(?:ever)?|while|in\s+(?:the\s+|a\s+)?(?:case|event|situation|circumstance|instance)s?(?:\s+(?:of|that|where|when|in\s+which))?
        |as\s+long\s+as|so\s+long\s+as|on\s+condition\s+that|provided\s+(?:that|,)|providing\s+that
        |where(?:ver)?(?!by)|(?<!at\sany\stime\s)(?<!at\sany\spoint\s)during|(?:^|(?<=[.;]\s))(?:in|on|at|for|during|under)(?!\s+(?:any|all|every|each|least|most|addition|general|particular|order|fact|example|instance|short|th(?:is|at|ese|ose)|such)\b))\b
    """,
    re.VERBOSE,
)
_END = re.compile(r"[,;:!?()\n—–]|\.(?!\w)|\b(?:must|may|shall|should|can|will)\b")
# Beyond this many characters a limit no longer reaches without a stop.
_REACH = 120


# "In an emergency a manager may": without a comma, what follows begins with the next article.
_ARTICLE = re.compile(r"(?<=\w )(?<!\b(?:in|on|at) )(?:an?|the|your|their|you|they|employees)\b")
_FRONTED = frozenset(("in", "on", "at", "for", "under", "during", "after", "before"))


@dataclass(frozen=True, slots=True)
class Marker:
    """A limit: its `length` characters from `start`, and the stems of what it sets, up to `end`."""

    limit: Limit
    start: int
    length: int
    end: int
    scope: tuple[str, ...]


@lru_cache(maxsize=RECENT)
def markers(statement: Statement) -> tuple[Marker, ...]:
    """Return the limits of a statement, in order."""
    text = statement.text
    found = list(_PATTERN.finditer(text))
    starts = [match.start() for match in found if match.lastgroup != "WHICH"]
    return tuple(
        _marker(statement, match, min((s for s in starts if s > match.start()), default=len(text)))
        for match in found
    )


def _is_fronted(match: re.Match[str], stop: re.Match[str] | None) -> bool:
    """Whether it opens a sentence, and no comma ends it."""
    opens = not match.string[: match.start()].strip() and match[0] in _FRONTED
    return opens and (stop is None or stop[0] != ",")


def _marker(statement: Statement, match: re.Match[str], following: int) -> Marker:
    limit = Limit[str(match.lastgroup)]
    stop = _END.search(statement.text, match.end())
    end = min(stop.start() if stop else len(statement.text), following, match.end() + _REACH)
    if (article := _ARTICLE.search(statement.text, match.end(), end)) and _is_fronted(match, stop):
        end = article.start()
    scope = tuple(t.stem for t in statement.content if match.end() <= t.start < end)
    return Marker(limit, match.start(), len(match[0]), end, scope)
