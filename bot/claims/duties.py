"""Whether a sentence demands, allows or forbids what the clause does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.claims.bounds import Bound
from bot.claims.figures import figures
from bot.claims.markers import Limit, markers
from bot.claims.modals import Duty, Rule, rules
from bot.claims.statement import Statement
from bot.claims.support import akin

# A described practice may be told of a duty ("Records are kept"), a command too ("Keep records").
_DESCRIBES = frozenset({Duty.IS, Duty.WILL})
_LIMITING = frozenset({Limit.UNLESS, Limit.WITHOUT, Limit.UNTIL, Limit.BEFORE})
# What turns "may not" into "may at most".
_NO_MORE = re.compile(r"\bnot\b.{0,40}\b(?:than|exceed|beyond|over|above)\b")
_AND = re.compile(r",\s(?:(?:and|or)\s)?|\s(?:and|or)\s")
_SEVERAL = re.compile(r"(?:[^,;:.]{1,40},\s){0,4}[^,;:.]{1,40},?\s(?:and|or)\s[^,;:.]{1,40}")
_PRONOUN = re.compile(r"\b(?:it|you|they|this|these|he|she|we)\s+(?:also\s+)?$")
# One word behind a verb may be another's: "paid as money" for "monetary".
_TELLING = 2
# The verb says more of what a rule is about than its other words.
_VERB = 2.0
# Rules that share so much of the best one's words are about as near.
_ABOUT = 0.8


def disagree(sentence: Statement, unit: Statement) -> bool:
    """Whether a rule of the sentence has another force than the unit's rule on the same matter."""
    return any(
        not any(_agrees(rule, sentence, other, unit) for other in nearest(rule, sentence, unit))
        for rule in rules(sentence)
        if not _is_possibility(rule)
    )


def misplaced(sentence: Statement, unit: Statement) -> bool:
    """Whether who is bound or freed, or to do what to what, isn't spoken of in the unit.

    What the unit names only in a condition doesn't count.
    """
    spoken = _beside(unit, 0, len(unit.text), _closed(unit))
    limits = [(marker.start, marker.end) for marker in markers(sentence)]
    for rule in rules(sentence):
        if rule.duty is Duty.IS or rule.aside:
            continue
        who = _beside(sentence, rule.begin, rule.start, limits)
        what = _beside(sentence, rule.stop, rule.end, limits) - {rule.verb}
        named = _is_named(rule, sentence)
        subjects = (who, *_subjects(rule, sentence)) if named and who else ()
        if any(not (one & spoken or _is_akin(one, unit)) for one in subjects) or (
            len(what) >= _TELLING and not what & spoken
        ):
            return True
    return False


def _subjects(rule: Rule, statement: Statement) -> Iterator[frozenset[str]]:
    """Yield the stems of each of several who are bound: "the clerk, the guard and the porter"."""
    text = statement.text[rule.begin : rule.start].strip()
    if _SEVERAL.fullmatch(text):
        places = [match.end() for match in _AND.finditer(statement.text, rule.begin, rule.start)]
        for begin, end in pairwise((rule.begin, *places, rule.start)):
            if stems := _beside(statement, begin, end, ()):
                yield stems


def _is_akin(found: frozenset[str], unit: Statement) -> bool:
    return any(akin(stem, unit) for stem in found)


def _is_named(rule: Rule, statement: Statement) -> bool:
    """Whether the subject is a noun: "informally it may" tells nobody's name."""
    return not _PRONOUN.search(statement.text[rule.begin : rule.start])


def _closed(statement: Statement) -> list[tuple[int, int]]:
    """Return where conditions stand that a comma closes: "If a manager leaves, …"."""
    return [
        (marker.start, marker.end)
        for marker in markers(statement)
        if marker.limit is not Limit.WHICH and statement.text[marker.end : marker.end + 1] == ","
    ]


def _beside(
    statement: Statement, begin: int, end: int, without: Sequence[tuple[int, int]]
) -> frozenset[str]:
    """Return the stems of a part of a statement, but for those in some stretches of it."""
    return frozenset(
        token.stem
        for token in statement.content
        if begin <= token.start < end
        and not any(start <= token.start < stop for start, stop in without)
    )


def exchanged(sentence: Statement, unit: Statement) -> bool:
    """Whether those who do something, and those to whom it is done, have changed places."""
    return any(
        not rule.aside and all(_crossed(rule, sentence, other, unit) for other in near)
        for rule in rules(sentence)
        if rule.duty is not Duty.IS and (near := nearest(rule, sentence, unit))
    )


def _crossed(mine: Rule, sentence: Statement, theirs: Rule, unit: Statement) -> bool:
    if _is_passive(mine, sentence) != _is_passive(theirs, unit):
        return False
    doer, done = _before(mine, sentence), _after(mine, sentence)
    first, second = _before(theirs, unit), _after(theirs, unit)
    return bool(doer & second - first and done & first - second and not doer & first)


def _is_passive(rule: Rule, statement: Statement) -> bool:
    return statement.text[rule.stop :].lstrip().startswith("be ")


def _before(rule: Rule, statement: Statement) -> frozenset[str]:
    return frozenset(t.stem for t in statement.content if rule.begin <= t.start < rule.start)


def _is_possibility(rule: Rule) -> bool:
    """Whether it only says what somebody is able to: "people who can see it"."""
    return rule.aside and rule.duty in (Duty.MAY, Duty.WILL)


def nearest(rule: Rule, sentence: Statement, unit: Statement) -> tuple[Rule, ...]:
    """Return the rules of the unit that speak of the same, best first."""
    alike = [other for other in rules(unit) if (other.duty is Duty.IS) == (rule.duty is Duty.IS)]
    named = rule.verb if rule.duty is not Duty.IS else ""
    found = [other for other in alike if named and other.verb == named]
    scored = [(_nearness(rule, sentence, other, unit), other) for other in found or rules(unit)]
    best = max(score for score, _ in scored)
    return tuple(other for score, other in scored if score >= _ABOUT * best)


def _nearness(rule: Rule, sentence: Statement, other: Rule, unit: Statement) -> float:
    shared = _matter(rule, sentence) & _matter(other, unit)
    verbs = _VERB if rule.duty is not Duty.IS and rule.verb in _after(other, unit) else 0.0
    return len(shared) + verbs


def _matter(rule: Rule, statement: Statement) -> frozenset[str]:
    return frozenset(t.stem for t in statement.content if rule.begin <= t.start < rule.end)


def _after(rule: Rule, statement: Statement) -> frozenset[str]:
    return frozenset(t.stem for t in statement.content if rule.stop <= t.start < rule.end)


def _agrees(mine: Rule, sentence: Statement, theirs: Rule, unit: Statement) -> bool:
    one, other = mine.duty, theirs.duty
    if one == other:
        return True
    if one is Duty.IS and theirs.aside:
        return True  # what it describes or commands stands around the aside
    if one in _DESCRIBES:
        return other in _DESCRIBES or (one is Duty.IS and other is Duty.MUST)
    if other is Duty.IS:
        demanded = one is Duty.MUST and mine.verb in unit.stems
        return demanded or (one is Duty.SHOULD and _commands(unit, mine.verb))
    if theirs.imperative:
        return one is Duty.SHOULD_NOT
    return _turned(one, sentence, other, unit) or _turned(other, unit, one, sentence)


def _commands(unit: Statement, verb: str) -> bool:
    """Whether a part of the unit begins with the verb, as a command does."""
    begins = True
    for token in unit.tokens:
        if begins and token.stem:
            if token.stem == verb:
                return True
            begins = False
        begins = begins or token.stops or token.word in ("and", "or", "then")
    return False


def _turned(one: Duty, mine: Statement, other: Duty, theirs: Statement) -> bool:
    """Whether "may only if" stands for "must not unless", "may … at most" for "must not … more"."""
    if one is not Duty.MAY or other is not Duty.MUST_NOT:
        return False
    only = any(marker.limit is Limit.ONLY for marker in markers(mine))
    most = [{f.value for f in figures(one) if f.bound is Bound.MOST} for one in (mine, theirs)]
    unless = any(marker.limit in _LIMITING for marker in markers(theirs))
    bounded = bool(most[0] & most[1]) and bool(_NO_MORE.search(theirs.text))
    return (only and unless) or bounded
