from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.assistant import Assistant
from bot.kept import Kept
from bot.model import Decision, Kind, Question
from bot.rereading import Rereading, open_still
from bot.writing import Call, Outcome, Sentence, Writing
from knowledge.model import Viewer
from tests.bot.test_written_answers import Scripted

HR = Viewer(frozenset({"hr"}))


@pytest.fixture
def url() -> str:
    """Return SQLite's: nothing here depends on where it is kept."""
    return ""


@pytest.fixture
def rereading(assistant: Assistant) -> Rereading:
    return Rereading(assistant.library, assistant.surroundings)


def asked(
    assistant: Assistant, text: str, viewer: Viewer = Viewer(), on: date | None = None
) -> tuple[Decision, Kept]:
    told = assistant.reply(Question(text, viewer, on=on, conversation="chat-1"), record=True)
    assert told.turn is not None
    return told, assistant.records.turn(told.turn)


@pytest.mark.parametrize(
    ("text", "viewer"),
    [
        ("may I post pictures of crime scenes?", Viewer()),
        ("where are medical certificates kept?", HR),
        ("we were hacked", Viewer()),
        ("what about dinosaurs?", Viewer()),
    ],
)
def test_a_decision_is_read_again_as_it_was_told(
    assistant: Assistant, rereading: Rereading, text: str, viewer: Viewer
) -> None:
    told, kept = asked(assistant, text, viewer)
    again = rereading.decision(kept)
    assert again == replace(
        told,
        citations=tuple(
            replace(one, passage=replace(one.passage, keywords=0.0, similarity=0.0))
            for one in told.citations
        ),
        passages=(),
        features=(),
    )


def test_it_has_the_words_of_then_after_the_policy_has_changed(
    assistant: Assistant, rereading: Rereading
) -> None:
    told, kept = asked(assistant, "may I post pictures of crime scenes?")
    papers = assistant.settings.data.parent / "documents"
    social = papers / "social.md"
    social.write_text(social.read_text("utf-8").replace("crime scenes", "fires"), "utf-8")
    assistant.library.add([papers], publish=True)
    assert rereading.decision(kept).citations[0].quote == told.citations[0].quote
    assert "crime scenes" in told.citations[0].quote


def test_where_the_knowledge_base_has_a_clause_no_more_the_text_stands_for_itself(
    assistant: Assistant, rereading: Rereading
) -> None:
    told, kept = asked(assistant, "may I post pictures of crime scenes?")
    gone = replace(kept, revision=99)
    assert rereading.decision(gone).citations == ()
    assert rereading.decision(gone).text == told.text
    cited = [one | {"key": "elsewhere"} for one in kept.decision["citations"]]
    other = replace(kept, decision={**kept.decision, "citations": cited})
    assert rereading.decision(other).citations == ()


def test_it_tells_that_a_language_model_worded_the_answer(
    assistant: Assistant, rereading: Rereading
) -> None:
    call = Call("writing", "openai:m", "d" * 64, "sent")
    written = Writing(Outcome.WRITTEN, (Sentence("You must not.", (1,)),), call=call)
    writes = replace(assistant, writer=Scripted(written))
    told, kept = asked(writes, "may I post pictures of crime scenes?")
    assert told.kind is Kind.ANSWER
    assert rereading.decision(kept).writer == told.writer == "openai:m"


def test_an_answer_stays_open_to_who_may_read_all_that_it_rests_on(assistant: Assistant) -> None:
    _, restricted = asked(assistant, "where are medical certificates kept?", HR)
    assert open_still(restricted, HR)
    assert open_still(restricted, Viewer(frozenset({"board", "audit"})))
    assert not open_still(restricted, Viewer(frozenset({"audit"})))
    _, public = asked(assistant, "may I post pictures of crime scenes?")
    assert open_still(public, Viewer())
