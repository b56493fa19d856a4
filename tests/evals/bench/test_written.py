"""The made sentences are well-formed, and the check tells the right from the wrong ones."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.citations import Fault
from evals.bench.written.judging import Judged, answers, interval, judge
from evals.bench.written.made import HALVES, Made, Way, sentences
from knowledge.retrieval.embedding import SentenceEmbedder

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
# How many sentences a half has, and how many of them are right.
_COUNTS = {"fit": (928, 554), "held": (300, 150)}
_MADE = {half: sentences(half) for half in HALVES}
_ALL = [one for half in HALVES for one in _MADE[half]]


def cited_text(one: Made) -> str:
    return "\n".join(one.clauses.get(id_, "") for id_ in one.cited)


def made(way: Way, sentence: str = "You may park here.") -> Made:
    return Made("x1", "a.md", {"k3f": "You may park here."}, ("k3f",), sentence, way == "", way)


def test_every_sentence_has_an_id_of_its_own_and_no_two_are_the_same_row() -> None:
    assert len({one.id for one in _ALL}) == len(_ALL) == 1228
    assert len({(one.sentence, one.cited, frozenset(one.clauses)) for one in _ALL}) == len(_ALL)


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_its_right_sentences_and_wrong_ones_of_every_way(half: str) -> None:
    right = [one for one in _MADE[half] if one.right]
    assert (len(_MADE[half]), len(right)) == _COUNTS[half]
    assert all(one.right == (one.way is Way.NONE) for one in _MADE[half])
    ways = Counter(one.way for one in _MADE[half] if not one.right)
    assert set(ways) == set(Way) - {Way.NONE}
    assert min(ways.values()) >= 9


def test_no_document_and_no_clause_is_in_both_halves() -> None:
    fit, held = (_MADE[half] for half in HALVES)
    assert not {one.source for one in fit} & {one.source for one in held}
    texts = [{text for one in half for text in one.clauses.values()} for half in (fit, held)]
    assert not texts[0] & texts[1]


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_eight_documents_or_more(half: str) -> None:
    assert len({one.source for one in _MADE[half]}) >= 8


def test_only_an_invented_id_isn_t_given_and_only_without_an_id_none_is_cited() -> None:
    for one in _ALL:
        assert 1 <= len(one.clauses) <= 3
        assert (not set(one.cited) <= set(one.clauses)) == (one.way is Way.INVENTED_ID), one.id
        assert (not one.cited) == (one.way is Way.NO_ID), one.id


def test_what_cites_the_wrong_clause_was_given_the_right_one_too() -> None:
    for one in _ALL:
        if one.way is Way.WRONG_CLAUSE:
            assert set(one.cited) < set(one.clauses), one.id


def test_only_a_misquote_puts_other_words_in_quotation_marks() -> None:
    for one in _ALL:
        other = any(words not in cited_text(one) for words in _QUOTED.findall(one.sentence))
        assert other == (one.way is Way.MISQUOTE), one.id


def test_sentences_are_sentences_of_a_plain_answer() -> None:
    for one in _ALL:
        assert one.sentence == one.sentence.strip()
        assert one.sentence[0].isupper()
        assert one.sentence.endswith(".")
        assert 4 <= len(one.sentence.split()) <= 34, one.id


def test_what_passes_is_counted_by_way_and_what_is_dropped_by_fault() -> None:
    fault = next(iter(Fault))
    rows = made(Way.NAME), made(Way.NAME), made(Way.DATE), made(Way.NONE), made(Way.NONE)
    judged = Judged(rows, ((), (fault,), (fault,), (fault,), ()))
    assert judged.passed() == {Way.NAME: (1, 2), Way.DATE: (0, 1)}
    assert judged.dropped() == (1, 2)
    assert judged.blamed() == {fault: 1}


def test_an_interval_is_the_exact_one() -> None:
    assert interval(3, 150) == pytest.approx((0.00414, 0.05733), abs=1e-5)
    assert interval(0, 150) == pytest.approx((0.0, 0.02429), abs=1e-5)


def test_an_answer_is_six_sentences_on_the_same_clauses() -> None:
    found = answers(_ALL)
    assert len(found) >= 20
    for answer in found:
        assert len(answer) == 6
        assert len({frozenset(one.clauses.values()) for one in answer}) == 1


def test_of_the_sentences_it_was_not_set_by_the_check_misses_few_and_drops_few() -> None:
    judged = judge(_MADE["held"], SentenceEmbedder().encode)
    missed, wrong = (sum(counts) for counts in zip(*judged.passed().values(), strict=True))
    dropped, right = judged.dropped()
    assert missed <= 0.02 * wrong
    assert dropped <= 0.10 * right
