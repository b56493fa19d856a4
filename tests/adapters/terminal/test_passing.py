from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from adapters.terminal.passing import as_they_pass
from bot.assistant import Assistant
from bot.language.model import unsaid
from bot.model_wording import LOOKING_UP, MORE_IS_CHECKED
from bot.writing import Sentence
from tests.adapters.terminal.emulated import lines

FIRST = Sentence("You must ask first.", (1,))
SECOND = Sentence("Nobody else may post.", (1, 2))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


@dataclass(frozen=True)
class Models:
    """As much of an assistant as is looked at: whether it has any model."""

    reader: object = None
    writer: object = None


WITH = cast("Assistant", Models(writer=object()))
WITHOUT = cast("Assistant", Models())


def console(width: int = 40, height: int = 24, *, terminal: bool = True) -> Console:
    environment = {"TERM": "xterm", "NO_COLOR": "1"}
    return Console(
        file=StringIO(),
        width=width,
        height=height,
        force_terminal=terminal,
        _environ=environment,
        markup=False,
        emoji=False,
        highlight=False,
    )


def written(one: Console) -> str:
    assert isinstance(one.file, StringIO)
    return one.file.getvalue()


def interrupted(one: Console) -> None:
    with as_they_pass(WITH, one) as says:
        says(FIRST)
        raise KeyboardInterrupt


def test_what_has_passed_stands_there_until_the_answer_comes() -> None:
    one = console()
    with as_they_pass(WITH, one) as says:
        assert lines(written(one), 24) == [LOOKING_UP]
        says(FIRST)
        assert lines(written(one), 24) == ["You must ask first. [1]", MORE_IS_CHECKED]
        says(SECOND)
        assert lines(written(one), 24) == [
            "You must ask first. [1] Nobody else may",
            "post. [1] [2]",
            MORE_IS_CHECKED,
        ]
    one.print("The answer.")
    assert lines(written(one), 24) == ["The answer."]


@given(st.lists(TEXT, max_size=6), st.integers(3, 60), st.integers(2, 12))
def test_nothing_of_it_stays_on_any_screen(said: list[str], width: int, height: int) -> None:
    one = console(width, height)
    with as_they_pass(WITH, one) as says:
        for text in said:
            says(Sentence(text, (1,)))
    assert lines(written(one), height) == []


def test_nothing_stays_where_it_is_interrupted() -> None:
    one = console()
    with pytest.raises(KeyboardInterrupt):
        interrupted(one)
    assert lines(written(one), 24) == []
    assert written(one).rindex("\x1b[?25h") > written(one).rindex("\x1b[?25l")


def test_a_control_character_of_a_model_never_gets_there() -> None:
    one = console()
    with as_they_pass(WITH, one) as says:
        says(Sentence("Ask\x1b]0;title\x07 first.\x9b2J", (1,)))
    assert "\x1b]" not in written(one)
    assert "\x9b" not in written(one)


def test_a_pipe_a_dumb_terminal_and_one_without_a_model_show_nothing() -> None:
    piped, dumb, plain = console(terminal=False), console(), console()
    dumb._environ = {"TERM": "dumb"}
    for assistant, one in ((WITH, piped), (WITH, dumb), (WITHOUT, plain)):
        with as_they_pass(assistant, one) as says:
            assert says is unsaid
        assert written(one) == ""
