"""Rulings: replies of the office that became clauses."""

from bot.rulings.model import Concern, Interpreted, Proposal, Published, Ruling, Source, Why
from bot.rulings.publishing import Rulings
from bot.rulings.reading import RulingReading

__all__ = [
    "Concern",
    "Interpreted",
    "Proposal",
    "Published",
    "Ruling",
    "RulingReading",
    "Rulings",
    "Source",
    "Why",
]
