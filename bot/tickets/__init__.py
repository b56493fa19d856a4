"""Tickets: their life, their log, and what their askers are told."""

from bot.tickets.model import WAITING, Did, Manner, Telling, Ticket, TicketEvent, TicketState
from bot.tickets.store import Tickets

__all__ = [
    "WAITING",
    "Did",
    "Manner",
    "Telling",
    "Ticket",
    "TicketEvent",
    "TicketState",
    "Tickets",
]
