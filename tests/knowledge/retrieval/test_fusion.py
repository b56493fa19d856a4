from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.fusion import Hit, complete, fuse

HITS = st.lists(
    st.builds(Hit, st.text("abc", min_size=1), st.floats(0, 1), st.floats(-1, 1)),
    unique_by=lambda hit: hit.key,
)


@given(HITS)
def test_the_order_in_which_hits_come_changes_nothing(hits: list[Hit]) -> None:
    assert fuse(hits) == fuse(reversed(hits))


@given(HITS)
def test_the_best_comes_first_and_equals_go_by_key(hits: list[Hit]) -> None:
    ranked = fuse(hits)
    assert list(ranked) == sorted(ranked, key=lambda r: (-r.score, r.hit.key))


def test_a_clause_without_a_shared_word_scores_no_keywords() -> None:
    assert complete({"a": 0.5}, {"a": (0.1, 0), "b": (0.2, 3)}) == (
        Hit("a", 0.5, 0.1, 0),
        Hit("b", 0.0, 0.2, 3),
    )
