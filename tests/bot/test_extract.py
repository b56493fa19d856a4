from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract import WHOLE_BELOW, narrows, quote
from knowledge.clauses.sentences import sentences
from knowledge.model import ClauseKind
from tests.bot.made import clause

RULE = "Employees must not post pictures of a work site before the project has been announced."
FILLER = (
    "The register of official accounts is reviewed by the Office of Communications every year.",
    "Training for account managers takes place in the spring at the main office in the harbor.",
    "Each unit names two people who answer questions from the public during working hours.",
    "Photographs for the yearly report are chosen by the editor together with the units concerned.",
    "The handbook describes how messages of the public are sorted and passed on to the units.",
)
NARROWING = (
    "However, pictures of the finished site may be posted.",
    "This does not apply to pictures that the public can take from the street.",
    "Unless the Director objects, pictures of machines may be posted too.",
    "Exceptions are listed in the annex.",
    "Contractors are exempt.",
)
ASKED = "may I post a picture of a work site"


def test_a_short_clause_is_quoted_whole() -> None:
    text = f"{FILLER[0]} {RULE}"
    assert quote(clause(text), ASKED) == text


def test_of_a_long_clause_the_fitting_sentence_is_quoted() -> None:
    text = " ".join((*FILLER, RULE, *FILLER))
    assert quote(clause(text), ASKED) == RULE


@pytest.mark.parametrize("narrowing", NARROWING)
def test_a_sentence_comes_with_the_one_that_narrows_it(narrowing: str) -> None:
    text = " ".join((*FILLER, RULE, narrowing, *FILLER))
    assert quote(clause(text), ASKED) == f"{RULE} {narrowing}"


def test_a_restriction_of_the_whole_clause_is_quoted_wherever_it_stands() -> None:
    last = "Nothing in this section limits the rights of unions."
    text = " ".join((RULE, *FILLER, last))
    assert quote(clause(text), ASKED).endswith(last)


def test_a_permission_beside_a_prohibition_belongs_to_it() -> None:
    text = " ".join((*FILLER, RULE, "Employees may post pictures of the open day.", *FILLER))
    assert quote(clause(text), ASKED).endswith("open day.")


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    text = " ".join(
        (*FILLER, "A work site is fenced off.", "It must not be shown in a picture.", *FILLER)
    )
    assert quote(clause(text), "picture shown").startswith("A work site is fenced off.")


def test_an_item_within_the_text_comes_with_the_line_that_opens_its_list() -> None:
    opening = "Without approval employees must not do any of the following:"
    lines = (opening, "publish drafts", "post a picture of a work site", "speak for the agency")
    text = "\n".join((*FILLER, *lines))
    assert quote(clause(text), ASKED).startswith(opening)


def test_an_opening_is_never_quoted_without_its_list() -> None:
    opening = "Pictures of a work site must not be posted if they show:"
    text = "\n".join((*FILLER, opening, "a person;", "a weapon.", *FILLER))
    assert f"{opening}\na person;" in quote(clause(text), ASKED)


def test_a_row_is_quoted_whole_however_long() -> None:
    text = "Record: " + " ".join(FILLER) + " " + RULE
    assert quote(clause(text, kind=ClauseKind.ROW), ASKED) == text


def test_the_stretch_that_the_search_liked_decides_where_words_do_not() -> None:
    text = " ".join((*FILLER, *(f"{s} Again." for s in FILLER)))
    assert quote(clause(text), "zebra", segment=FILLER[4]) == FILLER[4]


SENTENCE = st.sampled_from((RULE, *FILLER, *NARROWING))


@given(st.lists(SENTENCE, min_size=8, max_size=30), st.sampled_from((ASKED, "zebra", "training")))
def test_a_quote_is_an_unbroken_stretch_and_drops_nothing_that_narrows_it(
    parts: list[str], asked: str
) -> None:
    text = " ".join(parts)
    shown = quote(clause(text), asked)
    assert shown
    assert shown in text
    found = sentences(shown)
    all_of_them = sentences(text)
    start = text.index(shown)
    after = sentences(text[start + len(shown) :])
    if len(text.split()) >= WHOLE_BELOW:
        assert not (after and narrows(after[0]))
        assert not narrows(found[0]) or start == 0
        everywhere = "This does not apply to pictures that the public can take from the street."
        assert everywhere not in all_of_them or everywhere in found


@given(st.text(max_size=2000), st.text(max_size=50))
def test_whatever_the_text_the_quote_is_verbatim(text: str, asked: str) -> None:
    assert quote(clause(text), asked) in text
