from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.calibrations import parsed
from bot.confidence import packaged
from evals.calibration.examples import Example
from evals.calibration.proposal import Proposal, propose
from evals.errors import BadCalibration
from tests.evals.calibration.made import LAW, examples, gathered

ORIGIN = {"set": "made", "set digest": "0" * 64}


def proposed(count: int = 2_000, target: float = 0.8, **now: float) -> Proposal:
    return propose(gathered(examples(count)), replace(LAW, **now), "model", target, ORIGIN)


def test_a_calibration_that_knows_nothing_is_bettered_beyond_chance() -> None:
    made = proposed(intercept=2.0)
    assert made.gain.low is not None
    assert made.gain.low > 0
    assert made.after.brier.value < made.before.brier.value
    assert made.gain.value == pytest.approx(made.before.brier.value - made.after.brier.value)
    assert made.after.calibration_error.value < made.before.calibration_error.value
    assert made.cautions == ()


def test_the_law_itself_is_not_bettered_and_that_is_said() -> None:
    made = proposed()
    assert len(made.cautions) == 1
    assert "beyond chance" in made.cautions[0]


def test_the_band_holds_the_target_on_new_cases_of_the_kind() -> None:
    made = proposed(4_000, target=0.9).calibration
    assert made is not None
    sure = [o for o in examples(4_000, seed=1) if made.probability(o.features) >= made.sure]
    assert len(sure) > 400
    assert sum(one.right for one in sure) / len(sure) == pytest.approx(0.9, abs=0.03)


def test_what_is_proposed_can_be_put_on_file_with_all_that_it_rests_on() -> None:
    made = proposed(500, intercept=2.0)
    assert made.calibration is not None
    content = made.calibration.content()
    assert parsed(json.loads(json.dumps(content))) == made.calibration
    kept = content["provenance"]
    assert kept["set"] == "made"
    assert (kept["target"], kept["examples"], kept["right"]) == (0.8, made.cases, made.right)
    assert kept["after"]["brier"]["value"] == made.after.brier.value
    assert kept["before"]["sure"]["count"] == made.before.sure.count
    assert len(kept["cases"]) == 500


def test_every_case_is_in_one_band() -> None:
    made = proposed(600)
    for side in (made.before, made.after):
        assert sum(band.count for band in (side.sure, side.unsure, side.withheld)) == 600


def test_an_unreachable_target_makes_no_calibration() -> None:
    # Whatever the features say, a fifth is wrong.
    noisy = [
        replace(one, right=one.right and number % 5 != 0)
        for number, one in enumerate(examples(1_000))
    ]
    made = propose(gathered(tuple(noisy)), LAW, "model", 0.95, ORIGIN)
    assert made.calibration is None
    assert made.choice is not None
    assert not made.choice.reached
    assert (made.choice.answers.share or 0) < 0.95


def test_a_small_set_is_warned_of() -> None:
    assert any("The set is small" in one for one in proposed(100).cautions)
    assert not any("The set is small" in one for one in proposed(600).cautions)


def test_few_confident_answers_are_warned_of() -> None:
    made = proposed(100, target=0.95)
    assert made.calibration is not None
    assert any("confident answers stand behind" in one for one in made.cautions)


def test_what_was_fitted_on_the_same_cases_is_flattered_and_that_is_said() -> None:
    of = gathered(examples(300))
    again = replace(LAW, provenance={"cases": list(of.cases[:40])})
    made = propose(of, again, "model", 0.8, ORIGIN)
    assert any("fitted on 40 of these 300 cases" in one for one in made.cautions)


@pytest.mark.parametrize("right", [0, 7, 100, 93])
def test_a_set_of_almost_one_kind_is_refused(right: int) -> None:
    alike = tuple(replace(one, right=n < right) for n, one in enumerate(examples(100)))
    with pytest.raises(BadCalibration, match=f"In {right} of the cases"):
        propose(gathered(alike), packaged(), "model", 0.9, ORIGIN)


def test_a_set_that_is_one_conversation_is_refused() -> None:
    of = [Example("one talk", one.features, one.right) for one in examples(200)]
    with pytest.raises(BadCalibration, match="conversation"):
        propose(gathered(tuple(of)), packaged(), "model", 0.9, ORIGIN)


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(BadCalibration, match="In 0 of the cases"):
        propose(gathered(()), packaged(), "model", 0.9, ORIGIN)
