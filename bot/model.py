"""The words of the bot as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.writing import Outcome, Reading, Writing
from knowledge.model import Clause, Passage, Viewer


class Kind(StrEnum):
    """The four ends of a question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ESCALATE = "escalate"
    DECLINE = "decline"


class Reason(StrEnum):
    """Why a question ended as it did; every end has a name and its own wording."""

    ANSWERED = "answered"
    WHICH_ACCOUNT = "which account"
    WHICH_AUDIENCE = "which audience"
    NO_CLAUSE = "no clause"
    CONFLICTING_CLAUSES = "conflicting clauses"
    LOW_CONFIDENCE = "low confidence"
    ASKS_FOR_DECISION = "asks for a decision"
    URGENT = "urgent"
    SENSITIVE = "sensitive"
    ASKED_FOR_PERSON = "asked for a person"
    OFF_TOPIC = "off topic"
    SMALL_TALK = "small talk"
    PERSONAL_DATA = "personal data"
    TOO_LONG = "too long"
    EMPTY = "empty"
    SWITCHED_OFF = "switched off"


class Band(StrEnum):
    """How far the bot trusts its answer: answer, answer with a caveat, don't answer."""

    SURE = "sure"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks, or does something to a ticket.

    `id` is how their platform knows them, under its name ("slack:T1:U1"), so that two platforms'
    people are never taken for each other; `name` is for people, "" where nobody knows it.
    """

    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asked on which platform, and where there the replies go.

    `address` is the platform's own (JSON); nothing but its adapter looks into it. `request` is
    what the asking is called there: the same request opens one ticket, however often it comes.
    """

    platform: str = ""
    asker: Person = Person()
    address: Mapping[str, Any] = field(default_factory=dict)
    request: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One earlier message of the conversation.

    `role` is "user", "assistant", "office", or "notice" for what became of a ticket.

    `subject` is the question that a user's message stands for, complete in itself; "" where it
    is none (small talk, a button), None where that is still to be found out.
    """

    role: str
    content: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom, and as of which day (None: today by the agency's clock).

    `conversation` names the thread that a turn and an office's reply belong to;
    "" where nothing is kept. With `for_office` a person is to have it, whatever the clauses say.
    """

    text: str
    viewer: Viewer = Viewer()
    history: tuple[Message, ...] = ()
    on: date | None = None
    conversation: str = ""
    origin: Origin = Origin()
    for_office: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that an answer rests on, with the verbatim part that is shown.

    `items` are the clauses of the list that the quote opens; they are shown with it,
    since without them it says something else. `refers` are clauses of the same
    document that the cited one points at ("see 4.3"), for whoever wants to read on.
    `note` is what the asker must know of it, "" where there is nothing.
    """

    passage: Passage
    quote: str
    note: str = ""
    items: tuple[Clause, ...] = ()
    refers: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the bot decided, and everything an adapter needs to show it.

    `confidence` is the probability (0–1) that the best clauses answer the
    question, for every kind of decision. `text` is what the asker reads.
    `options` are ready replies that continue the conversation (clarify). `turn` is its
    number on record, None where nothing is kept. `features` are what the confidence was
    computed from. `due` is by when the office means to have answered the ticket, in the agency's
    time zone. `reading` and `writing` are what a language model was asked for, None where it
    wasn't.
    """

    kind: Kind
    reason: Reason
    band: Band
    text: str
    confidence: float
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    options: tuple[str, ...] = ()
    ticket: int | None = None
    due: datetime | None = None
    turn: int | None = None
    features: tuple[tuple[str, float], ...] = ()
    reading: Reading | None = None
    writing: Writing | None = None

    @property
    def tokens(self) -> int:
        """What a language model read and wrote for it."""
        asked = (self.reading, self.writing)
        calls = [one.call for one in asked if one and one.call]
        return sum(call.tokens_in + call.tokens_out for call in calls)

    @property
    def writer(self) -> str:
        """The language model whose words stand in the text, "" where only the policy's do."""
        writing = self.writing
        if writing is None or writing.call is None or writing.outcome is not Outcome.WRITTEN:
            return ""
        return writing.call.model
