"""What is kept of what was said, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.model import Decision, Message, Origin, Question
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its decision, as kept: all that it was made from, without personal data.

    `question` is what was asked, in its own words (of a message that was turned away for its
    personal data, the sorts of them alone), and `stand_alone` what it was understood as by the
    `history` that it leans on; `subject` is that question, "" where it is none to come back to.
    `settings` shaped the decision, `revision` is the state of the knowledge base.
    """

    conversation: str
    question: str
    viewer: Viewer
    history: tuple[Message, ...]
    stand_alone: str
    subject: str
    on: date
    decision: Decision
    revision: int | None
    settings: Mapping[str, str]
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class News:
    """What the office wrote, or did ("notice"), and the asker hasn't been told.

    `author` is the officer, "" where askers read the office's name.
    """

    id: int
    ticket: int
    content: str
    role: str = "office"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """News with the conversation that it belongs to, and where on its platform that is."""

    news: News
    conversation: str
    asker: str
    address: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn as it is on record; `decision` holds clauses by id and key."""

    turn: int
    conversation: str
    asker: str
    question: str
    stand_alone: str
    viewer: Viewer
    on: date | None
    decision: Mapping[str, Any]
    revision: int | None


@dataclass(frozen=True, slots=True)
class Rated:
    """A turn with what its asker thought of the answer; `decision` is as the record keeps it."""

    turn: int
    question: Question
    decision: Mapping[str, Any]
    comment: str
