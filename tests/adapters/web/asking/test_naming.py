from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.asking.naming import address, conversation, new_token, token_of
from adapters.web.errors import NotHere
from bot.model import Person

_PEOPLE = st.integers(1, 10**6).map("web:{}".format) | st.from_regex(
    r"web:guest:[0-9a-f]{24}", fullmatch=True
)


@given(_PEOPLE, _PEOPLE, st.text(max_size=60))
def test_nobody_can_name_a_conversation_of_somebody_else(one: str, other: str, given: str) -> None:
    token = new_token()
    theirs = conversation(Person(one), token)
    assert token_of(theirs) == token
    if one == other:
        return
    assert conversation(Person(other), token) != theirs
    try:
        named = conversation(Person(other), given)
    except NotHere:
        return
    assert not named.startswith(f"{one}:")


@pytest.mark.parametrize("token", ["", "a:b", "a/b", "a b", "ä", "a" * 41, "a\n"])
def test_what_is_no_token_names_nothing(token: str) -> None:
    with pytest.raises(NotHere):
        conversation(Person("web:1"), token)


def test_who_has_no_name_has_no_conversations() -> None:
    with pytest.raises(NotHere):
        conversation(Person(), new_token())


def test_each_turn_has_an_address_of_its_own() -> None:
    assert address("web:1:abc") == "/conversations/abc"
    assert address("web:1:abc", 7) == "/conversations/abc?turn=7#turn-7"
