"""A decision kept: its turn on record, and the ticket that it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.compose import worded
from bot.hearing import Heard
from bot.kept import Turn
from bot.model import Decision, Kind, Question, Reason
from bot.records import Records
from bot.settings import Settings
from bot.tickets import Tickets
from bot.understanding import Inquiry


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps decisions; `recorded` is what shaped them and may stand in a public record."""

    records: Records
    tickets: Tickets
    settings: Settings
    recorded: Mapping[str, str]

    def keep(
        self,
        connection: Connection,
        decision: Decision,
        question: Question,
        inquiry: Inquiry,
        revision: int | None,
    ) -> Decision:
        """Record a turn within the caller's transaction; what is escalated becomes a ticket.

        Returns the decision as its asker reads it, with the numbers of both.
        """
        if decision.kind is Kind.ESCALATE:
            decision = self._passed_on(connection, decision, question, inquiry)
        turn = Turn(
            conversation=question.conversation,
            question=inquiry.heard.text,
            viewer=inquiry.viewer,
            history=inquiry.leant_on,
            stand_alone=inquiry.asked.text,
            subject=inquiry.asked.subject,
            on=inquiry.on,
            decision=decision,
            revision=revision,
            settings=self.recorded,
            origin=question.origin,
        )
        number = self.records.keep(connection, _as_told(turn, inquiry.heard))
        return replace(decision, turn=number)

    def _passed_on(
        self, connection: Connection, decision: Decision, question: Question, inquiry: Inquiry
    ) -> Decision:
        """Open the ticket, and return the decision with what its asker is promised."""
        conversation, asked = question.conversation, inquiry.asked.text
        number = self.tickets.open(connection, conversation, asked, decision, question.origin)
        due = self.tickets.due(connection, number)
        promised = due.astimezone(self.settings.zone) if due else None
        told = worded(replace(decision, ticket=number, due=promised), inquiry, self.settings)
        self.tickets.keep_decision(connection, number, told)
        return told


def _as_told(turn: Turn, heard: Heard) -> Turn:
    """Return the turn without the message where its asker reads that it isn't kept."""
    if turn.decision.reason is not Reason.PERSONAL_DATA:
        return turn
    # What the patterns don't find, a name for one, would stand in the rest; and what was found
    # by the message tells what it was about.
    quiet = replace(turn.decision, passages=())
    return replace(turn, question=heard.sorts, stand_alone=heard.sorts, decision=quiet)
