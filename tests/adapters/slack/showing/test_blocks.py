from __future__ import annotations

import pytest
from hypothesis import given

from adapters.slack.showing.blocks import Posted, context, escape, link, prose, quote, section
from tests.adapters.slack.decisions import LABEL
from tests.fakes.slack import rung, shown


def _seen(*blocks: object) -> dict[str, object]:
    return {"text": "", "blocks": list(blocks)}


@given(LABEL)
def test_words_are_shown_letter_by_letter_and_ring_nobody(text: str) -> None:
    for made in (prose(text), quote(text), section(text), context(text)):
        assert shown(_seen(made)) == text
        assert rung(_seen(made)) == set()


@given(LABEL)
def test_escaped_words_are_what_they_were_and_ring_nobody(text: str) -> None:
    message = {"text": escape(text), "blocks": []}
    assert shown(message) == text
    assert rung(message) == set()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/form.", "https://a.example/form"),
        ("(http://a.example/x?y=1&z=2)", "http://a.example/x?y=1&z=2"),
        ("“https://a.example”", "https://a.example"),
    ],
)
def test_a_web_address_in_a_persons_words_can_be_pressed(text: str, address: str) -> None:
    parts = prose(text)["elements"][0]["elements"]
    links = [part for part in parts if part["type"] == "link"]
    assert [(part["url"], part["text"]) for part in links] == [(address, address)]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://a.example", "http://" + "x" * 4000])
def test_no_other_address_can(text: str) -> None:
    assert [part["type"] for part in prose(text)["elements"][0]["elements"]] == ["text"]


def test_a_link_can_not_be_broken_out_of() -> None:
    made = link("https://a.example/?a=1&b=2", "here> <!channel>")
    assert made["text"] == "<https://a.example/?a=1&amp;b=2|here&gt; &lt;!channel&gt;>"


def test_what_shows_nothing_is_left_out() -> None:
    assert shown(_seen(quote("a\x00b\x1bc\ud800d\ne"))) == "abcd\ne"


def test_empty_small_print_is_left_out() -> None:
    assert context("", "x") == context("x")


def test_a_message_is_a_value() -> None:
    assert Posted("x", (quote("y"),)) == Posted("x", (quote("y"),))
