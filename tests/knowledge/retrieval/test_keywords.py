from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.retrieval.keywords import (
    _SEGMENTS,
    _SMALL,
    PAIRS,
    WORDS,
    KeywordIndex,
    _emptied,
    rarity,
    terms,
)
from tests.knowledge.examples import TEXTS


def entry(key: str, text: str, segments: int = 1) -> Entry:
    return Entry(key, text, (((1.0, text),),) * segments)


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    made = KeywordIndex(tmp_path / "keywords")
    made.change((), [entry(f"k{place}", text, place + 1) for place, text in enumerate(TEXTS)])
    return made


def test_the_clause_with_the_question_s_words_comes_first(index: KeywordIndex) -> None:
    best = index.best(terms("who approves photographs in uniform"), 3)
    assert max(best, key=best.__getitem__) == "k2"


def test_neighbouring_words_count_more_than_scattered_ones(tmp_path: Path) -> None:
    made = KeywordIndex(tmp_path)
    made.change((), [entry("near", "social media now"), entry("far", "media now social")])
    best = made.best(terms("social media"), 2)
    assert best["near"].score > best["far"].score


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=8))
def test_scores_of_given_clauses_are_those_of_the_full_search(
    index: KeywordIndex, picked: list[str]
) -> None:
    wanted = terms(" ".join(picked))
    best = index.best(wanted, 100) if wanted else {}
    full = {key: found.score for key, found in best.items()}
    assert index.scores(wanted, sorted(full)) == pytest.approx(full, rel=1e-5)


def test_scores_are_of_the_given_clauses_only(index: KeywordIndex) -> None:
    wanted = terms("social media photographs gift")
    best = index.best(wanted, 1)
    other = "k1" if "k1" not in best else "k5"
    assert list(index.scores(wanted, [other])) == [other]


def test_a_clause_without_any_of_the_words_has_no_score(index: KeywordIndex) -> None:
    assert index.scores(terms("zebra"), ["k0", "k1"]) == {}


def test_removed_clauses_are_found_no_more(index: KeywordIndex) -> None:
    index.change(["k2"], [])
    assert "k2" not in index.best(terms("photographs in uniform"), 10)
    assert index.size == len(TEXTS) - 1


def test_a_clause_can_be_replaced_in_one_change(index: KeywordIndex) -> None:
    index.change(["k2"], [entry("k2", "Zebras are striped.")])
    assert list(index.best(terms("zebra"), 10)) == ["k2"]
    assert index.best(terms("uniform"), 10) == {}


def test_nothing_is_left_of_what_was_removed(index: KeywordIndex) -> None:
    assert index.knows("uniform")
    index.change(["k2"], [])
    assert not index.knows("uniform")
    assert index.frequency((WORDS, "uniform")) == 0
    assert index.spellings("u") == {"under": 1, "use": 1}


texts = st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.integers(0, 30), st.none() | texts, max_size=12), max_size=6))
def test_an_index_that_was_changed_is_as_one_that_was_made_so(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[int, str | None]]
) -> None:
    holds: dict[int, str] = {}
    changed = KeywordIndex(tmp_path_factory.mktemp("changed"))
    for change in changes:
        removed = [f"k{n}" for n in change if n in holds]
        holds = {n: text for n, text in {**holds, **change}.items() if text is not None}
        changed.change(removed, [entry(f"k{n}", holds[n]) for n in change if n in holds])
    made = KeywordIndex(tmp_path_factory.mktemp("made"))
    made.change((), [entry(f"k{n}", text) for n, text in holds.items()])

    wanted = terms(" ".join(TEXTS))
    assert changed.size == made.size == len(holds)
    assert changed.best(wanted, 50) == made.best(wanted, 50)
    assert [changed.frequency(term) for term in wanted] == [made.frequency(t) for t in wanted]
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert changed.spellings(letter) == made.spellings(letter)


@given(st.lists(st.integers(1, 60_000), max_size=7), st.integers(0, 90_000), st.data())
def test_no_segment_grows_far_beyond_its_share(
    sizes: list[int], added: int, data: st.DataObject
) -> None:
    held = dict(enumerate(sizes))
    touched = data.draw(st.sets(st.sampled_from(sorted(held)))) if held else set()
    emptied = _emptied(held, touched, added)

    room = _SEGMENTS - len(held.keys() - emptied)
    written = added + sum(held[segment] for segment in emptied)
    share = max(_SMALL, (sum(sizes) + added) / _SEGMENTS)
    assert touched <= emptied
    assert written <= 2 * (share + 1) * room
    assert added + sum(sizes) > _SMALL or emptied == held.keys()


def test_segments_are_remembered_and_unknown_keys_left_out(index: KeywordIndex) -> None:
    assert index.segments(["k0", "k3", "nobody"]) == {"k0": 1, "k3": 4}
    assert index.best(terms("records kept"), 1)["k3"].segments == 4


def test_an_index_opens_as_it_was_closed(tmp_path: Path, index: KeywordIndex) -> None:
    again = KeywordIndex(tmp_path / "keywords")
    wanted = terms("social media records")
    assert again.best(wanted, 10) == index.best(wanted, 10)


def test_terms_are_distinct_and_pairs_count_half() -> None:
    assert terms("media, media!") == {(WORDS, "media"): 1.0, (PAIRS, "media_media"): 0.5}


def test_rare_words_weigh_more() -> None:
    assert rarity(1, 1_000) > rarity(10, 1_000) > rarity(1_000, 1_000) > 0


def test_words_are_known_in_any_form_and_listed_by_letter(index: KeywordIndex) -> None:
    assert index.knows("photographs")
    assert index.knows("photographed")
    assert not index.knows("zebra")
    assert index.spellings("u") == {"uniform": 1, "under": 1, "use": 1}
