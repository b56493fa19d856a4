from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calibrations import parsed
from bot.confidence import FEATURES, features, packaged
from bot.model import Band
from knowledge.model import Clause, Header, Passage, SearchResult, Version

probability, band = packaged().probability, packaged().band
SEARCHED = (("covered", 0.8), ("background", 0.2), ("texts", 1.0))


def passage(score: float, keywords: float, similarity: float, document: str = "a.md") -> Passage:
    clause = Clause(f"{score}", f"{score}", document, 0, "", (), "", None, "", "Text.")
    version = Version("v", document, "0", Header(document, "Title"))
    return Passage(clause, version, score, keywords, similarity)


def result(*passages: Passage, searched: tuple[tuple[str, float], ...] = SEARCHED) -> SearchResult:
    return SearchResult(passages, 1, searched)


def made(height: float, similarity: float) -> SearchResult:
    rest = [passage(0.3, 2.0, 0.25) for _ in range(9)]
    return result(passage(0.3 + height, 10.0, similarity), *rest)


def test_nothing_found_answers_nothing() -> None:
    assert features(SearchResult((), 1)) == {}
    assert probability({}) == 0.0
    assert band(probability({})) is Band.NONE


def test_what_is_packaged_fits_the_features() -> None:
    assert tuple(packaged().weights) == tuple(features(made(0.3, 0.6))) == FEATURES
    assert 0 < packaged().unsure < packaged().sure < 1
    assert date.fromisoformat(packaged().provenance["fitted"])
    assert all(len(digest) == 64 for digest in packaged().provenance["data"].values())
    assert parsed(packaged().content()) == packaged()


def test_the_digest_tells_what_decides_and_not_what_it_was_fitted_on() -> None:
    ours = packaged()
    assert replace(ours, provenance={}).digest == ours.digest
    others = (
        replace(ours, intercept=ours.intercept + 0.1),
        replace(ours, weights={**ours.weights, "height": 0.0}),
        replace(ours, sure=0.8),
        replace(ours, unsure=0.2),
        replace(ours, model="another"),
    )
    assert len({one.digest for one in (ours, *others)}) == 6


def test_no_weight_is_too_steep_for_a_probability() -> None:
    steep = replace(packaged(), intercept=-1e6)
    assert steep.probability(features(made(0.3, 0.6))) == pytest.approx(0.0)
    assert replace(packaged(), intercept=1e6).probability(features(made(0.3, 0.6))) == 1.0


@given(st.lists(st.floats(0.1, 1.0), min_size=2, max_size=6).map(sorted))
def test_a_nearer_clause_is_likelier_to_answer(similarities: list[float]) -> None:
    chances = [probability(features(made(0.3, similarity))) for similarity in similarities]
    assert all(low <= high for low, high in pairwise(chances))


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=6).map(sorted))
def test_a_clause_that_stands_out_is_likelier_to_answer(heights: list[float]) -> None:
    chances = [probability(features(made(height, 0.5))) for height in heights]
    assert all(low <= high for low, high in pairwise(chances))


def test_a_clear_hit_is_sure_and_a_stray_one_is_not() -> None:
    clear = made(0.8, 0.85)
    stray = result(
        *[passage(0.2, 1.0, 0.18, f"{n}.md") for n in range(10)],
        searched=(("covered", 0.0), ("background", 0.15), ("texts", 1.0)),
    )
    assert band(probability(features(clear))) is Band.SURE
    assert band(probability(features(stray))) is Band.NONE


def test_a_question_of_twice_the_length_in_a_larger_library_looks_the_same() -> None:
    short = [passage(0.6, 8.0, 0.6), passage(0.4, 4.0, 0.4)]
    long = [passage(0.6, 16.0, 0.6), passage(0.4, 8.0, 0.4)]
    assert features(result(*short)) == pytest.approx(features(result(*long)))


def test_a_library_of_one_clause_has_all_features() -> None:
    alone = features(result(passage(0.5, 0.0, 0.5)))
    assert 0.0 < probability(alone) < 1.0
    assert alone["keyword height"] == 0.0


def test_passages_beyond_the_tenth_change_nothing() -> None:
    ten = [passage(1.0 - n / 20, 10.0 - n, 0.8 - n / 20) for n in range(14)]
    assert features(result(*ten)) == features(result(*ten[:10]))


def test_where_nothing_is_dropped_the_asker_makes_no_difference() -> None:
    for found in (made(0.3, 0.6), result(passage(0.5, 0.0, 0.5)), made(0.0, 0.25)):
        assert features(found, found.passages) == features(found)


@given(st.lists(st.tuples(st.floats(0.1, 1), st.floats(0, 20)), min_size=2, max_size=10), st.data())
def test_a_clause_that_the_asker_is_not_shown_makes_nothing_likelier(
    drawn: list[tuple[float, float]], data: st.DataObject
) -> None:
    ranked = sorted(drawn, reverse=True)
    found = result(*(passage(score, keywords, score) for score, keywords in ranked))
    dropped = data.draw(st.integers(1, len(ranked) - 1))
    assert probability(features(found, found.passages[dropped:])) <= probability(features(found))


def test_a_clear_hit_for_somebody_else_is_not_sure() -> None:
    found = made(0.8, 0.85)
    assert band(probability(features(found))) is Band.SURE
    assert band(probability(features(found, found.passages[1:]))) is Band.NONE
    assert features(found, ()) == {}


@given(st.floats(0, 1))
def test_every_chance_has_a_band(chance: float) -> None:
    assert band(chance) in Band
