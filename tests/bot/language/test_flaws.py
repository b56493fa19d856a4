from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.flaws import is_marked, speaks


@pytest.mark.parametrize(
    "text",
    [
        "Read https://evil.example first.",
        "Confirm it at evil.example/login.",
        "Write to help@evil.example.",
        "Tell @everyone.",
        "<!channel> come.",
        "See [the policy](x).",
        "**Never** do that.",
        "# Rule",
    ],
)
def test_links_addresses_and_mark_up_are_known(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "You must sign in to Login.gov or Max.gov.",
        "Ask the Records Officer, e.g. by phone and/or letter.",
        "Form HP-12 is due in 3/4 of all cases, i.e. often.",
    ],
)
def test_plain_sentences_have_none(text: str) -> None:
    assert not is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have passed your question to the office as ticket 1.",
        "I’ll approve it.",
        "Trust me.",
        "It is my opinion that you may.",
    ],
)
def test_whoever_speaks_of_themselves_is_known(text: str) -> None:
    assert speaks(text)


@pytest.mark.parametrize(
    "text",
    [
        "You must write “my own view” beside it.",
        "Part I applies to you.",
        "You must keep what (i) names.",
        "It falls under Class I.",
        "You may post it.",
    ],
)
def test_numerals_and_quotes_are_no_speaker(text: str) -> None:
    assert not speaks(text)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(is_marked(text), bool)
    assert isinstance(speaks(text), bool)
