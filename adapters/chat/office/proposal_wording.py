"""What people read who write to an asker below a ticket's card."""

from __future__ import annotations

from adapters.chat.office.office_wording import CLAIM, REOPEN

SEND = "Send to the asker"
KEEP = "Keep it here"
NOT_PROPOSED = "Only who wrote this can send it."


def offered(ticket: int, *, again: bool) -> str:
    """Return what a claimant is asked who wrote below a card; `again` after a reply."""
    more = " as a further reply" if again else ""
    return f"Shall I send this to the asker of ticket {ticket}{more}?"


def sent(ticket: int) -> str:
    """Return that what an officer wrote was sent."""
    return f"Sent to the asker of ticket {ticket}."


def kept(ticket: int) -> str:
    """Return that what an officer wrote wasn't sent."""
    return f"It stays here; nothing was sent to the asker of ticket {ticket}."


def kept_before(ticket: int) -> str:
    """Return that what an officer kept back can't be sent any more."""
    return (
        f"You kept this back, so nothing was sent for ticket {ticket}. Write it again to send it."
    )


def unclaimed_below(ticket: int) -> str:
    """Return what somebody reads who writes below the card of a ticket that nobody has."""
    return (
        f"The asker doesn't get what is written here. To answer ticket {ticket} in this thread, "
        f"press “{CLAIM}” on its card first, then write it again."
    )


def closed_below(ticket: int) -> str:
    """Return what the claimant reads who writes below the card of a closed ticket."""
    return (
        f"Ticket {ticket} is closed, so your words weren't offered to its asker. To answer, press "
        f"“{REOPEN}” on its card first, then write it again."
    )
