from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from adapters.terminal.render import render, sources, when
from bot.model import Band, Citation
from tests.adapters.terminal.examples import (
    ANSWER,
    CLARIFICATION,
    CLAUSE,
    ESCALATION,
    HEADER,
    PASSAGE,
    VERSION,
)

WIDTH = 80
TODAY = date(2025, 6, 1)


def _shown(renderable: RenderableType, *, terminal: bool = False) -> str:
    console = Console(file=StringIO(), width=WIDTH, force_terminal=terminal, no_color=not terminal)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def test_a_citation_shows_number_title_version_date_place_lead_in_and_quote() -> None:
    shown = _shown(render(replace(ANSWER, text="No."), TODAY))
    assert "[1] 4.1.2 · Social Media Policy · version 3.0 · in force since 1 March 2025" in shown
    assert "    Personal use > Pictures · page 3 · policies/social-media.md" in shown
    assert "\n    Employees must not:" in shown
    assert "    “post pictures of themselves in uniform.”" in shown


def test_a_clause_without_number_is_cited_by_its_heading() -> None:
    passage = replace(PASSAGE, clause=replace(CLAUSE, number=""))
    shown = _shown(render(replace(ANSWER, citations=(Citation(passage, "x"),)), TODAY))
    assert "[1] Pictures · Social Media Policy" in shown


def test_a_quote_that_the_text_holds_is_not_shown_twice() -> None:
    shown = _shown(render(ANSWER, TODAY))
    assert shown.count("post pictures of themselves in uniform.") == 1
    assert "[1] 4.1.2 · Social Media Policy" in shown


def test_a_sure_answer_says_so_and_no_other_does() -> None:
    sure = "Sure: the clauses quoted answer this."
    assert sure in _shown(render(ANSWER, TODAY))
    assert sure not in _shown(render(replace(ANSWER, band=Band.UNSURE), TODAY))
    assert sure not in _shown(render(ESCALATION, TODAY))


def test_ready_replies_are_numbered() -> None:
    shown = _shown(render(CLARIFICATION, TODAY))
    assert "  1 My own account\n" in shown
    assert "  2 The agency's account\n" in shown


def test_a_note_of_a_citation_is_shown() -> None:
    noted = Citation(PASSAGE, "x", note="This changes on 1 January 2026.")
    assert noted.note in _shown(render(replace(ANSWER, citations=(noted,)), TODAY))


def test_colour_appears_on_a_terminal_only() -> None:
    assert "\x1b" not in _shown(render(ANSWER, TODAY))
    assert "\x1b" in _shown(render(ANSWER, TODAY), terminal=True)


def test_an_escalation_is_its_text_alone() -> None:
    assert _shown(render(ESCALATION, TODAY)).split() == ESCALATION.text.split()


def test_sources_show_whole_clauses_with_their_scores() -> None:
    shown = _shown(sources([PASSAGE]))
    assert "score 12.500" in shown
    assert "This holds off duty too." in shown


def test_no_sources_is_said() -> None:
    assert "Nothing was found" in _shown(sources([]))


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (None, None, ""),
        (date(2025, 3, 1), None, "in force since 1 March 2025"),
        (
            date(2025, 3, 1),
            date(2025, 12, 31),
            "in force since 1 March 2025 until 31 December 2025",
        ),
        (None, date(2025, 12, 31), "in force until 31 December 2025"),
        (date(2025, 7, 1), None, "takes effect on 1 July 2025"),
        (date(2024, 7, 1), date(2025, 5, 31), "was in force until 31 May 2025"),
    ],
)
def test_dates_are_told_as_of_the_day_asked_about(
    begins: date | None, ends: date | None, words: str
) -> None:
    header = replace(HEADER, effective_from=begins, effective_to=ends)
    assert when(replace(VERSION, header=header), TODAY) == words


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=120))
def test_whatever_a_document_says_stays_text_within_the_width(text: str) -> None:
    header = replace(HEADER, title=text, version=text)
    clause = replace(CLAUSE, text=text, lead_in=text, headings=(text,), number=text)
    passage = replace(PASSAGE, clause=clause, version=replace(VERSION, header=header, path=text))
    decision = replace(
        ANSWER, text=text, citations=(Citation(passage, text, text),), options=(text,)
    )
    shown = _shown(render(decision, TODAY)) + _shown(sources([passage]))
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert all(cell_len(line) <= WIDTH for line in shown.splitlines())
