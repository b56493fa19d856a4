"""Two clauses in force that say opposite things of the same matter. Pure and strict.

A false alarm sends an answered question to the office, so two sentences conflict
only where nearly all that they speak of is the same, under the same conditions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from bot.account import account_of
from bot.modality import Modality, modalities, opposed
from knowledge.clauses.sentences import sentences
from knowledge.model import Passage
from knowledge.words import stems, words

# How much of two sentences must be the same words, and how many at the least.
_SAME_MATTER = 0.6
_FEWEST_SHARED = 3
# How near the best score a clause must be to have a say.
_LEADING = 0.85

_CONDITION = re.compile(
    r"\b(?:unless|except|only|if|when|where|without|other than|provided|until|before|after|while|"
    r"during|instead|prior|approv\w+|permission|consent|authori[sz]ed by|however)\b",
    re.IGNORECASE,
)
_MODAL_STEMS = frozenset(
    "may must shall can could cannot not never no prohibit forbid permit allow author free avoid "
    "refrain requir need ensur strict express accept okay ok alway".split()
)


def conflicting(passages: Sequence[Passage], question: str) -> tuple[Passage, Passage] | None:
    """Return the two best clauses that contradict each other on what was asked, if any do.

    `passages` are ranked and in force; only those near the best score have a say.
    """
    leading = [p for p in passages[:3] if p.score >= _LEADING * passages[0].score]
    asked = frozenset(stems(words(question)))
    for one, other in combinations(leading, 2):
        if _comparable(one, other) and _contradict(one, other, asked):
            return one, other
    return None


def _comparable(one: Passage, other: Passage) -> bool:
    audiences = one.version.header.audience, other.version.header.audience
    return one.clause.id != other.clause.id and audiences[0] == audiences[1]


def _contradict(one: Passage, other: Passage, asked: frozenset[str]) -> bool:
    return any(_opposite(mine, theirs, asked) for mine in _rules(one) for theirs in _rules(other))


def _rules(passage: Passage) -> list[str]:
    clause = passage.clause
    lead = f"{clause.lead_in} " if clause.lead_in else ""
    return [rule for text in sentences(clause.text) if modalities(rule := lead + text)]


def _opposite(mine: str, theirs: str, asked: frozenset[str]) -> bool:
    if not opposed(modalities(mine), modalities(theirs)) or not _plain(mine, theirs):
        return False
    first, second = _matter(mine), _matter(theirs)
    shared = first & second
    # What was asked must be what they disagree about.
    return (
        len(shared) >= _FEWEST_SHARED
        and len(shared) >= _SAME_MATTER * len(first | second)
        and bool(shared & asked)
    )


def _plain(mine: str, theirs: str) -> bool:
    """Whether conditions and account don't already tell the two sentences apart."""
    conditions = [sorted(found.lower() for found in _CONDITION.findall(s)) for s in (mine, theirs)]
    forbids = Modality.FORBIDS in modalities(mine), Modality.FORBIDS in modalities(theirs)
    same_account = account_of(mine) == account_of(theirs)
    return conditions[0] == conditions[1] and forbids[0] != forbids[1] and same_account


def _matter(sentence: str) -> frozenset[str]:
    return frozenset(stems(words(sentence))) - _MODAL_STEMS
