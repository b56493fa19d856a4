"""Whether what one sentence denies, another affirms. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.claims.markers import Limit, markers
from bot.claims.modals import NEGATIVE, Duty, rules
from bot.claims.statement import RECENT, Statement
from knowledge.words import stems

_NEGATOR = re.compile(
    r"\b(?:(?<!or )not(?!\s+only)|no(?!\s+(?:more|less|later|fewer|longer|earlier)\s+than)|never|"
    r"nor|neither|nobody|none|nothing|rather\s+than|instead\s+of)\b"
)
_ANSWER = re.compile(r"\W*(yes|no)\b\s*[,.:;!—]\s*")
_END = re.compile(r"[,;:!?()\n—–]|\.(?!\w)|\bbut\b")
# "No, you may only …" denies that one may otherwise.
_LIMITING = frozenset({Limit.ONLY, Limit.UNLESS, Limit.UNTIL, Limit.AFTER})
# How many words that carry meaning a negation reaches.
_REACH = 3
# So much of what is denied must be spoken of for the denial to matter.
_HALF = 0.5
_SHORTEST = 4
_NEGATING = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "de")
_ALWAYS = ("un", "non")
# Prefixes that turn the same stem round.
_PAIRS = (
    ("in", "ex"), ("in", "de"), ("im", "ex"), ("pre", "post"), ("up", "down"), ("over", "under"),
    ("en", "dis"), ("in", "out"), ("inter", "intra"), ("max", "min"), ("fore", "after"),
    ("em", "dis"), ("at", "de"), ("inner", "outer"), ("on", "off"), ("with", "without"),
)  # fmt: skip


def denies(one: Statement, other: Statement) -> bool:
    """Whether a negation of either has no counterpart in the other, where both speak of it."""
    mine, theirs = _scopes(one), _scopes(other)
    return _uncovered(mine, one, other, strictly=True) or _uncovered(theirs, other, one)


def opposes(one: Statement, other: Statement) -> bool:
    """Whether a word of one is a word of the other with its prefix turned: "unpaid" for "paid"."""
    mine, theirs = _words(one) - _words(other), _words(other) - _words(one)
    if any(_turned(a, b) for a in mine for b in theirs):
        return True
    negated = _negated(one) | _negated(other)
    turned = [(a, b) for a in mine for b in _words(other)] + [
        (b, a) for b in theirs for a in _words(one)
    ]
    return any(_negates(a, b) and not {_stem(one, other, b)} & negated for a, b in turned)


def answer(statement: Statement) -> tuple[str, Statement]:
    """Return the "yes" or "no" that a statement begins with, and the rest of it."""
    match = _ANSWER.match(statement.text)
    return (match[1], Statement(statement.text[match.end() :])) if match else ("", statement)


def contradicts(answer: str, rest: Statement) -> bool:
    """Whether the "yes" or "no" before a statement can't go with it, whatever was asked."""
    duties = {rule.duty for rule in rules(rest) if not rule.aside}
    if answer == "no":
        return duties == {Duty.MAY} and not any(m.limit in _LIMITING for m in markers(rest))
    return answer == "yes" and bool(duties) and duties <= NEGATIVE


def _uncovered(
    scopes: tuple[tuple[str, ...], ...], one: Statement, other: Statement, *, strictly: bool = False
) -> bool:
    negated = _denied(other) | _prefixed(other, one)
    if not any(rule.duty in NEGATIVE and not rule.aside for rule in rules(one)):
        negated |= _negated(other)
    if strictly and () in _scopes(other):
        return False  # "if you do not": what, is said elsewhere
    for scope in scopes:
        shared = [stem for stem in scope if stem in other.stems or stem in negated]
        if scope and not shared and strictly and not (negated or _scopes(other)):
            return True
        told = set(shared[:1] if strictly else shared)
        if len(shared) >= _HALF * len(scope) > 0 and not negated & told:
            return True
    return False


@lru_cache(maxsize=RECENT)
def _scopes(statement: Statement) -> tuple[tuple[str, ...], ...]:
    """Return what each negation speaks of, but for those of modal verbs."""
    modal = [(rule.start, rule.stop) for rule in rules(statement)]
    modal += [
        (m.start, m.start + len("does not")) for m in markers(statement) if m.limit is Limit.UNLESS
    ]
    found = _NEGATOR.finditer(statement.text)
    denying = tuple(rule for rule in rules(statement) if rule.duty in NEGATIVE)
    scopes = (
        (m[0], _scope(statement, m.end()))
        for m in found
        if not any(start <= m.start() < stop for start, stop in modal)
        and not any(rule.begin <= m.start() < rule.start for rule in denying)
    )
    return tuple(scope for word, scope in scopes if scope or word == "not")


def _scope(statement: Statement, begin: int) -> tuple[str, ...]:
    stop = _END.search(statement.text, begin)
    end = stop.start() if stop else len(statement.text)
    reached = [t.stem for t in statement.content if begin <= t.start < end]
    return tuple(reached[:_REACH])


@lru_cache(maxsize=RECENT)
def _negated(statement: Statement) -> frozenset[str]:
    """Return all stems that are denied, forbidden or said not to be needed."""
    ruled = [
        frozenset(t.stem for t in statement.content if rule.begin <= t.start < rule.end)
        for rule in rules(statement)
        if rule.duty in NEGATIVE and not rule.aside
    ]
    return _denied(statement).union(*ruled)


def _denied(statement: Statement) -> frozenset[str]:
    return frozenset(stem for scope in _scopes(statement) for stem in scope)


def _prefixed(statement: Statement, other: Statement) -> frozenset[str]:
    """Return what prefixes deny of the other's words, and what follows: "unrelated to travel"."""
    content = statement.content
    found: set[str] = set()
    for at, token in enumerate(content):
        rests = stems([_rest(token.word)]) or ("",)
        sure = token.word.startswith(_ALWAYS)
        if rests[0] and (sure or rests[0] in other.stems | _negated(other)):
            found |= {*rests, *(t.stem for t in content[at + 1 : at + _REACH])}
    return frozenset(found)


@lru_cache(maxsize=RECENT)
def _words(statement: Statement) -> frozenset[str]:
    return frozenset(token.word for token in statement.content if token.word.isalpha())


def _stem(one: Statement, other: Statement, word: str) -> str:
    tokens = (*one.content, *other.content)
    return next(token.stem for token in tokens if token.word == word)


def _rest(word: str) -> str:
    """Return a word without its negating prefix, "" where it has none."""
    rests = (word.removeprefix(prefix) for prefix in _NEGATING)
    return next((rest for rest in rests if rest != word and len(rest) >= _SHORTEST), "")


def _negates(longer: str, shorter: str) -> bool:
    return len(shorter) >= _SHORTEST and any(longer == prefix + shorter for prefix in _NEGATING)


def _turned(one: str, other: str) -> bool:
    for pair in _PAIRS:
        for first, second in (pair, pair[::-1]):
            tail = one.removeprefix(first)
            if one != tail and len(tail) >= _SHORTEST and other == second + tail:
                return True
    shared = one.removesuffix("less")
    return shared != one and other in (shared, shared + "ful")
