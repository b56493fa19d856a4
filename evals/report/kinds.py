"""What sort of mistake a failing case is: each has the gravest that applies. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from bot.model import Kind, Reason
from evals import verdict
from evals.model import Case, Result


class Mistake(StrEnum):
    """The sorts of mistakes as people read them, the gravest first."""

    LEAK = "Found or showed what the asker may not read"
    ERROR = "Made no decision, because of an error"
    NOT_URGENT = "Didn’t pass on as urgent what is urgent"
    ANSWERED = "Answered what the text doesn’t settle"
    FORBIDDEN = "Showed what it must not show"
    MISQUOTED = "Misquoted a clause, or cited a version that doesn’t apply"
    WRONG_CLAUSE = "Answered without citing what it must"
    NO_FACT = "Left out a fact that the answer needs"
    NOT_ANSWERED = "Didn’t answer what the text settles"
    OTHER_WAY = "Took another way than the right one"

    @property
    def gravity(self) -> int:
        """The place in the order, 0 for the gravest."""
        return list(Mistake).index(self)


def mistake(case: Case, result: Result) -> Mistake:
    """Return the gravest mistake of a result that fails its case."""
    return next(_mistakes(case, result), Mistake.OTHER_WAY)


def _mistakes(case: Case, result: Result) -> Iterator[Mistake]:
    if result.leaks:
        yield Mistake.LEAK
    if result.error:
        yield Mistake.ERROR
    if Reason.URGENT in case.reasons and result.reason not in case.reasons:
        yield Mistake.NOT_URGENT
    if result.kind is Kind.ANSWER and result.kind not in case.expect:
        yield Mistake.ANSWERED
    if verdict.phrases_shown(case, result) or any(cited.forbidden for cited in result.citations):
        yield Mistake.FORBIDDEN
    if not all(cited.verbatim and cited.current for cited in result.citations):
        yield Mistake.MISQUOTED
    if result.kind is Kind.ANSWER and verdict.missed(case, result.citations):
        yield Mistake.WRONG_CLAUSE
    if result.kind is Kind.ANSWER and verdict.facts_missing(case, result):
        yield Mistake.NO_FACT
    if case.answerable and result.kind not in case.expect:
        yield Mistake.NOT_ANSWERED
