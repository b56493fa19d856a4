from __future__ import annotations

from dataclasses import replace
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from adapters.terminal.render import references, render, sources
from bot.model import Band, Citation
from bot.model_wording import WRITTEN as LABEL
from tests.adapters.terminal.examples import (
    ANSWER,
    CLARIFICATION,
    CLAUSE,
    ESCALATION,
    HEADER,
    PASSAGE,
    VERSION,
    WRITTEN,
)

WIDTH = 80


def _shown(renderable: RenderableType, *, terminal: bool = False) -> str:
    console = Console(file=StringIO(), width=WIDTH, force_terminal=terminal, no_color=not terminal)
    with console.capture() as capture:
        console.print(renderable, crop=False)
    return capture.get()


def test_the_sources_of_an_answer_stand_below_it_with_section_and_file() -> None:
    shown = _shown(render(ANSWER))
    assert "[1] Personal use > Pictures · policies/social-media.md" in shown


def test_a_document_with_an_address_is_found_there() -> None:
    address = f"https://a.example/{'policy-' * 20}"
    header = replace(HEADER, source=address)
    cited = Citation(replace(PASSAGE, version=replace(VERSION, header=header)), ANSWER.text)
    shown = _shown(render(replace(ANSWER, citations=(cited,))))
    assert f"social-media.md\n    {address}\n" in shown


def test_a_quote_that_the_text_lacks_is_shown_with_its_origin() -> None:
    shown = _shown(render(replace(ANSWER, text="No.")))
    assert "No.\n\n“Employees must not:\npost pictures of themselves in uniform.”\n— 4.1.2" in shown


def test_a_quote_that_the_text_holds_is_not_shown_twice() -> None:
    shown = _shown(render(ANSWER))
    assert shown.count("post pictures of themselves in uniform.") == 1


def test_a_sure_answer_says_so_and_no_other_does() -> None:
    sure = "Sure: the clauses quoted answer this."
    assert sure in _shown(render(ANSWER))
    assert sure not in _shown(render(replace(ANSWER, band=Band.UNSURE)))
    assert sure not in _shown(render(ESCALATION))


def test_a_model_s_words_stand_first_then_their_label_in_bold_then_the_quotes() -> None:
    shown = _shown(render(WRITTEN), terminal=True)
    label = next(line for line in shown.splitlines() if "language model" in line)
    assert label.startswith("\x1b[1;33m")
    plain = " ".join(_shown(render(WRITTEN)).split())
    said = "Take no pictures in uniform. [1] Note: Off duty, too. [1] Put in plain words"
    assert plain.startswith(said)
    assert "policy's own words: “Employees must not: post pictures" in plain


def test_what_a_document_says_like_the_label_is_not_taken_for_it() -> None:
    forged = replace(ANSWER, text=f"{LABEL}\n\n“x”")
    assert "\x1b[1;33m" not in _shown(render(forged), terminal=True)


def test_ready_replies_are_numbered() -> None:
    shown = _shown(render(CLARIFICATION))
    assert "  1 My own account\n" in shown
    assert "  2 The agency's account\n" in shown


def test_clauses_that_are_referred_to_are_shown_whole_and_once() -> None:
    other = replace(CLAUSE, id="c83", number="8.3", headings=("8 Places",), text="Nobody enters.")
    cited = Citation(PASSAGE, "x", refers=(other,))
    shown = _shown(references((cited, cited)))
    assert "8.3 · 8 Places · page 3\n    Employees must not:\n    Nobody enters.\n" in shown
    assert shown.count("Nobody enters.") == 1
    assert "refer to no others" in _shown(references(()))


def test_colour_appears_on_a_terminal_only() -> None:
    assert "\x1b" not in _shown(render(ANSWER))
    assert "\x1b" in _shown(render(ANSWER), terminal=True)


def test_an_escalation_is_its_text_alone() -> None:
    assert _shown(render(ESCALATION)).split() == ESCALATION.text.split()


def test_sources_show_whole_clauses_with_their_scores() -> None:
    shown = _shown(sources([PASSAGE]))
    assert "score 12.500" in shown
    assert "This holds off duty too." in shown


def test_no_sources_is_said() -> None:
    assert "Nothing was found" in _shown(sources([]))


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=120))
def test_whatever_a_document_says_stays_text_within_the_width(text: str) -> None:
    header = replace(HEADER, title=text, version=text)
    clause = replace(CLAUSE, text=text, lead_in=text, headings=(text,), number=text)
    passage = replace(PASSAGE, clause=clause, version=replace(VERSION, header=header, path=text))
    decision = replace(
        ANSWER, text=text, citations=(Citation(passage, text, text),), options=(text,)
    )
    shown = _shown(render(decision)) + _shown(sources([passage]))
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert all(cell_len(line) <= WIDTH for line in shown.splitlines())
