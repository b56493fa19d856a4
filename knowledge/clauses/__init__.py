"""Blocks to clauses: numbers, place, lists, tables, references; pure."""

from .sentences import sentences
from .splitting import split

__all__ = ["sentences", "split"]
