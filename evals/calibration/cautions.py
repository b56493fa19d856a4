"""What speaks for care with a calibration, in words that an evaluator reads. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.confidence import FEATURES, Calibration
from evals.calibration.examples import Gathered
from evals.calibration.fingerprints import known
from evals.calibration.quality import Measured
from evals.calibration.thresholds import Choice

# Ten cases of the rarer kind for each weight that is fitted: Peduzzi et al. 1996, Journal of
# Clinical Epidemiology 49:1373.
_PER_WEIGHT = 10
# Of n answers without an error up to 3/n may be wrong: the rule of three, Hanley and
# Lippman-Hand 1983, JAMA 249:1743.
_RULE_OF_THREE = 3


def cautions(
    gathered: Gathered, now: Calibration, gain: Measured, choice: Choice | None, target: float
) -> tuple[str, ...]:
    """Return everything that speaks for care, a sentence or two each."""
    return (*_small(gathered), *_flattered(gathered, now), *_no_better(gain), *_few(choice, target))


def _small(gathered: Gathered) -> Iterator[str]:
    enough = _PER_WEIGHT * len(FEATURES)
    right = sum(one.right for one in gathered.examples)
    wrong = len(gathered.examples) - right
    if min(right, wrong) < enough:
        yield (
            f"The set is small: {right} cases with right clauses and {wrong} without. To fit"
            f" {len(FEATURES)} weights, {enough} of each kind should be there; with fewer, another"
            " set may give quite other weights."
        )


def _flattered(gathered: Gathered, now: Calibration) -> Iterator[str]:
    fitted_on = known(now.provenance)
    if common := sum(case in fitted_on for case in gathered.cases):
        yield (
            f"What is in use now was itself fitted on {common} of these {len(gathered.cases)}"
            " cases: the figures under “in use now” look better than they are."
        )


def _no_better(gain: Measured) -> Iterator[str]:
    if gain.low is None or gain.low <= 0:
        yield (
            "On this set it isn't better than what is in use now beyond chance: the 95% interval"
            " of the Brier score's fall holds zero. Keeping what is in use is as good."
        )


def _few(choice: Choice | None, target: float) -> Iterator[str]:
    if choice is None or not choice.reached:
        return
    count = choice.answers.count
    shown = 1 - _RULE_OF_THREE / count
    if shown < target:
        yield (
            f"Only {count} confident answers stand behind the threshold. Even if all of them were"
            f" right, so few show no more than {max(shown, 0):.0%}."
        )
