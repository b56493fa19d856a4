"""The questions that a clause answers: from the document's header, and from FAQ headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Clause, Header

from .lines import fold


def attach(header: Header, clauses: Sequence[Clause]) -> tuple[list[Clause], tuple[str, ...]]:
    """Attach questions to clauses; a key that names no clause becomes a warning.

    A key is a clause number, or a heading: then every clause right under that heading
    answers. A heading that is itself a question counts as one.
    """
    by_number: dict[str, set[str]] = {}
    by_heading: dict[str, set[str]] = {}
    for clause in clauses:
        if clause.number:
            by_number.setdefault(_plain(clause.number), set()).add(clause.id)
        if clause.headings:
            by_heading.setdefault(fold(clause.headings[-1]), set()).add(clause.id)
    asked: dict[str, list[str]] = {clause.id: _own(clause) for clause in clauses}
    warnings = []
    for key, questions in header.questions:
        targets = by_number.get(_plain(key)) or by_heading.get(fold(key), set())
        if not targets:
            warnings.append(f"questions_answered: no clause has the number or heading “{key}”")
        for target in targets:
            asked[target].extend(questions)
    return [
        replace(clause, questions=tuple(dict.fromkeys(asked[clause.id]))) for clause in clauses
    ], tuple(warnings)


def _own(clause: Clause) -> list[str]:
    heading = clause.headings[-1] if clause.headings else ""
    return [heading] if heading.endswith("?") else []


def _plain(number: str) -> str:
    return "".join(number.lower().split()).rstrip(".")
