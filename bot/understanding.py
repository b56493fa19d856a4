"""What a message asks for: heard, completed by its conversation, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot import wording
from bot.decide import TO_THE_OFFICE
from bot.followup import Asked, Thread, completed, thread_of
from bot.hearing import Heard, hear
from bot.model import Message, Question, Reason
from bot.records import Records
from bot.settings import Settings
from knowledge.model import Viewer

_THANKS = re.compile(
    r"\b(?:thanks|thank (?:you|u)|thankyou|thanx|thx|tks|ty|cheers|(?:much )?appreciated?|"
    r"(?:very|so|most|really) (?:helpful|kind)|great help)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as understood: `purpose` tells why it isn't one that clauses settle, if so.

    `leant_on` are the earlier messages that it can't be understood without.
    """

    heard: Heard
    purpose: Reason | None
    asked: Asked
    leant_on: tuple[Message, ...]
    viewer: Viewer
    on: date

    @property
    def thanks(self) -> bool:
        """Whether it is small talk that says thanks."""
        return self.purpose is Reason.SMALL_TALK and bool(_THANKS.search(self.heard.said))


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands questions; `purpose_of` tells why a message isn't one that clauses settle."""

    purpose_of: Callable[[str], Reason | None]
    records: Records
    settings: Settings
    today: Callable[[], date]

    def of(self, question: Question) -> Inquiry:
        """Return what is asked; what it leans on is read from the conversation."""
        heard = hear(question.text, self.settings.phone_region)
        purpose = self._purpose(heard, for_office=question.for_office)
        thread = thread_of(self._history(question), self._meant)
        asked = completed(heard.text, thread, purpose)
        leans = asked != completed(heard.text, Thread(), purpose)
        leant_on = thread.essence() if leans else ()
        day = question.on or self.today()
        return Inquiry(heard, purpose, asked, leant_on, question.viewer, day)

    def _purpose(self, heard: Heard, *, for_office: bool = False) -> Reason | None:
        """Return why the message isn't a question, the weightiest reason first."""
        if heard.fault is Reason.EMPTY:
            return Reason.EMPTY
        meant = self._meant(heard.said)
        if meant in (Reason.SENSITIVE, Reason.URGENT):
            return meant
        if for_office and heard.fault is not Reason.TOO_LONG:
            return Reason.ASKED_FOR_PERSON
        # Who needs a person isn't sent away to write it again; the office gets it without the data.
        if heard.fault is Reason.PERSONAL_DATA and meant in TO_THE_OFFICE:
            return meant
        return heard.fault or meant

    def _meant(self, text: str) -> Reason | None:
        button = text == wording.ask(self.settings.office)
        return Reason.ASKED_FOR_PERSON if button else self.purpose_of(text)

    def _history(self, question: Question) -> tuple[Message, ...]:
        if not question.history:
            return self.records.recall(question.conversation)
        return tuple(self._safe(message) for message in question.history)

    def _safe(self, message: Message) -> Message:
        heard = hear(message.content, self.settings.phone_region)
        # What had to be turned away was no question to come back to.
        subject = "" if heard.fault and message.subject is None else message.subject
        return replace(message, content=heard.text, subject=subject)
