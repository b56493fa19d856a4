"""Turns and tickets on record: found, counted, opened as they were, and exported."""

from bot.record_search.as_it_was import TurnThen, as_it_was
from bot.record_search.clauses_then import ClauseThen
from bot.record_search.counting import Tally, TurnCounts
from bot.record_search.model import FoundTicket, FoundTurn, Opinion, Wanted, WantedTickets
from bot.record_search.ticket_search import TicketSearch
from bot.record_search.turn_search import TurnSearch

__all__ = [
    "ClauseThen",
    "FoundTicket",
    "FoundTurn",
    "Opinion",
    "Tally",
    "TicketSearch",
    "TurnCounts",
    "TurnSearch",
    "TurnThen",
    "Wanted",
    "WantedTickets",
    "as_it_was",
]
