"""What is written in a thread without naming the bot: a question for it, or people's own talk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from adapters.chat.asking.answering import Answering, Inquiry
from adapters.chat.model import Asked
from bot.addressing import asks, plans, says_you, stands_bare
from bot.clarify import choice
from bot.hearing import hear
from bot.model import Band, Decision, Kind, Question, Reason

_WEIGHTY = (Reason.URGENT, Reason.SENSITIVE)


class Concern(Enum):
    """Whom something in a thread concerns; of what is UNCLEAR its writer is told how to say it."""

    US = "us"
    UNCLEAR = "unclear"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Overhearing:
    """Tells what is for the bot from what people say to each other. Thread-safe; keeps nothing.

    What is urgent or delicate is never passed over. Else the bot only hears questions, for which
    it needs an answer, or somebody who can give one.
    """

    answering: Answering

    def concern(self, asked: Asked, inquiry: Inquiry) -> Concern:
        """Return whom it concerns that somebody wrote below an answer of the bot's.

        Raises KnowledgeError when the catalog or index can't be used.
        """
        purpose = self.purpose(asked.text)
        if asked.others:
            return Concern.UNCLEAR if purpose in _WEIGHTY else Concern.OTHERS
        if purpose is None:
            return self._of_a_question(inquiry)
        return self._of_a_wish(purpose, inquiry)

    def purpose(self, text: str) -> Reason | None:
        """Return why a message isn't a question that clauses settle, None where it may be one."""
        assistant = self.answering.assistant
        return assistant.purpose_of(hear(text, assistant.settings.phone_region).said)

    def _of_a_wish(self, purpose: Reason, inquiry: Inquiry) -> Concern:
        """Return whom something concerns that clauses don't settle."""
        text = inquiry.text
        if purpose in _WEIGHTY:
            return Concern.US
        if purpose is Reason.SMALL_TALK or plans(text):
            return Concern.OTHERS
        if purpose is Reason.ASKED_FOR_PERSON and not says_you(text):
            return Concern.US
        if asks(text) and not says_you(text):
            return Concern.US
        # A colleague may be meant as well, and only of policies would the office know anything.
        near = self._tried(inquiry).band is not Band.NONE
        return Concern.UNCLEAR if near or purpose is Reason.ASKED_FOR_PERSON else Concern.OTHERS

    def _of_a_question(self, inquiry: Inquiry) -> Concern:
        text, history = inquiry.text, self.answering.history(inquiry)
        said = [one.content for one in history if one.role == "assistant"]
        if choice(text, said[-1] if said else ""):
            return Concern.US
        if not asks(text):
            return Concern.OTHERS
        # With the question before it, all would be near to something.
        by_itself = says_you(text) or stands_bare(text)
        decision = self._alone(inquiry) if by_itself else self._tried(inquiry)
        if by_itself and decision.kind is Kind.ESCALATE:
            return Concern.OTHERS
        return Concern.OTHERS if decision.reason is Reason.OFF_TOPIC else Concern.US

    def _tried(self, inquiry: Inquiry) -> Decision:
        question = self.answering.question(inquiry)
        return self.answering.assistant.reply(question, verbatim=True)

    def _alone(self, inquiry: Inquiry) -> Decision:
        alone = Question(inquiry.text, inquiry.reader.viewer)
        return self.answering.assistant.reply(alone, verbatim=True)
