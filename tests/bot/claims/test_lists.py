from __future__ import annotations

import pytest

from bot.claims.lists import torn
from bot.claims.statement import read
from bot.claims.units import lists

ALL = (
    "Visitors may film in the reading room, provided that:\n(a) no other reader is visible;\n"
    "(b) the light stays off; and\n(c) the librarian has been told."
)
ANY = "Readers may renew a loan if any of the following applies:\nthey are ill;\nthey are abroad."
EITHER = "Readers may renew a loan if:\nthey are ill; or\nthey are abroad."
EXCEPT = "Nobody may take an atlas home, except:\nteachers;\nthe curator."
DUTY = "Staff must meet all of these conditions:\nhold a badge;\nsign the register."
NAMED = (
    "You may film in the reading room if no reader is visible, the light stays off and the "
    "librarian has been told."
)


def is_torn(sentence: str, clause: str) -> bool:
    return torn(read(sentence), lists(clause))


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("You may film in the reading room if the light stays off.", ALL),
        ("Visitors may film in the reading room, provided that no other reader is visible.", ALL),
        ("You may film in the reading room if no reader is visible and the light is off.", ALL),
        ("Nobody may take an atlas home, except teachers.", EXCEPT),
    ],
)
def test_some_of_what_holds_only_together_is_not_enough(sentence: str, clause: str) -> None:
    assert is_torn(sentence, clause)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (NAMED, ALL),
        ("You may film in the reading room if all conditions quoted below are met.", ALL),
        ("Under the conditions below, you may film in the reading room.", ALL),
        ("Among other things, the light must stay off when you film in the reading room.", ALL),
        ("You may renew a loan if you are ill.", ANY),
        ("You may renew a loan if you are abroad.", EITHER),
        ("Nobody may take an atlas home, except teachers and the curator.", EXCEPT),
        ("Nobody may take an atlas home, except in the cases listed below.", EXCEPT),
        ("Staff must hold a badge.", DUTY),
        ("The librarian has been told.", ALL),
    ],
)
def test_all_of_it_a_hint_at_the_rest_or_one_of_several_ways_is(sentence: str, clause: str) -> None:
    assert not is_torn(sentence, clause)


def test_an_only_that_ends_a_line_opens_no_conditions() -> None:
    assert not is_torn("Keys go into the safe.", "Keys go into the safe only\nby day\nby night")


def test_an_item_that_ends_in_and_opens_no_list_of_its_own() -> None:
    clause = "You may enter, provided that:\n(a) you can't be late; and\n(b) you are a reader."
    assert [len(one.items) for one in lists(clause)] == [2]
