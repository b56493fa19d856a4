"""Passages and clauses made by hand, for the pure rules."""

from __future__ import annotations

from datetime import date

from knowledge.model import Clause, ClauseKind, Header, Passage, Version


def clause(
    text: str,
    number: str = "1.1",
    lead_in: str = "",
    headings: tuple[str, ...] = (),
    kind: ClauseKind = ClauseKind.PROSE,
) -> Clause:
    return Clause(
        id=f"id-{number}-{lead_in}-{text[:40]}",
        key=f"key-{number}-{text[:40]}",
        document="policy.md",
        ordinal=0,
        number=number,
        headings=headings,
        anchor="",
        page=None,
        lead_in=lead_in,
        text=text,
        kind=kind,
    )


def version(
    title: str = "Social Media Policy",
    audience: tuple[str, ...] = (),
    effective_to: date | None = None,
) -> Version:
    header = Header("policy.md", title, audience=audience, effective_to=effective_to)
    return Version(f"v-{title}", "policy.md", "0" * 64, header)


def passage(  # noqa: PLR0913, PLR0917 - everything that a rule may look at
    text: str,
    number: str = "1.1",
    score: float = 1.0,
    of: Version | None = None,
    lead_in: str = "",
    headings: tuple[str, ...] = (),
    segment: str = "",
) -> Passage:
    made = clause(text, number, lead_in, headings)
    return Passage(made, of or version(), score, score / 2, score / 2, segment)
