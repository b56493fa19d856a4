from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.names import strange
from bot.claims.parts import partings
from bot.claims.statement import read
from bot.claims.surface import disguised, marked_up, misquoted
from bot.claims.units import units

CLAUSE = (
    "On any account, employees must not:\ndisclose secrets;\nthreaten anyone.\n"
    "The Director of Communications decides. This takes 3 days."
)


def test_an_item_is_a_unit_only_with_its_lead_in() -> None:
    found = [unit.text for unit in units(CLAUSE)]
    assert "on any account, employees must not disclose secrets;" in found
    assert "disclose secrets;" not in found


@pytest.mark.parametrize("item", ["Use tools that are private.", "share what must be kept;"])
def test_an_item_with_a_verb_needs_its_lead_in_no_less(item: str) -> None:
    found = [unit.text for unit in units(f"Employees must not:\n{item}\nlie.")]
    assert item.lower() not in found


def test_a_list_is_also_a_unit_as_a_whole() -> None:
    whole = "on any account, employees must not: disclose secrets;; threaten anyone."
    assert whole in [unit.text for unit in units(CLAUSE)]


def test_a_sentence_that_points_back_is_also_read_with_the_one_before() -> None:
    found = [unit.text for unit in units(CLAUSE)]
    assert "this takes 3 days." in found
    assert "the director of communications decides. this takes 3 days." in found


def test_a_sentence_after_a_list_needs_no_lead_in() -> None:
    assert "the director of communications decides." in [unit.text for unit in units(CLAUSE)]


def test_a_joined_sentence_comes_apart_without_losing_a_word() -> None:
    sentence = read("You may ask; the office decides and the approval lasts 24 months.")
    ways = partings(sentence)
    assert [len(parts) for parts in ways] == [2, 3]
    for parts in ways:
        said = [token.stem for part in parts for token in part.content]
        assert said == [token.stem for token in sentence.content]


@given(st.text(max_size=60))
def test_parting_never_loses_what_carries_meaning(text: str) -> None:
    sentence = read(text)
    for parts in partings(sentence):
        assert sum(len(part.content) for part in parts) == len(sentence.content)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ask the Director of Communications.", ()),
        ("Ask the Communications Director.", ()),
        ("Ask the Director of Safety.", ("director safety",)),
        ("Ask on form X-9.", ("X-9",)),
        ("Ask the IRS.", ("irs",)),
        ("Asking takes 3 days.", ()),
        ("Write to a@b.example.", ("a@b.example",)),
        ("It takes a 3-day wait.", ()),
    ],
)
def test_names_that_the_clause_lacks_are_strange(sentence: str, expected: tuple[str, ...]) -> None:
    assert strange(sentence, CLAUSE) == expected


def test_quotations_are_compared_without_their_glyphs_and_white_space() -> None:
    clause = "The wording “these views  are my own” is enough."
    assert not misquoted('Say "these views are my own."', clause)
    assert not misquoted("It’s enough, as the employees’ guide says.", clause)
    assert misquoted("Say ‘these views are not mine’.", clause)


def test_what_the_clause_has_itself_is_no_mark_up() -> None:
    assert not marked_up("Write to a@b.example.", "Mail a@b.example for more.")
    assert marked_up("Write to a@c.example.", "Mail a@b.example for more.")
    assert marked_up("See https://evil.example/x", "See the page.")


def test_letters_of_names_in_the_clause_are_not_disguised() -> None:
    assert not disguised("Ask Zoë.", "Zoë decides.")
    assert not disguised("Ask in the café — now.", "Ask.")
    assert disguised("Ask in the c\u0430fe.", "Ask.")
    assert disguised(
        "Ask \ud835\udc27ow.".encode("utf-16", "surrogatepass").decode("utf-16"), "Ask."
    )


def test_a_row_of_a_table_opens_no_list() -> None:
    table = "The following fees apply.\nItem: Map; Fee: 2 dollars\nItem: Atlas; Fee: 5 dollars"
    found = [unit.text for unit in units(table)]
    assert "the following fees apply. item: atlas; fee: 5 dollars" in found
    assert not any("map" in unit and "atlas" in unit for unit in found)


def test_what_something_may_not_be_done_without_is_not_taken_apart() -> None:
    sentence = read("Nobody may film without the consent of the readers and the help of a guide.")
    assert partings(sentence) == ()


def test_one_or_more_of_a_thing_are_read_as_more() -> None:
    assert read("the receipt(s) you have").text == "the receipts you have"
