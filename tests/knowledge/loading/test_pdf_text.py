import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading.pdf_text import join_lines, vocabulary, wrong_share

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("lines", "known", "joined"),
    [
        (["the govern-", "ment acts"], {"government"}, "the government acts"),
        (["a self-", "service desk"], {"self-service"}, "a self-service desk"),
        (["a self-", "service desk"], {"self", "service"}, "a self-service desk"),
        (["two un-", "known words"], {"known"}, "two unknown words"),
        (["the Anglo-", "Saxon word"], set(), "the Anglo-Saxon word"),
        (["in 2024-", "25 only"], set(), "in 2024-25 only"),
        (["and/", "or both"], set(), "and/or both"),
        (["a pause \u2013", "then more"], set(), "a pause \u2013 then more"),
        (["plain", "lines"], set(), "plain lines"),
        ([], set(), ""),
    ],
)
def test_lines_are_joined_as_their_author_wrote_them(
    lines: list[str], known: set[str], joined: str
) -> None:
    assert join_lines(lines, frozenset(known)) == joined


@given(WORDS, st.integers(1, 3))
def test_a_word_that_the_document_knows_is_mended_wherever_it_breaks(word: str, at: int) -> None:
    known = vocabulary([f"There is a {word} here"])
    assert join_lines([f"the {word[:at]}-", f"{word[at:]} is"], known) == f"the {word} is"


@given(WORDS, WORDS)
def test_a_compound_that_the_document_knows_keeps_its_hyphen(first: str, second: str) -> None:
    known = vocabulary([f"There is a {first}-{second} here"])
    assert join_lines([f"the {first}-", f"{second} is"], known) == f"the {first}-{second} is"


@given(st.lists(st.text("abc xyz.", min_size=1).filter(str.strip), min_size=1))
def test_joining_keeps_every_letter(lines: list[str]) -> None:
    assert join_lines(lines, frozenset()).split() == " ".join(lines).split()


def test_broken_ends_of_lines_are_no_words_of_the_document() -> None:
    assert vocabulary(["the govern-", "ment"]) == {"the", "ment"}


def test_signs_that_nobody_meant_are_counted() -> None:
    assert wrong_share("\ufffd\ue001ab") == 0.5
    assert wrong_share("plain text") == 0
