from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evals.calibration.proposal import propose
from evals.calibration.telling import Told, again, kept, payload, reached
from tests.evals.calibration.made import LAW, examples, gathered


def told(count: int = 600, target: float = 0.8) -> Told:
    now = replace(LAW, intercept=2.0)
    made = propose(gathered(examples(count)), now, "model", target, {"set": "made"})
    return Told("made", 3, 2, 1, now.digest, made)


def test_what_is_kept_as_json_becomes_the_same_again() -> None:
    made = told()
    assert payload(again(json.loads(json.dumps(kept(made)))), used=False) == payload(
        made, used=False
    )


def test_anything_else_is_none() -> None:
    with pytest.raises(ValueError, match="validation error"):
        again({"set": "made"})


def test_a_target_is_reached_or_the_best_there_is_is_named() -> None:
    assert "at least 80% of the confident answers are right" in reached(told().proposal)
    hopeless = told(60, 0.98).proposal
    assert hopeless.calibration is None
    assert "can't be reached" in reached(hopeless) or "too few answers" in reached(hopeless)
