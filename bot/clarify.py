"""When the answer depends on who asks or on whose account: the question to ask back. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.account import Account, account_of
from bot.fragments import is_short_reply, without_link
from bot.modality import Modality, modalities
from bot.model import Reason
from bot.wording import EVERYONE_ELSE, WHICH_ACCOUNT, WHICH_AUDIENCE, audience_phrase
from knowledge.model import Passage
from knowledge.words import stems, words

# How near the best score a clause must be to make the answer depend on the asker.
_LEADING = 0.9
# Clauses that share less with the question, or rule nothing, aren't two answers to it.
_FEWEST_SHARED = 2
_OWN = frozenset("own my mine personal private me myself".split())
_AGENCY = frozenset(
    "agency agency's agencys official work office department department's city county state "
    "government our ours theirs business professional".split()
)
# As people write them: with a full stop, in brackets, after a word ("option 2").
_NUMBER = re.compile(r"^\W*(?:(?:option|number|no\.?)\s+)?(\d{1,2})\W*$", re.IGNORECASE)
_BETWEEN_OPTIONS = re.compile(r",\s+(?:or\s+)?")
# "the agency's, not mine"
_DENIED = re.compile(r"\b(?:not|rather than|instead of)\b[^,;.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known of who asks: "" and None where it isn't."""

    audience: str = ""
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """What to ask back, with the ready replies."""

    reason: Reason
    options: tuple[str, ...]


def asker_of(text: str, audience: str, passages: Sequence[Passage]) -> Asker:
    """Return what the question and the asker's profile tell about who asks."""
    said = [label for p in passages for label in p.version.header.audience if _named(label, text)]
    other = EVERYONE_ELSE if EVERYONE_ELSE.lower() in text.lower() else ""
    return Asker(audience or next(iter(said), other), account_of(text))


def fitting(passages: Sequence[Passage], asker: Asker) -> tuple[Passage, ...]:
    """Leave out the clauses for others than the asker; all stay where none would."""
    kept = tuple(p for p in passages if _for(p, asker))
    return kept or tuple(passages)


def clarification(passages: Sequence[Passage], question: str, asker: Asker) -> Clarification | None:
    """Return what must be known of the asker before one of the leading clauses applies, if so."""
    asked = frozenset(stems(words(question)))
    leading = [
        p
        for p in passages[:3]
        if p.score >= _LEADING * passages[0].score
        and len(asked & _stems(p)) >= _FEWEST_SHARED
        and _does(p)
    ]
    if len({_does(p) for p in leading}) <= 1:
        return None  # whoever asks, the answer is the same
    if not asker.audience and (labels := _differing_audiences(leading)):
        return Clarification(Reason.WHICH_AUDIENCE, labels)
    accounts = {account for p in leading[:2] if (account := account_spoken_of(p))}
    if asker.account is None and len(accounts) == len(Account):
        return Clarification(Reason.WHICH_ACCOUNT, tuple(account.value for account in Account))
    return None


def asked_back(last: str) -> Clarification | None:
    """Return what the `last` message asked the asker, if it asked something back."""
    if WHICH_ACCOUNT in last:
        return Clarification(Reason.WHICH_ACCOUNT, tuple(account.value for account in Account))
    if WHICH_AUDIENCE in last:
        listed = last.partition(WHICH_AUDIENCE)[2].strip(" ?")
        return Clarification(Reason.WHICH_AUDIENCE, tuple(_BETWEEN_OPTIONS.split(listed)))
    return None


def choice(reply: str, last: str) -> str:
    """Return what the reply chose if the `last` message asked back, else "".

    A choice is a listed option, its number, or a few words that name one; whatever asks
    something itself is a new question.
    """
    back = asked_back(last)
    if back is None:
        return ""
    if numbered := _NUMBER.match(reply):
        number = int(numbered[1])
        return back.options[number - 1] if 1 <= number <= len(back.options) else ""
    if listed := next((one for one in back.options if words(one) == words(reply)), ""):
        return listed
    if not is_short_reply(reply):
        return ""
    if back.reason is Reason.WHICH_AUDIENCE:
        return without_link(reply).strip(" .!?")
    return _account_chosen(reply)


def _account_chosen(reply: str) -> str:
    meant = _DENIED.sub(" ", reply)
    if named := account_of(meant):
        return named.value
    said = frozenset(words(meant))
    own, agency = bool(_OWN & said), bool(_AGENCY & said)
    if own == agency:
        return ""
    return (Account.OWN if own else Account.AGENCY).value


def account_spoken_of(passage: Passage) -> Account | None:
    """Return whose account a clause is about: by its words, else its headings, else its title."""
    clause = passage.clause
    places = (f"{clause.lead_in} {clause.text}", *reversed(clause.headings))
    spoken = (account_of(place) for place in (*places, passage.version.header.title))
    return next((account for account in spoken if account), None)


def _differing_audiences(leading: Sequence[Passage]) -> tuple[str, ...]:
    """Return the audiences to choose from, where the leading clauses are for different ones."""
    audiences = {p.version.header.audience: None for p in leading}
    named = [audience for audience in audiences if audience]
    if len(audiences) == 1 or not leading[0].version.header.audience:
        return ()
    phrases = (audience_phrase(label) for labels in named for label in labels)
    return (*dict.fromkeys(phrases), EVERYONE_ELSE)


def _does(passage: Passage) -> frozenset[Modality]:
    return modalities(f"{passage.clause.lead_in} {passage.clause.text}")


def _for(passage: Passage, asker: Asker) -> bool:
    audience = passage.version.header.audience
    if asker.audience and audience and not any(_named(a, asker.audience) for a in audience):
        return False
    return not asker.account or account_spoken_of(passage) in (None, asker.account)


def _named(label: str, text: str) -> bool:
    wanted = set(stems(words(audience_phrase(label))))
    return bool(wanted) and wanted <= set(stems(words(audience_phrase(text))))


def _stems(passage: Passage) -> frozenset[str]:
    clause = passage.clause
    return frozenset(stems(words(" ".join((clause.lead_in, clause.text, *clause.headings)))))
