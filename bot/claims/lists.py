"""Whether a sentence leaves out some of several conditions that hold only together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.claims.kept import POINTER
from bot.claims.markers import Limit, markers
from bot.claims.modals import NEGATIVE, Duty, rules
from bot.claims.statement import Statement
from bot.claims.support import akin
from bot.claims.units import Listed

_NEEDED = re.compile(
    r"\b(?:conditions?|criteria|requirements?)\b|\b(?:all|each|both) of (?:the|these)\b|"
    r"\ball (?:the|these)\b"
)
_ANY = re.compile(
    r"\b(?:any|one|either|some|examples?)\b(?! other)|\b(?:such as|includ\w+|e\.g)\b|\binstance\b"
)
_STRICT = re.compile(r"\b(?:provid(?:ed|ing)|only|long as|condition)\b")
_AND = re.compile(r"\band\W*$")
_OR = re.compile(r"\bor\W*$|^\W*or\b")
# That there are more than those it names.
_POINTS = re.compile(
    r"\b(?:all (?:of )?(?:the |these |those |its )?(?:other |following |further )?"
    r"(?:conditions?|requirements?|criteria|exceptions?|cases)|"
    r"(?:conditions?|requirements?|criteria|exceptions?|cases) (?:that are |are )?"
    r"(?:quoted|listed|named|given|shown|set out|stated|below)|"
    r"among (?:other (?:things|conditions|requirements)|others))"
    r"(?:\s+(?:that are\s+)?(?:quoted|listed|named|given|shown|set out|stated))?(?:\s+below)?"
    r"(?:\s+(?:are|is|have been|must be)\s+(?:all\s+)?(?:met|fulfilled|satisfied))?"
)
# Who must meet conditions must meet each; who may do something if he meets them must meet all.
_DEMANDING = frozenset({Duty.MUST, Duty.SHOULD})
_FREE = frozenset({Duty.MAY, Duty.IS, Duty.WILL})
# Shares of words from which a lead-in is restated, with its verb or without, or an item named.
_RESTATED = 0.5
_WHOLLY = 0.75
_NAMED = 0.34


def points(sentence: Statement) -> bool:
    """Whether the sentence says that there are conditions or exceptions to be read below."""
    return bool(_POINTS.search(sentence.text))


def without_pointing(sentence: Statement) -> Statement:
    """Return the sentence without the words that only point at conditions."""
    return Statement(_POINTS.sub(POINTER, sentence.text))


def torn(sentence: Statement, found: Iterable[Listed]) -> bool:
    """Whether it names some conditions or exceptions of a list but not all, nor points at them."""
    return not points(sentence) and any(
        _holds_together(one) and _restates(sentence, one.lead) and not _named(sentence, one)
        for one in found
    )


def _holds_together(listed: Listed) -> bool:
    """Whether leaving one item out makes the rule wider or narrower."""
    lead = listed.lead
    if _ANY.search(lead.text) or len(listed.items) < 2:  # noqa: PLR2004 - a list of one is none
        return False
    limits = _open_limits(lead)
    if Limit.UNLESS in limits:
        return True
    if any(_OR.search(item.text.strip()) for item in listed.items):
        return False
    joined = any(_AND.search(item.text.strip()) for item in listed.items)
    allows = Duty.MAY in _force(lead)
    sure = joined or allows or _STRICT.search(lead.text)
    return bool(_NEEDED.search(lead.text) or (limits and sure))


def _open_limits(lead: Statement) -> frozenset[Limit]:
    """Return the limits that the items fill in: "provided that:", "if the following"."""
    opened = (m.limit for m in markers(lead) if not m.scope or m.scope == ("follow",))
    return frozenset(opened) - {Limit.ONLY, Limit.WHETHER_OR_NOT}


def _restates(sentence: Statement, lead: Statement) -> bool:
    """Whether a sentence says what the lead-in does, with the force that its items limit."""
    said = sum(_has(stem, sentence) for stem in lead.stems)
    mine, theirs = _force(sentence), _force(lead)
    if theirs & (NEGATIVE | _DEMANDING) and _open_limits(lead):
        same = bool(mine & theirs)
    else:
        same = mine <= _FREE
    verbs = {rule.verb for rule in rules(lead) if not rule.aside}
    least = _RESTATED if any(_has(verb, sentence) for verb in verbs) else _WHOLLY
    return same and said >= least * len(lead.stems)


def _force(statement: Statement) -> frozenset[Duty]:
    return frozenset(rule.duty for rule in rules(statement) if not rule.aside)


def _named(sentence: Statement, listed: Listed) -> bool:
    return all(
        sum(_has(stem, sentence) for stem in item.stems) >= _NAMED * len(item.stems)
        for item in listed.items
    )


def _has(stem: str, statement: Statement) -> bool:
    return stem in statement.stems or akin(stem, statement)
