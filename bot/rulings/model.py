"""What the office ruled, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model import Clause, Version


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that a ruling may interpret, with the version that is in force."""

    clause: Clause
    version: Version


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A clause as it stood when a ruling interpreted it.

    `name` is what it is cited by, `digest` that of its words.
    """

    clause: str
    document: str
    name: str
    title: str
    digest: str


class Why(StrEnum):
    """Why a ruling may not hold any more."""

    CHANGED = "changed"
    GONE = "gone"
    # Fewer people may read the clause than may read the ruling.
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Concern:
    """What has become of a clause since it was interpreted."""

    interpreted: Interpreted
    why: Why


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling as a revision holds it; its number is that of its ticket.

    `text` is the clause, `said` what the officer wrote of it ("" where nobody noted it), `question`
    what it answers, `who` the officer. `since` and `expires`
    are its first and last day, `in_force` tells whether it applies on the day it was read for.
    `groups` may read it (none: everybody). It is `flagged` with what has become of the clauses
    that it interprets.
    """

    number: int
    document: str
    text: str
    question: str
    who: str
    since: date | None
    expires: date | None
    in_force: bool
    groups: frozenset[str]
    interprets: tuple[Interpreted, ...]
    flagged: tuple[Concern, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a ticket's ruling would be made of: the reply, the clauses to choose from, its end."""

    ticket: int
    text: str
    question: str
    clauses: tuple[Source, ...]
    expires: date


@dataclass(frozen=True, slots=True)
class Published:
    """The revision that is live now; with `objections` the draft that isn't."""

    revision: int
    objections: tuple[str, ...] = ()
