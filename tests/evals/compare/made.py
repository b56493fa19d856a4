"""Runs of known outcomes: recorded as any other, by a bot that is a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.model import Band, Citation, Decision, Kind, Question, Reason
from evals.model import Case, Gold
from evals.runs import Run, recording
from knowledge.model import Passage
from tests.evals.made import facts
from tests.evals.shelf import clause_of, version_of

NASTY = (
    "<script>alert(1)</script> | **bold** [x](http://evil.example) `code`\n"
    "second \u202e\x1b[31mline"
)


def answer(number: str = "1.1", confidence: float = 0.9, text: str = "") -> Decision:
    """Return an answer that cites one clause of policy.md."""
    passage = Passage(clause_of(f"Rule {number}.", number), version_of(), 1.0, 0.5, 0.5)
    cited = (Citation(passage, passage.clause.text),)
    said = text or passage.clause.text
    return Decision(
        Kind.ANSWER, Reason.ANSWERED, Band.SURE, said, confidence, cited, passages=(passage,)
    )


def escalation(reason: Reason = Reason.NO_CLAUSE) -> Decision:
    return Decision(Kind.ESCALATE, reason, Band.NONE, "I have asked the office.", 0.2)


def wants(id_: str, number: str = "1.1", **more: object) -> Case:
    """Return a case that a clause of policy.md answers."""
    case = Case(id_, f"Question {id_}?", (Kind.ANSWER,), gold=((Gold("policy.md", number),),))
    return replace(case, **more)  # type: ignore[arg-type]


def urgent(id_: str) -> Case:
    return Case(
        id_, f"Question {id_}?", (Kind.ESCALATE,), reasons=(Reason.URGENT,), tags=("urgent",)
    )


def played(
    folder: Path,
    cases: Sequence[Case],
    replies: Mapping[str, Decision | Sequence[Decision]],
    **more: object,
) -> Run:
    """Record what a bot with these replies makes of the cases; repetitions take turns."""
    known = facts(cases=len(cases), **more)
    said = {
        case.question: iter([one] * known.repeat if isinstance(one, Decision) else one)
        for case in cases
        for one in [replies[case.id]]
    }

    def reply(question: Question) -> Decision:
        return next(said[question.text])

    with recording(folder, known, cases) as made:
        list(made.play(reply, None))
        return made.finish()
