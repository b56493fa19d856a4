"""The parts of a condition that is joined with "and" or "or". Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.claims.markers import Limit, Marker
from bot.claims.statement import RECENT, Statement
from knowledge.clauses.leads import has_verb

# Of these each alternative is needed: without one, an exception more or less is made.
_EACH = frozenset({Limit.ONLY, Limit.UNLESS, Limit.WITHOUT})
_TIMES = frozenset({Limit.BEFORE, Limit.AFTER, Limit.UNTIL})
_JOINT = re.compile(
    r"\s*,\s*(?:and|or)\b|\s*,|\s+(?:and|or)\b(?!\s+(?:more|less|later|over|under))"
)
# "safety, security or contract": short members, and a joint before the last.
_SERIES = re.compile(r"(?:,\s(?:[^\s,;:.]+\s?){1,4})*,?\s?(?:and|or)\s(?:[^\s,;:.]+\s?){1,4}")
# "… and will not be speaking": a verb without a subject of its own.
_SECOND = re.compile(r"(?:,?\s(?:and|or))?\s?(?:will|can|may|must|shall|should)\s[^,;:.]*")


@lru_cache(maxsize=RECENT)
def conjuncts(marker: Marker, statement: Statement) -> tuple[frozenset[str], ...]:
    """Return the stems of each part of a limit that can't be left out; () where there is one."""
    text = statement.text
    end = _end(marker, text)
    body = text[marker.start : end]
    places = [m.start() + marker.start for m in _JOINT.finditer(body)]
    bounds = [marker.start, *places, end]
    if not places or not _are_needed(marker, text, bounds):
        return ()
    found = [
        frozenset(t.stem for t in statement.content if begin <= t.start < stop)
        for begin, stop in pairwise(bounds)
    ]
    return tuple(stems - frozenset().union(*found[:at]) for at, stems in enumerate(found) if stems)


def _are_needed(marker: Marker, text: str, bounds: list[int]) -> bool:
    if marker.limit in _EACH | _TIMES:
        # What comes before or after either of two comes so of the one.
        either = marker.limit is not Limit.UNTIL and marker.limit in _TIMES
        return not (either and re.search(r"\bor\b", text[bounds[0] : bounds[-1]]))
    return _all_rule(text, bounds)


def _end(marker: Marker, text: str) -> int:
    end = marker.end
    names = not has_verb(text[marker.start : end])
    if marker.limit in _EACH and names and (series := _SERIES.match(text, end)):
        return series.end()
    begun = re.search(r"\b(?:and|or)\s*$", text[marker.start : end])
    if begun and (second := _SECOND.match(text, end)):
        return second.end()
    return end


def _all_rule(text: str, bounds: list[int]) -> bool:
    """Whether the parts are clauses joined with "and", each of which must hold."""
    parts = [text[a:b] for a, b in pairwise(bounds)]
    joined = all(re.match(r"\s*,?\s*and\b", part) for part in parts[1:])
    return joined and all(has_verb(part) for part in parts[1:])
