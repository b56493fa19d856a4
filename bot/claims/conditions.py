"""Whether a sentence keeps the conditions and exceptions of the clause. Pure."""

from __future__ import annotations

import re

from bot.claims import duties, support
from bot.claims.conjuncts import conjuncts
from bot.claims.markers import Limit, Marker, markers
from bot.claims.modals import Rule, rules
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
_ANOTHER = re.compile(r"\b(?:(?:and|or)|or\s+\w+)\s+$")
# "… and other files (if they are": what stands in brackets limits what is next to them.
_ASIDE = re.compile(
    r"(?:(?<=\band\s)|(?<=\bor\s)|(?<=[,;:.]\s)|^)(?:(?!\b(?:and|or)\s)[^,;:.()])*\([^()]*$"
)
_AIM = re.compile(r"(?:in order )?to\s[^,;:.]*,")
_CHUNK = re.compile(r",\s(?:and|but)\s|[;:!?\n—–]|\.(?!\w)")
# A limit nearly all of whose words are the clause's limit's is that limit, in fewer words.
_LIKE = 0.6
# Limits that a sentence may not add to what the clause says.
_STRICT = frozenset(set(Limit) - {Limit.IF, Limit.WHICH})
# So much of what a limit is set to must be said for the limit to matter …
# (or so much of the sentence must be that) …
_RESTATED = 0.5
_MOSTLY = 0.6
# … and so much of the limit itself for it to be kept: where nothing marks it as a limit, where
# something does, and where that is the limit in fewer words. All chosen on the made sentences.
_WHOLLY = 0.6
_KEPT = 0.4
_SHORTENED = 0.3


def lost(sentence: Statement, unit: Statement) -> bool:
    """Whether the sentence drops a limit of what it restates, turns it round, or adds one."""
    mine, theirs = markers(sentence), markers(unit)
    dropped = (
        limit
        for limit in theirs
        if _is_restated(limit, unit, sentence) and not _kept(limit, unit, mine, sentence)
    )
    added = (limit for limit in mine if not _founded(limit, sentence, theirs, unit))
    return any(dropped) or any(added)


def _is_restated(marker: Marker, unit: Statement, sentence: Statement) -> bool:
    if marker.limit in (Limit.IF, Limit.WHICH) and _ANOTHER.search(unit.text[: marker.start]):
        return False  # one more case, not a limit of the others
    if marker.limit is Limit.WHICH and _noun(marker, unit) not in sentence.stems:
        return False
    begin, end = sentence_at(unit.text, marker.start)
    owners = [rule for rule in rules(unit) if begin <= rule.begin < end]
    if owners != list(rules(unit)) and not any(_speaks_of(one, unit, sentence) for one in owners):
        return False
    host = _host(marker, unit)
    said = len(host & sentence.stems)
    return said > _RESTATED * len(host) or said >= _MOSTLY * len(sentence.stems)


def _speaks_of(owner: Rule, unit: Statement, sentence: Statement) -> bool:
    return any(owner in duties.nearest(rule, sentence, unit) for rule in rules(sentence))


def _noun(marker: Marker, statement: Statement) -> str:
    """Return the stem before a limit: what "which" speaks of."""
    before = [token.stem for token in statement.content if token.start < marker.start]
    return before[-1] if before else ""


def _host(marker: Marker, unit: Statement) -> frozenset[str]:
    """Return the stems of what the limit is set to: its rule, without what other limits say."""
    if aside := _ASIDE.search(unit.text[: marker.start]):
        return frozenset(t.stem for t in unit.content if aside.start() <= t.start < marker.start)
    begin = max((m.end() for m in _CHUNK.finditer(unit.text, 0, marker.start)), default=0)
    stop = _CHUNK.search(unit.text, marker.end)
    end = stop.start() if stop else len(unit.text)
    own = [rule for rule in rules(unit) if rule.begin <= marker.start < rule.end]
    if own and not unit.text[begin : marker.start].isspace() and marker.start != begin:
        begin, end = max(begin, own[0].begin), min(end, own[-1].end)
    inside = [(m.start, m.end) for m in markers(unit) if m.limit is not Limit.ONLY]
    return frozenset(
        token.stem
        for token in unit.content
        if begin <= token.start < end
        and not any(start <= token.start < stop for start, stop in inside)
    )


def _kept(marker: Marker, unit: Statement, mine: tuple[Marker, ...], sentence: Statement) -> bool:
    # Who leaves out that something makes no difference doesn't change it.
    pointed = POINTER in sentence.text and (
        marker.limit in _POINTED or any(_points(other, sentence) for other in mine)
    )
    if pointed or marker.limit is Limit.WHETHER_OR_NOT:
        return True
    scope = set(marker.scope)
    lifted = any(o.limit is Limit.WHETHER_OR_NOT and scope & set(o.scope) for o in mine)
    if marker.limit is Limit.BEFORE and _is_aim(scope, sentence):
        return True
    if lifted or any(_lacks(part, sentence) for part in conjuncts(marker, unit)):
        return False
    if marker.limit is Limit.WHICH and any(_same_noun(marker, unit, o, sentence) for o in mine):
        return True
    if marker.limit in (Limit.IF, Limit.WHICH):
        return _said(scope, mine, sentence)
    like = _STANDS_FOR[marker.limit] | {marker.limit}
    return _said(scope, mine, sentence) and any(
        other.limit in like and _alike(marker, other) for other in mine
    )


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
        and _noun(other, sentence) == _noun(marker, unit)
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


def _founded(
    marker: Marker, sentence: Statement, theirs: tuple[Marker, ...], unit: Statement
) -> bool:
    at_large = marker.limit is Limit.AFTER and not marker.scope
    if marker.limit not in _STRICT or at_large or _points(marker, sentence):
        return True
    like = _STANDS_FOR[marker.limit] | {marker.limit}
    if marker.limit is Limit.AFTER and any(token.word == "then" for token in unit.tokens):
        return True
    return any(
        other.limit in like and (_alike(marker, other) or _goes_on(other, unit, marker))
        for other in theirs
    )
