"""What a model that failed for a question is still asked for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant import Assistant
from bot.model import Band, Kind
from bot.writing import Outcome, Reading, Writing
from tests.bot.test_written_answers import ASKED, FIRST, Rewording, Scripted, _never_sure, written

FAILED = {
    Outcome.SLOW, Outcome.UNREACHABLE, Outcome.BUSY, Outcome.REFUSED, Outcome.RESTING,
}  # fmt: skip


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.READ}))
def test_an_endpoint_that_failed_at_reading_isnt_waited_for_at_writing(
    assistant: Assistant, outcome: Outcome
) -> None:
    unsure = replace(assistant, confidence=lambda: _never_sure(assistant))
    plain = unsure.reply(ASKED)
    assert (plain.kind, plain.band) == (Kind.ANSWER, Band.UNSURE)
    writer, reader = Scripted(written(FIRST)), Rewording(Reading(outcome))
    decision = replace(unsure, reader=reader, writer=writer).reply(ASKED)
    assert decision.citations == plain.citations
    assert (writer.asked == []) == (outcome in FAILED)
    if outcome in FAILED:
        assert decision.writing == Writing(outcome)
        assert "model can't help" in decision.text
