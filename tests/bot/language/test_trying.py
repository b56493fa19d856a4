from __future__ import annotations

import itertools

from bot.language.model import Hears, Prompt, Said, silent
from bot.language.trying import attempt


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
    trial = attempt(Speaker('{"answer": "blue"}'), lambda: next(seconds))
    assert (trial.first, trial.whole) == (2, 6)
    assert trial.kept


def test_a_reply_in_another_form_is_seen_as_one() -> None:
    for text in ("Blue.", '{"colour": "blue"}', '{"answer": "blue", "more": 1}', "[]"):
        assert not attempt(Speaker(text)).kept
