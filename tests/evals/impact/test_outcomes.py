from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Band, Citation, Decision, Kind, Reason
from evals.impact.model import Effect
from evals.impact.outcomes import effect, outcome
from tests.bot.made import passage

YES = "Employees may post pictures."
NO = "Employees must not post pictures."


def answer(text: str = YES, number: str = "4.1", band: Band = Band.SURE) -> Decision:
    found = passage(text, number)
    found = replace(found, clause=replace(found.clause, id=number))
    cited = (Citation(found, text),)
    return Decision(Kind.ANSWER, Reason.ANSWERED, band, text, 0.9, cited, (found,))


def end(reason: Reason, kind: Kind = Kind.ESCALATE) -> Decision:
    return Decision(kind, reason, Band.NONE, "", 0.1)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (answer(), answer(), None),
        (answer(), answer(NO), Effect.REWORDED),
        (answer(), answer(number="4.2"), Effect.OTHER_CLAUSES),
        (answer(), answer(band=Band.UNSURE), Effect.LESS_SURE),
        (answer(band=Band.UNSURE), answer(), Effect.SURER),
        (answer(), end(Reason.NO_CLAUSE), Effect.LOST),
        (end(Reason.NO_CLAUSE), answer(), Effect.GAINED),
        (end(Reason.NO_CLAUSE), end(Reason.NO_CLAUSE), None),
        (end(Reason.NO_CLAUSE), end(Reason.CONFLICTING_CLAUSES), Effect.OTHER_END),
        (end(Reason.NO_CLAUSE), end(Reason.OFF_TOPIC, Kind.DECLINE), Effect.OTHER_END),
    ],
)
def test_what_an_asker_would_notice_is_an_effect(
    before: Decision, after: Decision, expected: Effect | None
) -> None:
    assert effect(outcome(before), outcome(after)) == expected


def test_a_quote_is_kept_with_its_lead_in_its_items_and_where_it_stands() -> None:
    found = passage("boats;", "4.1", lead_in="You may show:")
    item = passage("kayaks.", "4.2").clause
    cited = Citation(found, "boats;", items=(item,))
    made = outcome(replace(answer(), citations=(cited,)))
    assert [(one.name, one.title, one.text) for one in made.quotes] == [
        ("4.1", "Social Media Policy", "You may show:\nboats;"),
        ("4.2", "Social Media Policy", "kayaks."),
    ]
