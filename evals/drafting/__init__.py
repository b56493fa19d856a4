"""Cases drafted for a person to finish: from clauses, from tickets, from disliked answers."""

from __future__ import annotations

from evals.drafting.clauses import from_clauses
from evals.drafting.draft import Draft, restricted_to, write
from evals.drafting.tickets import from_tickets
from evals.drafting.turns import from_turns

__all__ = ["Draft", "from_clauses", "from_tickets", "from_turns", "restricted_to", "write"]
