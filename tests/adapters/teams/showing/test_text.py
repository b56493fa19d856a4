from __future__ import annotations

import pytest
from hypothesis import given

from adapters.teams.showing import text
from tests.adapters.teams.showing.messages import TEXT
from tests.adapters.teams.showing.reading import seen, seen_in_block


def _letters(words: str) -> str:
    return "".join(text.visible(words).split())


@given(TEXT)
def test_words_of_a_text_are_shown_letter_by_letter_and_are_no_mark_up(said: str) -> None:
    for line in text.lines(said):
        read = seen(text.escape(line))
        assert _letters(read.words) == _letters(line)
        assert (read.links, read.called, read.set_as) == ((), (), frozenset())


@given(TEXT)
def test_words_beside_a_link_on_a_card_are_no_mark_up_either(said: str) -> None:
    for line in text.lines(said):
        read = seen_in_block(text.in_block(line))
        assert _letters(read.words) == _letters(line)
        assert (read.links, read.called, read.set_as) == ((), (), frozenset())


@given(TEXT)
def test_of_prose_its_web_addresses_can_be_pressed_and_nothing_else(said: str) -> None:
    for line in text.lines(said):
        read = seen(text.linked(line))
        assert _letters(read.words) == _letters(line)
        assert read.set_as == frozenset()
        assert all(link.startswith(("http://", "https://")) for link in read.links)


@given(TEXT)
def test_a_choice_shows_no_mark_up_where_nothing_can_be_escaped(said: str) -> None:
    read = seen(text.plain(said) or "x")
    assert (read.links, read.called, read.set_as) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/x?y=1&z=2#page=3", "https://a.example/x?y=1&z=2#page=3"),
        ("http://a.example/(x)/[y]", "http://a.example/%28x%29/%5By%5D"),
        ("https://a.example/a b\\*", "https://a.example/a%20b%5C%2A"),
        ("javascript:alert(1)", ""),
        ("https://a.example/" + "x" * 2_000, ""),
    ],
)
def test_only_a_web_address_can_be_pressed_and_it_can_not_end_its_link(
    address: str, link: str
) -> None:
    assert text.web_address(address) == link
    assert text.link(address, "here") == (f"[here]({link})" if link else "here")


def test_marks_stay_citations_only_where_there_is_something_to_cite() -> None:
    assert text.marked("So [2]. Not [3] *x*", {2}) == "So [2]. Not &#91;3&#93; &#42;x&#42;"
    assert text.marks("So [2], and [1] and [x].") == (2, 1)


def test_what_shows_nothing_does_not_get_through() -> None:
    assert text.visible("a\x00b\x1bc\ud800d\r\ne\x9f") == "abcd\ne"
    assert list(text.lines(" a\n\n\x00\n b ")) == ["a", "b"]


def test_a_tag_is_none_even_for_a_reader_that_forgives_everything() -> None:
    assert text.escape("<at>A & B") == "&#60;at&#62;A &#38; B"


def test_a_bare_address_is_not_pressed_where_nothing_may_be() -> None:
    assert text.escape("see https://a.example, www.a.example, a@b.example") == (
        "see https&#58;//a.example, www&#46;a.example, a&#64;b.example"
    )
