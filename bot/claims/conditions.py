"""Whether a sentence keeps the conditions and exceptions of the clause. Pure."""

from __future__ import annotations

import re

from bot.claims import duties
from bot.claims.figures import figures
from bot.claims.kept import founded, kept, noun
from bot.claims.markers import Limit, Marker, markers
from bot.claims.modals import Duty, Rule, rules
from bot.claims.statement import Statement, sentence_at
from knowledge.clauses.leads import has_verb

_ANOTHER = re.compile(r"\b(?:(?:and|or)|or\s+\w+)\s+$")
# "… and other files (if they are": what stands in brackets limits what is next to them.
_ASIDE = re.compile(
    r"(?:(?<=\band\s)|(?<=\bor\s)|(?<=[,;:.]\s)|^)(?:(?!\b(?:and|or)\s)[^,;:.()])*\([^()]*$"
)
_CHUNK = re.compile(r",\s(?:and|but)\s|[;:!?\n—–]|\.(?!\w)")
_VERBS = re.compile(
    r"\b(?:and|but)\s(?:is|are|was|were|has|have|must|may|can|shall|should|will)\s[^,;:.()]*,?\s?$"
)
_CASES = frozenset({Limit.IF, Limit.BEFORE, Limit.AFTER})
_DEMANDS = frozenset({Duty.MUST, Duty.SHOULD})
_UNIVERSAL = frozenset("all any every each always everybody everyone anybody anyone".split())
# So much of what a limit is set to must be said for the limit to matter,
# or so much of the sentence must be that. Both chosen on the made sentences.
_RESTATED = 0.5
_MOSTLY = 0.6


def lost(sentence: Statement, unit: Statement) -> bool:
    """Whether the sentence drops a limit of what it restates, turns it round, or adds one."""
    dropped = (
        _is_restated(limit, unit, sentence) and not kept(limit, unit, sentence)
        for limit in markers(unit)
    )
    added = (not founded(limit, sentence, unit) for limit in markers(sentence))
    return any(dropped) or any(added)


def _is_restated(marker: Marker, unit: Statement, sentence: Statement) -> bool:
    if marker.limit in (Limit.IF, Limit.WHICH) and _ANOTHER.search(unit.text[: marker.start]):
        return False  # one more case, not a limit of the others
    if marker.limit is Limit.WHICH and noun(marker, unit) not in sentence.stems:
        return False
    if (last := _last(marker, unit)) and last <= sentence.stems:
        return True
    begin, end = sentence_at(unit.text, marker.start)
    owners = [rule for rule in rules(unit) if begin <= rule.begin < end]
    if owners != list(rules(unit)) and not any(_speaks_of(one, unit, sentence) for one in owners):
        return False
    if _opens_demand(marker, unit, owners) and _is_silent_on(marker, sentence):
        return False
    host = _host(marker, unit)
    said = len(host & sentence.stems)
    return said > _RESTATED * len(host) or said >= _MOSTLY * len(sentence.stems)


def _last(marker: Marker, unit: Statement) -> frozenset[str]:
    """Return the stems of the last of several verbs before a limit: "is shown and is paid, if"."""
    found = _VERBS.search(unit.text[: marker.start])
    return frozenset(
        t.stem for t in unit.content if found and found.start() <= t.start < marker.start
    )


def _opens_demand(marker: Marker, unit: Statement, owners: list[Rule]) -> bool:
    """Whether it tells in which case something is demanded: "If you lose a badge, report it".

    Who asks is in that case, or is asked for more than the clause asks, and allowed nothing.
    """
    begin, end = sentence_at(unit.text, marker.start)
    opens = not unit.text[begin : marker.start].strip() and unit.text[marker.end :][:1] == ","
    if marker.limit not in _CASES or not opens or figures(Statement(_words(marker, unit))):
        return False
    told = Statement(unit.text[marker.end + 1 : end])
    commands = bool(told.tokens[0].stem if told.tokens else "") and not has_verb(told.text)
    return all(rule.duty in _DEMANDS or (rule.duty is Duty.IS and commands) for rule in owners)


def _is_silent_on(marker: Marker, sentence: Statement) -> bool:
    """Whether the sentence leaves a case out as a whole, and doesn't claim to be of all."""
    of_all = any(token.word in _UNIVERSAL for token in sentence.tokens)
    return not of_all and not any(set(marker.scope) & set(one.scope) for one in markers(sentence))


def _words(marker: Marker, statement: Statement) -> str:
    return statement.text[marker.start : marker.end]


def _speaks_of(owner: Rule, unit: Statement, sentence: Statement) -> bool:
    return any(owner in duties.nearest(rule, sentence, unit) for rule in rules(sentence))


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
