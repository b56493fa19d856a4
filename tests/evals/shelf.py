"""A small library whose every clause is known, and bots that are plain functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.model import Band, Citation, Decision, Kind, Question, Reason
from evals.model import Case, Gold
from knowledge.library import Library
from knowledge.model import Clause, Header, Passage, Version, Viewer

TODAY = date(2026, 5, 4)
HR = Viewer(frozenset({"hr"}))
Bot = Callable[[Question], Decision]

DOCUMENTS = {
    "rules/old.md": """---
id: rules
title: Posting Rules
version: "1"
effective_from: 2024-01-01
---
# Posting Rules

2.1 Posts on official accounts need the consent of two editors who are named in advance.

2.9 This clause was taken out of the second version of the rules.
""",
    "rules/new.md": """---
id: rules
title: Posting Rules
version: "2"
effective_from: 2026-01-01
---
# Posting Rules

2.1 Posts on official accounts need the consent of one editor who is named in advance.

2.2 An editor may agree to a post, provided that:

(a) it names no resident who didn't consent;

(b) it is kept as a record for three years.
""",
    "rules/future.md": """---
id: drones
title: Drone Rules
effective_from: 2999-01-01
---
# Drone Rules

1.1 Drones may be flown over public events only with the consent of the fire marshal.
""",
    "staff/files.md": """---
id: files
title: Personnel Files
groups: [hr]
---
# Personnel Files

3.1 Medical certificates are kept in the sealed part of the personnel file for ten years.

3.2 Ask first.

3.3 Posts on official accounts need the consent of one editor who is named in advance.
""",
}
CERTIFICATES = (
    "Medical certificates are kept in the sealed part of the personnel file for ten years."
)


def fill(library: Library, folder: Path) -> int:
    """Put the documents into the library and return the live revision."""
    for name, text in DOCUMENTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = library.add([folder], publish=True)
    assert [one.error for one in report.documents if one.error] == []
    assert report.revision is not None
    return report.revision


def found(library: Library, document: str, number: str, on: date = TODAY) -> Passage:
    """Return a clause of the version in force that day, as if a search had found it."""
    shown = library.show(document, on=on)
    clause = next(one for one in shown.clauses if one.number == number)
    return Passage(clause, shown.version, 1.0, 0.5, 0.5)


def answering(*passages: Passage, text: str = "", **more: object) -> Bot:
    """Return a bot that answers everything with the same clauses."""
    decision = Decision(
        kind=Kind.ANSWER,
        reason=Reason.ANSWERED,
        band=Band.SURE,
        text=text or "\n".join(one.clause.text for one in passages),
        confidence=0.9,
        citations=tuple(Citation(one, one.clause.text) for one in passages),
        passages=passages,
    )
    changed = replace(decision, **more)  # type: ignore[arg-type]
    return lambda _question: changed


def case(*gold: Gold | tuple[Gold, ...], id_: str = "one", **more: object) -> Case:
    """Return a case that expects an answer; each gold is a requirement."""
    wanted = tuple(one if isinstance(one, tuple) else (one,) for one in gold)
    made = Case(id=id_, question="What now?", expect=(Kind.ANSWER,), gold=wanted)
    return replace(made, **more)  # type: ignore[arg-type]


def clause_of(text: str, number: str = "1.1", lead_in: str = "") -> Clause:
    return Clause("id", "key", "policy", 0, number, ("Rules",), "", None, lead_in, text)


def version_of(path: str = "policy.md", document: str = "policy") -> Version:

    return Version("v", path, "0" * 64, Header(document, "The Policy", version="1"))
