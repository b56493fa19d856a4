from __future__ import annotations

from math import log2

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.retrieval import first_right, retrieval
from evals.model import Result
from tests.evals.metrics.made import case, failed, ranked, result


def test_what_stands_in_first_place_has_everything() -> None:
    assert set(retrieval(case(gold=1), result(found=ranked([0], []))).values()) == {1.0}


def test_a_ranking_of_two_needed_clauses_is_worth_what_the_hand_computes() -> None:
    values = retrieval(case(gold=2), result(found=ranked([], [1], [], [0])))
    ideal = 1 + 1 / log2(3)
    assert values == pytest.approx(
        {
            "recall@1": 0,
            "recall@3": 1 / 2,
            "recall@5": 1,
            "recall@10": 1,
            "map@10": (1 / 2 + 2 / 4) / 2,
            "ndcg@10": (1 / log2(3) + 1 / log2(5)) / ideal,
            "mrr": 1 / 2,
        }
    )


@pytest.mark.parametrize("nothing", [result(), result(found=ranked([], [])), failed()])
def test_what_finds_nothing_that_is_needed_has_zero_everywhere(nothing: Result) -> None:
    values = retrieval(case(gold=2), nothing)
    assert len(values) == 7
    assert set(values.values()) == {0.0}


def test_a_case_without_gold_says_nothing_of_retrieval() -> None:
    assert retrieval(case(), result(found=ranked([]))) == {}


def test_a_second_clause_for_the_same_requirement_is_none_that_is_needed() -> None:
    values = retrieval(case(gold=2), result(found=ranked([0], [0], [0], [1])))
    assert values["recall@3"] == 0.5
    assert values["map@10"] == pytest.approx((1 + 2 / 4) / 2)


def test_a_clause_that_meets_two_requirements_stands_for_both() -> None:
    values = retrieval(case(gold=2), result(found=ranked([0, 1], [])))
    assert values["recall@3"] == values["map@10"] == values["ndcg@10"] == 1


def test_the_first_right_clause_is_the_first_that_meets_anything() -> None:
    assert first_right(result(found=ranked([], [], [1], [0]))) == 3
    assert first_right(result(found=ranked([]))) is None


@given(st.integers(1, 4), st.lists(st.sampled_from([None, 0, 1, 2, 3]), max_size=10))
def test_trec_eval_itself_says_the_same(gold: int, meets: list[int | None]) -> None:
    meets = [None if place is None or place >= gold else place for place in meets]
    values = retrieval(
        case(gold=gold), result(found=ranked(*([] if m is None else [m] for m in meets)))
    )
    run = {}
    for rank, place in enumerate(meets):
        first = place is not None and meets.index(place) == rank
        run[f"r{place}" if first else f"x{rank}"] = 100.0 - rank
    measures = {"recall_1,3,5,10", "map_cut_10", "ndcg_cut_10", "recip_rank"}
    qrels = {"q": {f"r{place}": 1 for place in range(gold)}}
    trec = pytrec_eval.RelevanceEvaluator(qrels, measures).evaluate({"q": run}).get("q", {})
    named = {
        **{f"recall@{k}": f"recall_{k}" for k in (1, 3, 5, 10)},
        "map@10": "map_cut_10",
        "ndcg@10": "ndcg_cut_10",
        "mrr": "recip_rank",
    }
    assert values == pytest.approx({ours: trec.get(name, 0) for ours, name in named.items()})


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(0, 9))
def test_a_clause_nobody_needs_put_in_front_never_helps(needed: list[bool], at: int) -> None:
    first = needed.index(True) if True in needed else None
    meets = [[0] if rank == first else [] for rank in range(len(needed))]
    before = retrieval(case(gold=1), result(found=ranked(*meets)))
    meets.insert(min(at, len(meets)), [])
    after = retrieval(case(gold=1), result(found=ranked(*meets)))
    assert all(after[name] <= before[name] for name in before)
