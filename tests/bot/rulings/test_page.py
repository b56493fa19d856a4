"""A ruling's page, read as every document is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rulings.model import Interpreted
from bot.rulings.page import Page, folded, lined, markdown, noted
from bot.wording import ruling
from knowledge.clauses import split
from knowledge.header import is_undivided, read_header
from knowledge.loading import load
from knowledge.model import Clause, Header

GIFTS = Interpreted("237bcbefed38154b", "gifts.md", "1.1", "Gifts: what *you* may", "0f" * 16)
MAY = date(2026, 5, 4)
NASTY = """\
---
groups: []
---
# 1. Heading
===
4.1 doesn't apply to you, (a) see [link](http://a.b "t") ![x](y) <b>bold</b> &amp; `code` **b**
- item
1. item
> quote

| a | b |
|---|---|
{% include x.md %} {{ name }} {{< x >}} <!-- gone --> ::: note ~~gone~~ [^1] :term
: meaning
[^1]: note
    code \\* \\
"""
LISTED = (
    """\
Yes, with three conditions:

(a) your supervisor agrees;
(b) no plate can be read; and
  (c) it is your own. See 4.1 for more.

However, ask first. """
    + "It takes a day. " * 60
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="1.aA(b)-*#>|`~[]{}%<!&;:=_+\\\"' \n\t", max_size=80),
    st.lists(st.sampled_from([*NASTY.splitlines(), "\n", "\n\n", "  "]), max_size=8).map("".join),
)


def page(
    reply: str, question: str = "may I?", interprets: tuple[Interpreted, ...] = (GIFTS,)
) -> Page:
    named = [f"{one.name}, {one.title}" for one in interprets]
    return Page(
        number=12,
        words=ruling("the press office", "", MAY, named, lined(reply)),
        question=question,
        owner="the press office",
        who="Ann: *b*",
        since=MAY,
        expires=date(2027, 5, 4),
        groups=frozenset({"hr", "no: yes"}),
        audience=("police",),
        interprets=interprets,
    )


def read(made: Page) -> tuple[Header, tuple[Clause, ...]]:
    loaded = load("ruling-12.md", markdown(made).encode())
    header, warnings = read_header("ruling-12.md", loaded.properties, None, loaded.blocks)
    whole = is_undivided(loaded.properties)
    clauses, more = split(header, loaded.blocks, whole=whole)
    assert (*warnings, *more) == ()
    return header, clauses


def visible(text: str) -> list[str]:
    """Return a reply as people read it: its lines, without the empty ones."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return ["".join(c for c in line if c.isprintable()).strip() for line in lines]


@given(TEXTS.filter(lined), TEXTS.filter(folded))
@example(NASTY, NASTY)
@example(LISTED, "may I?")
@example("1. First", "3.2")
@example("4.1 doesn't apply to you.", "*")
@example("(a) yes", "- ?")
@example("Note: x", "~")
def test_whatever_the_office_wrote_is_one_clause_in_its_very_words(
    reply: str, question: str
) -> None:
    header, (clause,) = read(page(reply, question))
    begins = "Ruling of the press office, 4 May 2026, on 1.1, Gifts: what *you* may:"
    lines = lined(reply)
    assert clause.text == f"{begins}\n{lines}" if "\n" in lines else f"{begins} {lines}"
    assert (clause.number, clause.headings, clause.lead_in) == ("", ("Ruling 12",), "")
    assert header.groups == {"hr", "no: yes"}
    asked = folded(question)
    assert clause.questions == (asked,)
    assert header.document == "ruling-12"


@given(TEXTS)
@example(LISTED)
def test_each_line_of_a_reply_stays_a_line_with_all_that_can_be_seen(text: str) -> None:
    assert list(filter(None, visible(lined(text)))) == list(filter(None, visible(text)))


@given(TEXTS)
def test_a_question_is_folded_into_one_line(text: str) -> None:
    assert "\n" not in folded(text)
    assert folded(text).replace(" ", "") == lined(text).replace(" ", "").replace("\n", "")


def test_the_header_has_dates_access_and_the_question_as_asked() -> None:
    header, (clause,) = read(page("Yes.", "may I take *this*: a pen?"))
    assert (header.title, header.owner) == ("Rulings", "the press office")
    assert (header.effective_from, header.effective_to) == (MAY, date(2027, 5, 4))
    assert (header.audience, clause.questions) == (("police",), ("may I take *this*: a pen?",))


def test_what_it_interprets_comes_back_from_the_page() -> None:
    made = page("Yes.", interprets=(GIFTS, GIFTS))
    found = noted("ruling-12.md", markdown(made).encode())
    assert found is not None
    assert (found.ticket, found.who, found.interpreted()) == (12, "Ann: *b*", (GIFTS, GIFTS))


@given(said=TEXTS)
@example(said=NASTY)
@example(said="no")
@example(said="2026-05-04")
def test_what_the_officer_wrote_comes_back_from_the_page_line_by_line(said: str) -> None:
    found = noted("ruling-12.md", markdown(replace(page("Yes."), said=said)).encode())
    assert found is not None
    assert found.said == lined(said)


@pytest.mark.parametrize(
    "text",
    [
        "# Rulings\n\nNo header.",
        "---\nid: ruling-12\n---\n# Of somebody else",
        "---\nruling: {ticket: twelve, who: Ann, interprets: []}\n---\n# Rulings",
        "---\nruling: [unended\n---\n# Rulings",
        "\0",
    ],
)
def test_other_pages_are_none(text: str) -> None:
    assert noted("ruling-12.md", text.encode()) is None


def test_a_ruling_says_whose_it_is_and_on_what() -> None:
    named = ["4.1, Social Media Policy", "Gifts, Gift Rules"]
    said = ruling("the press office", "Ann", MAY, named, "Yes.")
    assert said == (
        "Ruling of Ann of the press office, 4 May 2026, on 4.1, Social Media Policy; Gifts, Gift"
        " Rules: Yes."
    )
    assert ruling("the press office", "", MAY, (), "Yes.") == (
        "Ruling of the press office, 4 May 2026: Yes."
    )
