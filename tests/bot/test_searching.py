"""What rewordings of a question may change in what is found, and how that is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.confidence import packaged
from bot.findings import Findings, weighed
from bot.followup import Thread, completed
from bot.model import Band, Kind, Message, Question, Reason
from bot.searching import Found
from bot.writing import Outcome, Reading
from knowledge.model import SearchResult
from tests.bot.made import passage

DISTANT = Question("could my kit be shown off in my feed")
POLICY_S = "Employees may post pictures of their uniform"
ASKED = completed("may pictures be posted", Thread())
SCORES = st.lists(st.floats(0.1, 2.0), min_size=1, max_size=10)


@dataclass(frozen=True)
class Says:
    """A reader that says the same of every question."""

    phrasings: tuple[str, ...] = ()
    stand_alone: str = ""
    outcome: Outcome = Outcome.READ

    def read(self, question: str, earlier: Sequence[str], headings: Sequence[str]) -> Reading:
        del question, earlier, headings
        return Reading(self.outcome, self.stand_alone, self.phrasings)


def found(assistant: Assistant, question: Question, reader: Says | None = None) -> Found:
    """Search as an assistant does that has this reader."""
    searching = replace(assistant, reader=reader)._searching
    return searching.found(assistant._understanding.of(question), None)


def texts(of: Found) -> float:
    return dict(of.findings.result.features)["texts"]


def test_a_rewording_is_searched_with_the_question_and_not_instead(assistant: Assistant) -> None:
    assert texts(found(assistant, DISTANT)) == 1
    assert texts(found(assistant, DISTANT, Says((POLICY_S, "Uniform in pictures")))) == 3


def test_a_follow_up_told_as_its_own_question_is_searched_with_its_thread(
    assistant: Assistant,
) -> None:
    said = (Message("user", "is a zebra ok in a stable"),)
    follow_up = Question("can they see it too", history=said)
    alone = Says(stand_alone="may pictures of the uniform be posted")
    assert texts(found(assistant, follow_up, alone)) == texts(found(assistant, follow_up)) + 1


def test_the_chance_is_that_of_both_searches_together(assistant: Assistant) -> None:
    own = found(assistant, DISTANT).findings
    both = found(assistant, DISTANT, Says((POLICY_S,))).findings
    asked = completed(DISTANT.text, Thread())
    alone = weighed(both.result, asked, "", assistant.calibration)
    for name, value in both.features.items():
        assert value == pytest.approx((own.features[name] + alone.features[name]) / 2)
    assert both.chance == assistant.calibration.probability(both.features)


def test_what_other_words_find_stands_though_an_answer_is_a_little_less_likely(
    assistant: Assistant,
) -> None:
    plain = found(assistant, DISTANT).findings
    vague = found(assistant, DISTANT, Says(("shown kit",))).findings
    assert 0.75 * plain.chance < vague.chance < plain.chance
    assert vague.result.passages != plain.result.passages


@pytest.mark.parametrize("phrasing", ["quantum flux of the moon", "rockets burn hydrogen"])
def test_what_makes_an_answer_much_less_likely_was_misread(
    assistant: Assistant, phrasing: str
) -> None:
    plain, read = found(assistant, DISTANT), found(assistant, DISTANT, Says((phrasing,)))
    assert (read.findings, read.ending) == (plain.findings, plain.ending)
    assert read.reading is not None


def test_an_answer_found_by_a_model_s_words_is_unsure_however_likely(assistant: Assistant) -> None:
    used = assistant.confidence()
    bold = replace(used, calibration=replace(used.calibration, sure=0.3))
    read = found(replace(assistant, confidence=lambda: bold), DISTANT, Says((POLICY_S,)))
    assert read.findings.chance > 0.3
    assert (read.ending.kind, read.ending.band) == (Kind.ANSWER, Band.UNSURE)


def test_what_its_own_words_put_off_topic_stays_so_while_unreliable(assistant: Assistant) -> None:
    far = Question("zebra rainbow")
    used = assistant.confidence()
    careful = replace(used, calibration=replace(used.calibration, unsure=0.99, sure=0.99))
    asked = replace(assistant, confidence=lambda: careful)
    read = found(asked, far, Says((POLICY_S,)))
    assert read.findings.chance > found(asked, far).findings.chance
    assert (read.ending.kind, read.ending.reason) == (Kind.DECLINE, Reason.OFF_TOPIC)


def test_a_reader_without_words_changes_nothing(assistant: Assistant) -> None:
    plain, read = found(assistant, DISTANT), found(assistant, DISTANT, Says())
    assert (read.findings, read.ending) == (plain.findings, plain.ending)


def result(scores: Sequence[float]) -> SearchResult:
    ranked = sorted(scores, reverse=True)
    passages = tuple(passage(f"Rule {n} on pictures.", str(n), s) for n, s in enumerate(ranked))
    return SearchResult(passages, 1, (("covered", 0.5), ("background", 0.2), ("texts", 1.0)))


def judged(searched: SearchResult, plain: Findings | None = None) -> Findings:
    return weighed(searched, ASKED, "", packaged(), plain)


@given(SCORES, SCORES)
def test_together_an_answer_is_as_likely_as_by_one_search_or_the_other_or_between(
    one: Sequence[float], other: Sequence[float]
) -> None:
    plain, alone = judged(result(one)), judged(result(other))
    both = judged(result(other), plain)
    low, high = sorted((plain.chance, alone.chance))
    assert low - 1e-9 <= both.chance <= high + 1e-9
    assert both.near == plain.near


def test_nothing_found_is_no_answer_and_adds_nothing_to_what_was_found() -> None:
    some, none = result([1.2, 0.4]), SearchResult((), 1)
    assert judged(some, judged(none)).chance == judged(some).chance
    assert judged(none, judged(some)).chance == 0
