"""A model's opinions on a run's answers, kept beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evals.errors import BadRun
from evals.judge import Judge, Judgement
from evals.metrics import score
from evals.model import Case, Result
from evals.runs.files import JUDGEMENTS, SCORES, cut, line, lines, replace_file
from evals.runs.run import Run


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer's judgement (None: nothing was to be judged); `model` names who judged."""

    case: str
    repetition: int
    model: str
    judgement: Judgement | None


_JUDGED = TypeAdapter(Judged)


def judgements(folder: Path) -> Mapping[tuple[str, int], Judged]:
    """Return the judgements of a run by case and repetition; none where nobody judged.

    Raises BadRun for a damaged file.
    """
    path = folder / JUDGEMENTS
    try:
        found = [_JUDGED.validate_json(one) for one in (lines(path) if path.exists() else ())]
    except ValidationError as wrong:
        raise BadRun(f"{path} is damaged. Delete it, and judge again.") from wrong
    return {(one.case, one.repetition): one for one in found}


def judge(run: Run, asked: Judge, model: str) -> Iterator[int]:
    """Judge a finished run's answers, and score it anew; yield how many results are done.

    Each judgement is on file before the next is asked for, so that a call after an interruption
    goes on. Raises BadRun for a run that isn't finished or was judged otherwise, JudgeFailed.
    """
    if not run.complete:
        raise BadRun(f"The run in {run.folder} isn't finished; there is nothing to judge yet.")
    path = run.folder / JUDGEMENTS
    done = cut(path, 1)
    _refuse_unless_same(run.folder, asked.runs, model)
    with path.open("ab") as file:
        for number, (case, result) in enumerate(run.outcomes(), start=1):
            if number > done:
                judged = Judged(case.id, result.repetition, model, asked(case, result))
                file.write(line(judged))
                file.flush()
            yield number
    scores = score(run.outcomes(), extra(run.folder))
    replace_file(run.folder / SCORES, scores.to_json().encode())


def extra(folder: Path) -> Values:
    """Return what the judgements of a run say of a result. Raises BadRun."""
    return Values({key: one.judgement for key, one in judgements(folder).items() if one.judgement})


@dataclass(frozen=True, slots=True)
class Values:
    """Looks up the values of the judge metrics; a result that nobody judged has none."""

    known: Mapping[tuple[str, int], Judgement]

    def __call__(self, case: Case, result: Result) -> Mapping[str, float]:
        """Return the values by name."""
        judged = self.known.get((case.id, result.repetition))
        return judged.values() if judged else {}


def _refuse_unless_same(folder: Path, runs: int, model: str) -> None:
    for one in judgements(folder).values():
        times = one.judgement.runs if one.judgement else runs
        if (one.model, times) != (model, runs):
            raise BadRun(
                f"{folder} was judged {times} times by {one.model}. Delete {JUDGEMENTS} in it to"
                " have it judged otherwise."
            )
