from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.spelling import corrected
from tests.knowledge.examples import PUBLIC, STAFF, Shelf, library
from tests.knowledge.retrieval.test_search import HR, ask, keys

OURS = {"password": 3, "photographs": 2, "smartpay": 5, "passport": 1}


def spell(text: str) -> str:
    return corrected(
        text,
        OURS.__contains__,
        lambda letter: {word: n for word, n in OURS.items() if word[0] == letter},
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reset my pasword", "reset my password"),
        ("reset my passwrod?", "reset my password?"),
        ("Photogrpahs of me", "photographs of me"),
        ("what is my adress", "what is my address"),
        ("is it definatly allowed", "is it definitely allowed"),
        ("my smartpy card", "my smartpay card"),
    ],
)
def test_typing_errors_are_set_right(typed: str, meant: str) -> None:
    assert spell(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "may I tweet from linkedin, tiktok, snapchat or bluesky",
        "insta pics and gmail",
        "form SF-278 under 5 CFR 2635.702(b)(1)",
        "the colour of the organisation's logo",
        "wanna post a selfie w my k9",
        "",
    ],
)
def test_names_slang_numbers_and_right_words_are_left_alone(text: str) -> None:
    assert spell(text) == text


def test_another_form_of_a_known_word_is_left_alone() -> None:
    assert corrected("my smartpays", lambda word: word == "smartpays", lambda _: OURS) == (
        "my smartpays"
    )


@given(st.text())
def test_any_text_keeps_everything_but_its_words(text: str) -> None:
    assert [sign for sign in spell(text) if not sign.isalpha()] == [
        sign for sign in text if not sign.isalpha()
    ]


def test_a_misspelt_question_finds_its_clause(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()})
    assert keys(ask(shelf, "photogrphs in unifrom"))[0] == "policy.md-002"


def test_words_that_only_others_may_read_correct_nothing(tmp_path: Path) -> None:
    secret = library(["The zyzzogeton programme is confidential."], "hr.md")
    shelf = Shelf(tmp_path, {PUBLIC: library(), STAFF: secret})
    assert "hr.md-000" in keys(ask(shelf, "zyzzogetn", HR))
    ask(shelf, "zyzzogetn")
    assert shelf.embedder.embedded[-1] == "zyzzogetn"
