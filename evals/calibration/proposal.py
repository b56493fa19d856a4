"""What a test set says of the confidence: what is in use now beside what is fitted on the set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from bot.confidence import FEATURES, Calibration
from evals.calibration.cautions import cautions
from evals.calibration.examples import Example, Gathered
from evals.calibration.logistic import Fitted, OneKind, crossed, fit
from evals.calibration.quality import Measured, Numbers, brier, measured, numbers
from evals.calibration.sides import Side, side
from evals.calibration.thresholds import UNSURE, Choice, choose
from evals.errors import BadCalibration

# Of coefficients; more would claim more than a test set shows.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A calibration, and everything that it should be judged by before it is used.

    `before` is what is in use now; `after` what was fitted on the set, each case judged by a fit
    that saw nothing of its conversation. `gain` is by how much the Brier score falls, case by
    case. `choice` is where *sure* begins by the target; None where no threshold is passed by
    enough answers. `calibration` is None where the target can't be reached, and the bands of
    `after` are then those in use.
    """

    target: float
    cases: int
    right: int
    before: Side
    after: Side
    gain: Measured
    choice: Choice | None
    calibration: Calibration | None
    cautions: tuple[str, ...]


def propose(
    gathered: Gathered, now: Calibration, model: str, target: float, origin: Mapping[str, Any]
) -> Proposal:
    """Fit on the examples, judge the fit by cross-fitting, choose the bands by the target.

    `now` is in use, `model` the digest of the embedding model that the cases were played with,
    `origin` what the provenance says of the set. Raises BadCalibration where nothing can be fitted.
    """
    examples = gathered.examples
    _refuse_hopeless(examples)
    truth = numbers(one.right for one in examples)
    before = numbers(now.probability(one.features) for one in examples)
    after = _crossed(examples)
    gain = measured(_fall, truth, before, after)
    choice = choose(truth, after, target)
    sure = choice.answers.threshold if choice and choice.reached else None
    sides = (
        side(truth, before, now.sure, now.unsure),
        side(truth, after, now.sure if sure is None else sure, UNSURE),
    )
    judged = {"before": asdict(sides[0]), "after": asdict(sides[1]), "gain": asdict(gain)}
    kept = {**origin, **_fitted_on(gathered), "target": target, **judged}
    return Proposal(
        target=target,
        cases=len(examples),
        right=int(truth.sum()),
        before=sides[0],
        after=sides[1],
        gain=gain,
        choice=choice,
        calibration=None if sure is None else _calibration(_fit(examples), sure, model, kept),
        cautions=cautions(gathered, now, gain, choice, target),
    )


def _refuse_hopeless(examples: Sequence[Example]) -> None:
    right = sum(one.right for one in examples)
    wrong = len(examples) - right
    if min(right, wrong) <= len(FEATURES):
        raise BadCalibration(
            f"In {right} of the cases that count the best clauses are right, in {wrong} they"
            f" aren't. Nothing can be fitted with {len(FEATURES)} or fewer of either kind: add"
            " questions that the documents answer, and others that they don't."
        )


def _fit(examples: Sequence[Example]) -> Fitted:
    return fit([one.features for one in examples], [one.right for one in examples])


def _crossed(examples: Sequence[Example]) -> Numbers:
    try:
        return crossed(
            [one.features for one in examples],
            [one.group for one in examples],
            lambda places: _fit([examples[place] for place in places]),
        )
    except OneKind as alike:
        raise BadCalibration(
            "Too few conversations hold both right and wrong cases to judge a fit on what it"
            " hasn't seen. Add cases that belong to no conversation."
        ) from alike


def _fall(truth: Numbers, before: Numbers, after: Numbers, axis: int = -1) -> Numbers:
    return brier(truth, before, axis) - brier(truth, after, axis)


def _fitted_on(gathered: Gathered) -> dict[str, Any]:
    return {
        "fitted": datetime.now(UTC).date().isoformat(),
        "examples": len(gathered.examples),
        "right": sum(one.right for one in gathered.examples),
        "cases": sorted(gathered.cases),
    }


def _calibration(
    fitted: Fitted, sure: float, model: str, provenance: Mapping[str, Any]
) -> Calibration:
    return Calibration(
        intercept=round(fitted.intercept, _DIGITS),
        weights={name: round(weight, _DIGITS) for name, weight in fitted.weights.items()},
        sure=sure,
        unsure=UNSURE,
        model=model,
        # As it will be read again: JSON has no tuples.
        provenance=json.loads(json.dumps(provenance)),
    )
