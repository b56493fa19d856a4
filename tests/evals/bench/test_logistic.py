import json
from pathlib import Path

import numpy as np
import pytest

from evals.bench.judged import Judged
from evals.bench.logistic import crossed, fit
from evals.bench.mtrag import collections, tasks
from evals.bench.places import Places
from evals.calibration.quality import auroc, numbers


def asked(count: int, shift: float, seed: int = 0) -> list[Judged]:
    """Questions whose first feature tells the answerable ones, roughly."""
    dealer = np.random.default_rng(seed)
    truth = dealer.random(count) < 0.5
    tell = truth * shift + dealer.normal(size=count)
    noise = dealer.normal(size=count)
    return [
        Judged(f"{seed}-{n}", {"tell": float(t), "noise": float(x)}, bool(y), bool(y))
        for n, (t, x, y) in enumerate(zip(tell, noise, truth, strict=True))
    ]


def test_what_tells_gets_weight_and_noise_gets_none() -> None:
    model = fit({"one": asked(600, 2.0), "two": asked(100, 2.0, seed=1)})
    assert model.weights["tell"] > 1.0
    assert abs(model.weights["noise"]) < 0.3


def test_the_weights_hold_for_features_as_they_come() -> None:
    questions = asked(400, 3.0)
    chances = fit({"one": questions}).probabilities([one.features for one in questions])
    truth = np.array([one.answerable for one in questions])
    assert chances[truth].mean() > 0.8
    assert chances[~truth].mean() < 0.2


def test_a_source_counts_by_itself_and_not_by_its_questions() -> None:
    small, large = asked(200, 3.0), asked(200, 0.0, seed=1)
    once = fit({"tells": small, "does not": large})
    often = fit({"tells": small, "does not": large * 20})
    assert often.weights["tell"] == pytest.approx(once.weights["tell"], rel=0.15)
    pooled = fit({"all": [*small, *large * 20]})
    assert pooled.weights["tell"] < once.weights["tell"] / 2


def test_each_source_gets_its_own_questions_probabilities_back() -> None:
    sources = {"one": asked(300, 3.0), "two": asked(80, 3.0, seed=1)}
    chances = crossed(sources)
    for name, questions in sources.items():
        assert len(chances[name]) == len(questions)
        assert auroc(numbers(one.answerable for one in questions), chances[name]) > 0.9


def test_conversations_are_read_with_their_passages(tmp_path: Path) -> None:
    line = {
        "conversation_id": "c1",
        "Collection": "govt",
        "answerability": ["ANSWERABLE"],
        "contexts": [{"document_id": "d1", "text": "\nA  passage."}],
        "input": [
            {"speaker": "user", "text": "first?"},
            {"speaker": "agent", "text": "answer"},
            {"speaker": "user", "text": "and then?"},
        ],
    }
    folder = tmp_path / "data/mtrag_un"
    folder.mkdir(parents=True)
    unclear = line | {"answerability": ["UNDERSPECIFIED"]}
    (folder / "reference.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(unclear)}\n")
    places = Places(tmp_path, tmp_path)
    (task,) = tasks(places)
    assert (task.question, len(task.history), task.answerable) == ("and then?", 2, True)
    assert task.passages == {"d1"}
    assert collections(places)["govt"][0].text == "A passage."
