from __future__ import annotations

from bot.language import prompts
from bot.language.calling import ask
from bot.language.forms import LONGEST_REPLY
from bot.writing import Outcome
from tests.bot.language.scripted import Scripted

PROMPT = prompts.reading("q", [], [])


def test_a_reply_is_kept_as_a_database_takes_it() -> None:
    called = ask(Scripted("a\0b\ud800c"), PROMPT)

    assert called.failed is None
    assert called.call.returned == "a\N{REPLACEMENT CHARACTER}b?c"


def test_an_endless_reply_is_kept_only_so_far_that_its_length_shows() -> None:
    called = ask(Scripted("a" * LONGEST_REPLY * 3, piece=LONGEST_REPLY), PROMPT)

    assert len(called.call.returned) == LONGEST_REPLY + 1


def test_of_a_failed_call_what_came_is_kept_and_nothing_is_counted() -> None:
    called = ask(Scripted("half of", failing=Outcome.UNREACHABLE), PROMPT)

    assert called.failed is Outcome.UNREACHABLE
    assert called.call.returned == "half of"
    assert (called.call.version, called.call.tokens_in, called.call.tokens_out) == ("", 0, 0)
