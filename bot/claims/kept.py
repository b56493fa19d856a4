"""Whether a limit of the clause stands in the sentence too, and one of the sentence in the clause.

Pure.
"""

from __future__ import annotations

import re

from bot.claims import support
from bot.claims.conjuncts import conjuncts
from bot.claims.markers import Limit, Marker, markers
from bot.claims.statement import Statement, sentence_at

# What may stand for what: "not before X has agreed" for "only if", "unless" or "without".
_STANDS_FOR = {
    Limit.UNLESS: {Limit.WITHOUT, Limit.UNTIL, Limit.ONLY},
    Limit.WITHOUT: {Limit.UNLESS, Limit.UNTIL, Limit.ONLY},
    Limit.ONLY: {Limit.UNLESS, Limit.WITHOUT, Limit.UNTIL},
    Limit.BEFORE: {Limit.UNTIL},
    Limit.UNTIL: {Limit.BEFORE, Limit.UNLESS, Limit.WITHOUT, Limit.AFTER, Limit.ONLY},
    Limit.AFTER: {Limit.UNTIL, Limit.IF},
    Limit.IF: {Limit.ONLY, Limit.AFTER},
    Limit.WHICH: set[Limit](),
    Limit.WHETHER_OR_NOT: set[Limit](),
}
# What stands for all conditions of the clause, in words that point at them.
POINTER = "\x1f"
_POINTED = frozenset(set(Limit) - {Limit.WHICH, Limit.UNLESS})
_AIM = re.compile(r"(?:in order )?to\s[^,;:.]*,")
# A limit nearly all of whose words are the clause's limit's is that limit, in fewer words.
_LIKE = 0.6
_WHEN = frozenset({Limit.BEFORE, Limit.AFTER})
# Limits that a sentence may not add to what the clause says.
_STRICT = frozenset(set(Limit) - {Limit.IF, Limit.WHICH})
# So much of a limit itself must be said for it to be kept: where nothing marks it as a limit, where
# something does, and where that is the limit in fewer words. All chosen on the made sentences.
_WHOLLY = 0.6
_KEPT = 0.4
_SHORTENED = 0.3


def kept(marker: Marker, unit: Statement, sentence: Statement) -> bool:
    """Whether the sentence has the unit's limit, in the same words or in others."""
    mine, scope = markers(sentence), set(marker.scope)
    # Who leaves out that something makes no difference doesn't change it.
    if marker.limit is Limit.WHETHER_OR_NOT or _is_pointed_at(marker, sentence):
        return True
    if marker.limit is Limit.BEFORE and _is_aim(scope, sentence):
        return True
    lifted = any(o.limit is Limit.WHETHER_OR_NOT and scope & set(o.scope) for o in mine)
    if lifted or any(_lacks(part, sentence) for part in conjuncts(marker, unit)):
        return False
    return _is_told(marker, unit, sentence)


def _is_told(marker: Marker, unit: Statement, sentence: Statement) -> bool:
    mine = markers(sentence)
    if marker.limit is Limit.WHICH and any(_same_noun(marker, unit, o, sentence) for o in mine):
        return True
    if marker.limit in _WHEN and any(_begins(marker, other) for other in mine):
        return True
    said = _said(set(marker.scope), mine, sentence)
    if marker.limit in (Limit.IF, Limit.WHICH):
        return said
    like = _STANDS_FOR[marker.limit] | {marker.limit}
    return said and any(other.limit in like and _alike(marker, other) for other in mine)


def _is_pointed_at(marker: Marker, sentence: Statement) -> bool:
    return POINTER in sentence.text and (
        marker.limit in _POINTED or any(_points(other, sentence) for other in markers(sentence))
    )


def _begins(marker: Marker, shorter: Marker) -> bool:
    """Whether a limit of time is told without its tail: "before travel to let them review"."""
    head = marker.scope[: len(shorter.scope)]
    return marker.limit is shorter.limit and bool(head) and head == shorter.scope


def _is_aim(scope: set[str], sentence: Statement) -> bool:
    """Whether the sentence begins with it as an aim: "To remove a picture" for "before removal"."""
    aim = _AIM.match(sentence.text)
    end = aim.end() if aim else 0
    return bool(scope) and scope <= {t.stem for t in sentence.content if t.start < end}


def _lacks(part: frozenset[str], sentence: Statement) -> bool:
    return bool(part) and not any(
        stem in sentence.stems or support.akin(stem, sentence) for stem in part
    )


def _said(scope: set[str], mine: tuple[Marker, ...], sentence: Statement) -> bool:
    """Whether the sentence says what a limit speaks of, the less of it the plainer it is one."""
    share = len(scope & sentence.stems) / max(len(scope), 1)
    limits = [set(other.scope) for other in mine if scope & set(other.scope)]
    shortened = any(len(scope & other) >= _LIKE * len(other) for other in limits)
    least = _SHORTENED if shortened else _KEPT if limits else _WHOLLY
    return not scope or share >= least


def _same_noun(marker: Marker, unit: Statement, other: Marker, sentence: Statement) -> bool:
    """Whether both tell which of the same things is meant, in words of the unit."""
    scope = set(other.scope)
    return (
        other.limit is Limit.WHICH
        and noun(other, sentence) == noun(marker, unit)
        and len(unit.stems & scope) >= _LIKE * len(scope)
    )


def _alike(one: Marker, other: Marker) -> bool:
    """Whether two limits speak of the same; one that doesn't say of what, of any."""
    if one.limit is other.limit and not (one.scope and other.scope):
        return True
    return bool(set(one.scope) & set(other.scope))


def _goes_on(theirs: Marker, unit: Statement, mine: Marker) -> bool:
    """Whether the limit is a later member of a list that the unit excepts."""
    if theirs.limit is not Limit.UNLESS or not mine.scope:
        return False
    _, end = sentence_at(unit.text, theirs.start)
    return set(mine.scope) <= {t.stem for t in unit.content if theirs.start <= t.start < end}


def _points(marker: Marker, sentence: Statement) -> bool:
    """Whether the limit is the one that points at exceptions: "except in the cases below"."""
    pointing = POINTER in sentence.text[marker.start : marker.end + 1]
    return marker.limit is Limit.UNLESS and pointing


def founded(marker: Marker, sentence: Statement, unit: Statement) -> bool:
    """Whether a limit of the sentence may stand there: the unit has it, or it limits nothing."""
    at_large = marker.limit is Limit.AFTER and not marker.scope
    if marker.limit not in _STRICT or at_large or _points(marker, sentence):
        return True
    if marker.limit is Limit.AFTER and any(token.word == "then" for token in unit.tokens):
        return True
    like = _STANDS_FOR[marker.limit] | {marker.limit}
    return any(
        other.limit in like and (_alike(marker, other) or _goes_on(other, unit, marker))
        for other in markers(unit)
    )


def noun(marker: Marker, statement: Statement) -> str:
    """Return the stem before a limit: what "which" speaks of."""
    before = [token.stem for token in statement.content if token.start < marker.start]
    return before[-1] if before else ""
