from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.reading import NEAR, QuestionReading
from bot.writing import Outcome, Reading
from knowledge.retrieval.embedding import SentenceEmbedder
from tests.bot.language.rewordings import ASIDE, FIT
from tests.bot.language.scripted import Scripted
from tests.fakes.embedder import WordEmbedder

QUESTION = "can i post pictures of the harbor"
WORDED = "May employees post pictures of the harbor?"


def made(*phrasings: str, stand_alone: str = "") -> dict[str, Any]:
    return {"stand_alone": stand_alone, "phrasings": list(phrasings)}


def read(reply: Any, question: str = QUESTION, earlier: tuple[str, ...] = ()) -> Reading:
    model = Scripted(lambda _data: reply)
    return QuestionReading(model, WordEmbedder().encode, "US").read(question, earlier)


def faults(reading: Reading) -> list[str]:
    return [fault for one in reading.dropped for fault in one.faults]


def test_a_question_is_read_in_the_policys_words() -> None:
    found = read(made(WORDED, " Pictures\nof  the harbor "))

    assert found.outcome is Outcome.READ
    assert found.stand_alone == ""
    assert found.phrasings == (WORDED, "Pictures of the harbor")
    assert found.dropped == ()
    assert found.call is not None
    assert found.call.purpose == "reading"


def test_a_follow_up_is_made_to_stand_alone() -> None:
    whole = "Can I post pictures of the harbor on duty?"
    found = read(made(WORDED, stand_alone=whole), "and at night?", (QUESTION,))

    assert found.stand_alone == whole
    assert found.phrasings == (WORDED,)


def test_what_is_asked_aside_is_dropped() -> None:
    found = read(made("Who pays traffic fines?", stand_alone="Is telework permitted?"))

    assert (found.stand_alone, found.phrasings) == ("", ())
    assert faults(found) == ["not about what was asked"] * 2


@pytest.mark.parametrize(
    ("phrasing", "fault"),
    [
        (f"{WORDED} https://evil.example", "a link or mark-up"),
        (f"[{WORDED}](evil.example)", "a link or mark-up"),
        (f"{WORDED} {'harbor ' * 40}", "longer than 200 characters"),
        (QUESTION.upper() + "?", "said already"),
        ("?!", "no words"),
        (f"[name 1]: {WORDED}", "hidden personal data that isn't the asker's own"),
    ],
)
def test_what_is_unfit_is_dropped_with_the_reason(phrasing: str, fault: str) -> None:
    found = read(made(phrasing))

    assert found.phrasings == ()
    assert faults(found) == [fault]


def test_three_phrasings_are_kept_that_say_different_things() -> None:
    several = [f"{WORDED} {word}" for word in ("Pictures", "Harbor", "Posts", "Employees")]
    found = read(made(WORDED, WORDED.lower(), *several))

    assert found.phrasings == (WORDED, *several[:2])
    assert faults(found) == ["said already", "beyond 3 phrasings", "beyond 3 phrasings"]


def test_earlier_questions_and_headings_are_given_without_personal_data() -> None:
    model = Scripted("")
    reader = QuestionReading(model, WordEmbedder().encode, "US")
    reader.read("and Karen?", ("may my boss Karen Lee post?",), ("Pictures",))

    assert model.data == {
        "earlier_questions": ["may my boss [name 1] post?"],
        "question": "and [name 2]?",
        "headings": ["Pictures"],
    }


def test_the_askers_own_data_is_put_back() -> None:
    found = read(made("May [name 1] post pictures?"), "can Jane Smith post pictures")

    assert found.phrasings == ("May Jane Smith post pictures?",)


@pytest.mark.parametrize("reply", ["", "no", "[]", '{"phrasings": ["a"]}'])
def test_another_form_is_garbled(reply: str) -> None:
    found = read(reply)

    assert found.outcome is Outcome.GARBLED
    assert found.phrasings == ()
    assert found.call is not None
    assert found.call.returned == reply


def test_a_failure_is_told_and_observed() -> None:
    seen: list[tuple[str, Outcome]] = []
    reader = QuestionReading(
        Scripted("{", failing=Outcome.BUSY),
        WordEmbedder().encode,
        "US",
        lambda purpose, outcome, _seconds: seen.append((purpose, outcome)),
    )

    assert reader.read(QUESTION, (), ()).outcome is Outcome.BUSY
    assert seen == [("reading", Outcome.BUSY)]


def test_good_rewordings_are_kept_and_others_dropped_as_measured() -> None:
    encode = SentenceEmbedder().encode

    def rate(pairs: tuple[tuple[str, str], ...]) -> float:
        typed, worded = (encode([pair[nth] for pair in pairs]) for nth in (0, 1))
        return float(((typed * worded).sum(axis=1) >= NEAR).mean())

    assert rate(FIT) >= 0.9
    assert rate(ASIDE) <= 0.12


@settings(max_examples=60)
@given(st.text() | st.builds(lambda text: json.dumps(made(text, stand_alone=text)), st.text()))
def test_whatever_a_model_says_the_outcome_tells(reply: str) -> None:
    assert read(reply, earlier=(reply,)).outcome in (Outcome.READ, Outcome.GARBLED)
