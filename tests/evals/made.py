"""What tests of evaluation need whole, whatever they look at in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from evals.model import Cited
from evals.runs import Facts

DAY = date(2026, 5, 4)
CLAUSE = "Employees may keep a personal account on their own device outside working hours."
FACTS = Facts(
    name="",
    set_name="questions",
    set_path="/sets/questions.yaml",
    set_digest="a" * 64,
    cases=0,
    day=DAY,
    repeat=1,
    revision=1,
    documents="b" * 64,
    settings={"agency": "the agency"},
    confidence={"cases": 285},
    model="c" * 64,
    code="d" * 40,
    changed=False,
    policydesk="0.1.0",
    started=datetime(2026, 5, 4, 12, tzinfo=UTC),
)


def facts(**more: object) -> Facts:
    """Return what is recorded of a run of a set that nobody has to find."""
    return replace(FACTS, **more)  # type: ignore[arg-type]


def cited(text: str = CLAUSE, **more: object) -> Cited:
    """Return a citation without a fault, of a whole clause."""
    made = Cited(
        key="k",
        document="policy.md",
        title="Social Media Policy",
        version="1",
        effective_from=None,
        effective_to=None,
        number="4.2",
        headings=("Accounts",),
        page=None,
        lead_in="",
        quote=text,
        text=text,
    )
    return replace(made, **more)  # type: ignore[arg-type]
