"""What a confidence model is fitted on: played cases whose end the confidence decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.confidence import FEATURES
from bot.decide import LEFT_ALONE, TO_THE_OFFICE
from evals.calibration.fingerprints import fingerprint
from evals.errors import BadCalibration
from evals.model import Case, Result
from evals.verdict import plain, right

# What such a message is for is known by its words; no confidence would have changed its end.
_DECIDED_OTHERWISE = frozenset({*LEFT_ALONE, *TO_THE_OFFICE})


@dataclass(frozen=True, slots=True)
class Example:
    """A case's features, and whether the best clauses were right.

    Examples of one `group` (a conversation) are never parted between fitting and judging.
    """

    group: str
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The examples of a test set, the fingerprints of their cases, and what is left out.

    `otherwise` counts cases that ended as they did whatever the confidence, `stale` those with
    gold that is gone, `failed` those without a decision.
    """

    examples: tuple[Example, ...]
    cases: tuple[str, ...]
    otherwise: int
    stale: int
    failed: int


def gather(outcomes: Iterable[tuple[Case, Result]]) -> Gathered:
    """Return what played cases say of the confidence; of repetitions the first counts.

    Raises BadCalibration for features that this release doesn't compute.
    """
    found: list[Example] = []
    cases: list[str] = []
    otherwise = stale = failed = 0
    for case, result in outcomes:
        if result.repetition > 1:
            continue
        if result.kind is None or result.error:
            failed += 1
        elif result.unmeetable:
            stale += 1
        elif result.reason in _DECIDED_OTHERWISE or not result.features:
            otherwise += 1
        else:
            found.append(Example(conversation(case), _features(result), right(case, result)))
            cases.append(fingerprint(case))
    return Gathered(tuple(found), tuple(cases), otherwise, stale, failed)


def _features(result: Result) -> dict[str, float]:
    features = dict(result.features)
    if features.keys() != set(FEATURES):
        raise BadCalibration(
            f"The result of case {result.case} has other features than this release of PolicyDesk"
            " computes. Play the set again."
        )
    return features


def conversation(case: Case) -> str:
    """Return what tells a case's conversation from others: the words that began it."""
    return plain(case.history[0].content if case.history else case.question)
