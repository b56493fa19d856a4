from __future__ import annotations

import re

import lxml.html

from knowledge.loading.html import parse
from knowledge.rendering.marking import mark
from knowledge.rendering.model import Sought


def marked(html: str, words: str) -> str:
    root = parse(html)
    mark(root, Sought(words))
    body = root.find("body")
    return "" if body is None else lxml.html.tostring(body, encoding="unicode")[6:-7]


def test_words_are_marked_and_nothing_around_them() -> None:
    assert marked("<p>One two three.</p>", "two") == '<p>One <mark id="cited">two</mark> three.</p>'


def test_words_run_through_elements_and_paragraphs() -> None:
    given = "<p>One <b>two</b> three</p><p>four <a href='#x'>five</a></p>"
    assert marked(given, "two three four") == (
        '<p>One <b><mark id="cited">two</mark></b><mark> three</mark></p>'
        '<p><mark>four</mark> <a href="#x">five</a></p>'
    )


def test_the_place_is_named_once() -> None:
    given = '<h1 id="cited">A</h1><p>Found here</p>'
    assert re.findall('<(\\w+) id="cited"', marked(given, "Found here")) == ["mark"]


def test_nothing_is_marked_where_the_words_are_not() -> None:
    given = '<p id="cited">One</p>'
    assert marked(given, "something else") == given


def test_the_text_stays_the_same() -> None:
    given = "<table><tr><td>Routine</td><td>Second <i>reader</i> only</td></tr></table>"
    made = marked(given, "Routine; Second reader")
    assert re.sub("</?mark[^>]*>", "", made) == given
    assert made.count("<mark") == 3
