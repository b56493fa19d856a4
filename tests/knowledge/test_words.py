from hypothesis import given
from hypothesis import strategies as st

from knowledge.words import pairs, stems, words


def test_numbers_keep_their_points() -> None:
    assert words("See § 2635.702(b)(1) and 4.1.2.") == (
        *("see", "2635.702", "b", "1", "and", "4.1.2"),
    )


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert words("don’t") == words("don't")


def test_stop_words_go_and_endings_are_cut() -> None:
    assert stems(words("What are the agency's policies for posting?")) == (
        *("agenc", "polici", "post"),
    )


def test_a_text_of_stop_words_has_no_stems() -> None:
    assert stems(words("What is it?")) == ()


def test_pairs_join_neighbours_that_carry_meaning() -> None:
    assert pairs(stems(words("use of social media"))) == ("use_social", "social_media")


@given(st.text())
def test_any_text_has_words_of_letters_and_digits_only(text: str) -> None:
    assert all(word.strip() and "_" not in word for word in words(text))
