"""What a language model was asked for and what became of it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of asking a language model."""

    WRITTEN = "written"
    READ = "read"
    PARTIAL = "says the clauses answer in part"
    NONE = "says the clauses don't answer"
    DROPPED = "too little stood the check"
    GARBLED = "not in the form asked for"
    SLOW = "too slow"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    REFUSED = "refused"
    DECLINED = "declined by the model"
    RESTING = "not asked after many failures"
    SPENT = "the day's budget is spent"
    UNBOOKED = "not asked: its use can't be booked"
    RESTRICTED = "not asked: restricted clauses"

    @property
    def by_endpoint(self) -> bool:
        """Whether the endpoint made it so, whatever it was asked."""
        return self in (Outcome.SLOW, Outcome.UNREACHABLE, Outcome.BUSY, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Call:
    """One asking of a language model, as the record of the turn keeps it.

    `model` is the setting that chose it, `version` what the endpoint calls itself; `prompt` is the
    digest of how it was asked, `sent` and `returned` are word for word.
    """

    purpose: str
    model: str
    prompt: str
    sent: str
    returned: str = ""
    version: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a language model wrote and that stood the check.

    `ranks` are the citations that it rests on, the first of the decision's being 1.
    """

    text: str
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence or phrasing of a language model that didn't stand, and what was wrong with it."""

    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model was asked to write for an answer, and what became of it.

    Only with the outcome WRITTEN do `sentences` and `caveats` stand in the decision's text.
    """

    outcome: Outcome
    sentences: tuple[Sentence, ...] = ()
    caveats: tuple[Sentence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a language model made of a question, and what became of it.

    With the outcome READ, `stand_alone` is the follow-up as a question of its own ("" where it is
    one already), and `phrasings` say it in the policy's words; all are searched with the question.
    """

    outcome: Outcome
    stand_alone: str = ""
    phrasings: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    call: Call | None = None
