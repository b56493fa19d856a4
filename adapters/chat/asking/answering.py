"""Answers where they may be seen: may this asker read it, and may everybody in this channel.

In a channel a question is first tried with its asker's own groups, and nothing is kept of the
try. If that answer would rest on anything restricted, they alone get it; else all get what
somebody without any group gets, found and decided as if nothing restricted existed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from adapters.chat.asking.drafting import Drafting
from adapters.chat.asking.threads import Threads
from adapters.chat.asking.ways import Way
from adapters.chat.content import Block, Message, Quote, small
from adapters.chat.people.readers import Reader
from adapters.chat.showing.answer import render
from adapters.chat.showing.splitting import shortened
from adapters.delivery.model import Done
from bot import chat_wording
from bot.assistant import Assistant
from bot.followup import leans
from bot.hearing import hear
from bot.language.model import unsaid
from bot.model import Decision, Kind, Origin, Question, Reason
from bot.model import Message as Said
from knowledge.model import Viewer

# Enough of a question to know it again.
_REMINDED = 300
# A question back says who the clauses are for; these lead to it (bot/clarify.py).
_LEADING = 3


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question and who asks it; `back` is the way on which it is answered if all may see that.

    `request` names the asking, so that it opens one ticket, and `key` its answer. `begins` tells
    that it begins a thread. `remark` stands above the answer, `alone` says why its asker alone
    gets it; "" for none. `unsettled` follows an answer by which nothing is settled. `drafted` tells
    that `request` is an event whose answer may be seen while it is written.
    """

    text: str
    reader: Reader
    back: Way
    request: str
    key: str
    begins: bool = False
    for_office: bool = False
    remark: str = ""
    alone: str = ""
    unsettled: tuple[Message, ...] = ()
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions where their answers may be seen. Thread-safe."""

    assistant: Assistant
    threads: Threads
    drafting: Drafting

    def answer(self, inquiry: Inquiry, done: Done) -> None:
        """Keep the turn, put its answer into the outbox and mark the event, or nothing of it.

        Raises KnowledgeError when the catalog or index can't be used.
        """
        inquiry, question = self._for_its_audience(inquiry, self.question(inquiry))

        def also(connection: Connection, decision: Decision) -> None:
            done(connection, *inquiry.back.send(inquiry.key, *self._shown(inquiry, decision)))

        says = self.drafting.says(inquiry.request, inquiry.back.spot) if inquiry.drafted else unsaid
        self.assistant.reply(question, record=True, also=also, says=says)

    def question(self, inquiry: Inquiry) -> Question:
        """Return the question as its asker, with their own groups, asks it there."""
        return _question(inquiry, self.history(inquiry))

    def history(self, inquiry: Inquiry) -> tuple[Said, ...]:
        """Return what the question may lean on: what was said there last, to all or to the asker.

        What begins a thread in direct messages goes on with the one before if it leans on it.
        """
        spot, asker = inquiry.back.spot, inquiry.reader.person.id
        if inquiry.begins and not spot.user and spot.direct:
            name = self.threads.before(spot, asker) if leans(inquiry.text) else ""
        else:
            alone = replace(spot, user=inquiry.back.user)
            name = self.threads.newer([spot.conversation, alone.conversation])
        return self.assistant.records.recall(name)

    def _for_its_audience(self, inquiry: Inquiry, question: Question) -> tuple[Inquiry, Question]:
        if inquiry.back.spot.private:
            return inquiry, question
        why = self._why_alone(question)
        if not why:
            return inquiry, replace(question, viewer=Viewer())
        spot = replace(inquiry.back.spot, user=inquiry.back.user)
        alone = replace(inquiry, back=replace(inquiry.back, spot=spot), alone=why)
        return alone, _question(alone, question.history)

    def _why_alone(self, question: Question) -> str:
        """Return why the answer isn't for all who are in the channel, "" where it is."""
        heard = hear(question.text, self.assistant.settings.phone_region)
        # What the office replies would stand in the channel, too.
        if self.assistant.purpose_of(heard.said) is Reason.SENSITIVE:
            return chat_wording.DELICATE
        if not question.viewer.groups:
            return ""
        tried = self.assistant.reply(question, verbatim=True)
        return chat_wording.FOR_YOU_ALONE if _restricted(tried) else ""

    def _shown(self, inquiry: Inquiry, decision: Decision) -> tuple[Message, ...]:
        spot, settings = inquiry.back.spot, self.assistant.settings
        alone = bool(spot.user) and not spot.direct
        answer = render(
            decision,
            settings,
            private=alone and not inquiry.alone,
            shareable=alone and shareable(decision),
        )
        rest = () if settled(decision) else inquiry.unsettled
        return replace(answer, blocks=(*_remarks(inquiry), *answer.blocks)), *rest


def shareable(decision: Decision) -> bool:
    """Whether an answer may be offered to all: nothing that it shows is restricted."""
    return decision.kind is Kind.ANSWER and not _restricted(decision)


def settled(decision: Decision) -> bool:
    """Whether an asker has what they came for: an answer, a question back, a friendly word."""
    return decision.kind in (Kind.ANSWER, Kind.CLARIFY) or decision.reason is Reason.SMALL_TALK


def _restricted(decision: Decision) -> bool:
    shown = [citation.passage for citation in decision.citations]
    if decision.kind is Kind.CLARIFY:
        shown += decision.passages[:_LEADING]
    return any(passage.version.header.groups for passage in shown)


def _question(inquiry: Inquiry, history: tuple[Said, ...]) -> Question:
    spot, reader = inquiry.back.spot, inquiry.reader
    address = spot.address(inquiry.back.user)
    return Question(
        text=inquiry.text,
        viewer=reader.viewer,
        history=history,
        conversation=spot.conversation,
        origin=Origin(spot.platform, reader.person, address, inquiry.request),
        for_office=inquiry.for_office,
    )


def _remarks(inquiry: Inquiry) -> tuple[Block, ...]:
    """Return what stands above an answer; also the question, where else nobody could tell which."""
    unsure = chat_wording.NO_DIRECTORY if inquiry.reader.unsure else ""
    said = tuple(small(one) for one in (inquiry.alone, inquiry.remark, unsure) if one)
    spot = inquiry.back.spot
    elsewhere = bool(spot.user) and not inquiry.back.messenger.in_place
    among_others = not spot.private and not spot.thread
    if elsewhere or among_others:
        return (Quote(shortened(inquiry.text, _REMINDED)), *said)
    return said
