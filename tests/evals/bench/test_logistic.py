import json
from pathlib import Path

import numpy as np

from evals.bench.judged import Judged
from evals.bench.logistic import auroc, crossed, fit
from evals.bench.mtrag import collections, tasks
from evals.bench.places import Places


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
    chances = fit({"one": questions}).probabilities(questions)
    truth = np.array([one.answerable for one in questions])
    assert chances[truth].mean() > 0.8
    assert chances[~truth].mean() < 0.2


def test_a_question_is_judged_by_a_fit_that_never_saw_its_group() -> None:
    # One feature names the group: only who saw the group could tell the answer.
    dealer = np.random.default_rng(0)
    questions = [
        Judged(f"g{n}", {f"is {m}": float(m == n) for m in range(20)}, truth, truth)
        for n, truth in enumerate(dealer.random(20) < 0.5)
    ]
    questions = [
        Judged(q.group, q.features, bool(q.answerable), bool(q.found)) for q in questions * 5
    ]
    area, _, _ = auroc(questions, crossed({"one": questions}, parts=5)["one"])
    assert area < 0.7


def test_the_interval_holds_the_area_and_narrows_with_more_questions() -> None:
    few, many = asked(60, 1.5), asked(3_000, 1.5)
    widths = []
    for questions in (few, many):
        stated = np.array([one.features["tell"] for one in questions])
        area, low, high = auroc(questions, stated)
        assert low <= area <= high
        widths.append(high - low)
    assert widths[1] < widths[0] / 3


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
