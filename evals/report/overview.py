"""What became of each case of a run, a line each: kept beside the run, so that lists are quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot.model import Kind, Reason
from evals.model import Case, Result
from evals.outcomes import by_case, overall, shown
from evals.report.kinds import Mistake, mistake
from evals.report.text import headline
from evals.runs import Run
from evals.runs.files import OVERVIEW, replace_file
from evals.verdict import Status

_LONGEST = 300  # characters of a question that a list shows


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case at its place in the set, counted from 0, and the result that people should look at.

    `mistake` is None for a case that passed or is stale without a leak. `groups` are the
    asker's: what was shown may be for them alone. `failed` tells whether there was no decision.
    """

    place: int
    id: str
    question: str
    status: Status
    mistake: Mistake | None
    kind: Kind | None
    reason: Reason | None
    confidence: float
    tags: tuple[str, ...]
    groups: frozenset[str]
    failed: bool = False


def overview(run: Run) -> Sequence[Outcome]:
    """Return what became of each case; of an unfinished run, as far as it was played.

    Raises BadRun for a damaged run.
    """
    path = run.folder / OVERVIEW
    if run.complete and path.exists():
        try:
            return _OUTCOMES.validate_json(path.read_bytes())
        except ValidationError:
            # Of another release: it is made anew.
            path.unlink(missing_ok=True)
    cases = enumerate(by_case(run.outcomes()))
    found = tuple(_outcome(place, case, results) for place, (case, results) in cases)
    if run.complete:
        replace_file(path, _OUTCOMES.dump_json(found))
    return found


def _outcome(place: int, case: Case, results: Sequence[Result]) -> Outcome:
    state, result = overall(case, results), shown(case, results)
    leaking = next((one for one in results if one.leaks), None)
    wrong = leaking or (result if state is Status.FAILED else None)
    return Outcome(
        place,
        case.id,
        headline(case.question, _LONGEST),
        state,
        mistake(case, wrong) if wrong else None,
        result.kind,
        result.reason,
        result.confidence,
        case.tags,
        case.viewer.groups,
        any(bool(one.error) for one in results),
    )


_OUTCOMES = TypeAdapter(tuple[Outcome, ...])
