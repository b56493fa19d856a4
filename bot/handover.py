"""From the bot to a person, and back: what an asker sends to the office without asking anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from bot import ticket_wording, wording
from bot.hearing import hear
from bot.model import Origin, Person, Reason
from bot.records import Records
from bot.settings import Settings
from bot.tickets import Ticket, Tickets
from knowledge.catalog.database import Database


@dataclass(frozen=True, slots=True)
class Passed:
    """The ticket that a turn became, and what its asker is told."""

    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class Handover:
    """Passes on what is on record already. Thread-safe."""

    database: Database
    records: Records
    tickets: Tickets
    settings: Settings

    def pass_on(
        self, turn: int, origin: Origin, also: Callable[[Connection, Passed], None] | None = None
    ) -> Passed:
        """Open the ticket that an answered turn's asker wants, with the bot's answer as attempt.

        However often it is wanted, the turn becomes one ticket. `also` is called within the same
        transaction. Raises UnknownTurn.
        """
        kept = self.records.turn(turn)
        once = Origin(origin.platform, origin.asker, origin.address, f"turn {turn}")
        with self.database.write() as connection:
            if (number := kept.decision["ticket"]) is None:
                number = self.tickets.open_for(
                    connection,
                    kept.conversation,
                    kept.stand_alone or kept.question,
                    Reason.ASKED_FOR_PERSON,
                    kept.decision,
                    once,
                )
            due = self.tickets.due(connection, number)
            promised = wording.moment(due.astimezone(self.settings.zone)) if due else ""
            passed = Passed(
                number, ticket_wording.passed_on(self.settings.office, number, promised)
            )
            if also:
                also(connection, passed)
        return passed

    def answer_back(self, ticket: int, text: str, who: Person, request: str = "") -> Ticket:
        """Tell the office what the asker wrote back, without personal data; it reopens the ticket.

        Raises UnknownTicket, TicketRefused if it is empty.
        """
        heard = hear(text, self.settings.phone_region)
        return self.tickets.answer_back(ticket, heard.text, who, request)
