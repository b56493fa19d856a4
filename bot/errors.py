"""Everything that can go wrong in the bot, by name; messages are shown as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.writing import Outcome

if TYPE_CHECKING:
    from bot.tickets.model import TicketEvent


class BotError(Exception):
    """The root of all faults that a person can mend."""


class BadSettings(BotError):
    """Settings have faults; `faults` lists all of them, each with its remedy."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


class BadQuestion(BotError):
    """A question can't be read (a malformed line of a batch, an impossible date)."""


class UnknownTurn(BotError):
    """No turn of that number is on record."""


class UnknownTicket(BotError):
    """No ticket of that number exists."""


class TicketRefused(BotError):
    """The ticket is in a state that doesn't allow this step."""


class TicketOvertaken(TicketRefused):
    """Others have done something to the ticket since somebody looked; `since` tells what."""

    def __init__(self, ticket: int, since: tuple[TicketEvent, ...]) -> None:
        self.since = since
        super().__init__(
            f"Ticket {ticket} has changed since you opened it, so nothing was done. See what"
            " happened, then decide anew."
        )


class CalibrationUnusable(BotError):
    """A calibration of the confidence is damaged, of another release, or of another model."""


class SwitchRefused(BotError):
    """The service can't be switched that way."""


class RulingRefused(BotError):
    """A reply can't become a ruling as it is."""


class ModelFailed(BotError):
    """A language model can't be asked, or its reply can't be used; `outcome` tells how.

    `passing` tells whether the same may work a moment later, after `wait` seconds where the
    endpoint named a time. Neither the key nor anything that was asked stands in the message.
    """

    def __init__(
        self, message: str, outcome: Outcome, *, passing: bool = False, wait: float = 0.0
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.passing = passing
        self.wait = wait
