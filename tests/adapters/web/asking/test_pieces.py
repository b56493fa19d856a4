from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.asking.pieces import Piece, linked, marked, paragraphs

_TEXTS = st.text(st.sampled_from("aä [](1)29\n“”<>.:/@htps?&=#"), max_size=60) | st.text()


@given(_TEXTS)
def test_no_letter_is_lost_between_the_pieces(text: str) -> None:
    assert "".join(piece.text for piece in linked(text)) == text
    assert "".join(piece.text for piece in marked(text, 3, "s-")) == text


@given(st.lists(_TEXTS, max_size=4).map(" https://".join))
def test_a_link_leads_to_the_very_address_that_it_shows(text: str) -> None:
    for piece in linked(text):
        assert piece.to in ("", piece.text)
        assert not piece.to or piece.to.lower().startswith(("http://", "https://"))
        assert "@" not in piece.to.partition("//")[2].partition("/")[0]


@given(_TEXTS, st.integers(0, 3))
def test_a_mark_leads_to_a_quote_that_there_is(text: str, quotes: int) -> None:
    anchors = {"", *(f"#s-{rank}" for rank in range(1, quotes + 1))}
    assert {piece.to for piece in marked(text, quotes, "s-")} <= anchors


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.gov/a?b=1&c=2.", "https://example.gov/a?b=1&c=2"),
        ("(https://example.gov/a)", "https://example.gov/a"),
        ("“https://example.gov”", "https://example.gov"),
        ("HTTP://EXAMPLE.GOV/x, please", "HTTP://EXAMPLE.GOV/x"),
    ],
)
def test_an_address_ends_before_its_sentence_does(text: str, address: str) -> None:
    assert [piece.to for piece in linked(text) if piece.to] == [address]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "https://", "http://me@example.gov/", "https://[x", "mailto:a@b"],
)
def test_what_is_no_address_of_a_page_leads_nowhere(text: str) -> None:
    assert list(linked(text)) == [Piece(text)]


def test_marks_lead_to_their_quotes() -> None:
    assert list(marked("You must ask. [2] [9]", 2, "source-7-")) == [
        Piece("You must ask. "),
        Piece("[2]", "#source-7-2"),
        Piece(" [9]"),
    ]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("one\nline\n \n\ntwo\n") == ((Piece("one\nline"),), (Piece("two"),))
    assert paragraphs(" \n\n ") == ()
