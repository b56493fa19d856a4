"""Which clauses a test set means by its gold. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from evals.model import Case, Gold
from evals.verdict import plain
from knowledge.model import Clause, Version


def meets(gold: Gold, clause: Clause, version: Version) -> bool:
    """Whether the clause is the one that is meant, in whichever version of its document.

    The document is named by path or id. A number, where the gold has one, must be the clause's;
    a quote must stand in the clause, with its lead-in, whatever the case and the white space.
    """
    return is_of(gold, version) and fits(gold, clause)


def is_of(gold: Gold, version: Version) -> bool:
    """Whether the gold names the document of this version."""
    return gold.document in (version.path, version.header.document)


def fits(gold: Gold, clause: Clause) -> bool:
    """Whether the clause has the gold's number and quote; its document is taken for granted."""
    if gold.number and gold.number != clause.number:
        return False
    return plain(gold.quote) in plain(f"{clause.lead_in} {clause.text}")


def met(case: Case, clauses: Iterable[Clause], version: Version) -> tuple[int, ...]:
    """Return the places of the requirements that the clauses of one version meet."""
    shown = tuple(clauses)
    return tuple(
        place
        for place, requirement in enumerate(case.gold)
        if any(meets(gold, clause, version) for gold in requirement for clause in shown)
    )


def name_of(clause: Clause, version: Version) -> str:
    """Return a clause as people name it: "3.2 of hr/handbook.md"."""
    place = clause.number or " > ".join(clause.headings) or f"clause {clause.ordinal + 1}"
    return f"{place} of {version.path}"
