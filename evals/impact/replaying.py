"""Questions asked again, of the live revision and of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.assistant import Assistant
from bot.errors import UnknownTurn
from bot.model import Kind, Question
from bot.past_questions import past_questions
from bot.tickets import Ticket
from evals.impact.model import AnswerChange, Effect, Outcome, TicketEffect
from evals.impact.outcomes import effect, outcome
from evals.runs.playing import Progress

_WEIGHT = tuple(Effect)
QUESTIONS, TICKETS = "asking past questions again", "asking waiting tickets again"


@dataclass(frozen=True, slots=True)
class Replaying:
    """Asks both revisions as of today; `live` is None where nothing is. Nothing is kept.

    The assistant asks no language model: it would say something else each time.
    """

    assistant: Assistant
    live: int | None
    draft: int
    progress: Progress

    def answers(self, since: datetime, most: int) -> tuple[tuple[AnswerChange, ...], int, int]:
        """Return what ends otherwise, how many questions were asked, and how many there were."""
        chosen, distinct = past_questions(self.assistant.library.database, since, most)
        found: list[AnswerChange] = []
        for done, past in enumerate(chosen):
            self.progress(QUESTIONS, done, len(chosen))
            with suppress(UnknownTurn):  # it expired a moment ago
                question, _ = self.assistant.records.asked(past.turn)
                before, after = self._both(question)
                if what := effect(before, after):
                    found.append(AnswerChange(past.turn, past.times, what, before, after))
        found.sort(key=lambda one: (_WEIGHT.index(one.effect), -one.times))
        return tuple(found), len(chosen), distinct

    def tickets(
        self, waiting: tuple[Ticket, ...], touched: dict[str, str]
    ) -> Iterator[TicketEffect]:
        """Yield what concerns the waiting tickets; `touched` names the changed clauses by id."""
        for done, ticket in enumerate(waiting):
            self.progress(TICKETS, done, len(waiting))
            before, after = self._both(self._asked(ticket))
            answer = after if effect(before, after) is Effect.GAINED else None
            names = tuple(
                dict.fromkeys(touched[one] for one in _rests_on(ticket) if one in touched)
            )
            if answer or names:
                yield TicketEffect(ticket.id, answer, names)

    def _asked(self, ticket: Ticket) -> Question:
        asked = self.assistant.records.asked_for(ticket.id, ticket.conversation)
        return asked or Question(ticket.question)

    def _both(self, question: Question) -> tuple[Outcome, Outcome]:
        # As of the day on which it would be asked again, not of the day on which it was.
        asked = replace(question, on=None)
        after = outcome(self.assistant.reply(asked, revision=self.draft))
        if self.live is None:
            return replace(after, kind=Kind.ESCALATE, quotes=()), after
        return outcome(self.assistant.reply(asked, revision=self.live)), after


def _rests_on(ticket: Ticket) -> Iterator[str]:
    for one in ticket.decision.get("citations", ()):
        yield str(one["clause"])
        yield from (str(item["clause"]) for item in one.get("items", []))
