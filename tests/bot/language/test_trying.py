from __future__ import annotations

import itertools

import pytest

from bot.errors import ModelFailed
from bot.language.model import Hears, Prompt, Said, silent
from bot.language.trying import attempt
from bot.writing import Outcome
from tests.bot.language.asked import model
from tests.fakes.model_server import model_server


class Speaker:
    """Says one thing, in two pieces."""

    name = "fake:speaker"

    def __init__(self, text: str) -> None:
        self._text = text

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        assert prompt.purpose == "trying"
        hears(self._text[:3])
        hears(self._text)
        return Said(self._text, "1", 10, 5)


def test_a_trial_tells_when_the_first_word_came_and_when_the_last() -> None:
    seconds = itertools.count(100.0, 2.0)
    trial = attempt(Speaker('{"answer": "blue"}'), 1000, lambda: next(seconds))
    assert 0 < trial.first < trial.whole
    assert trial.kept


def test_a_model_that_keeps_the_line_open_and_says_nothing_ends_the_trial_in_its_time() -> None:
    with model_server() as server:
        pings = model(server, "pings")
        with pytest.raises(ModelFailed) as failed:
            attempt(pings, 2)
    assert (failed.value.outcome, failed.value.passing) == (Outcome.SLOW, True)


def test_a_reply_in_another_form_is_seen_as_one() -> None:
    for text in ("Blue.", '{"colour": "blue"}', '{"answer": "blue", "more": 1}', "[]"):
        assert not attempt(Speaker(text), 1000).kept
