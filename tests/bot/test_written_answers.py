"""What a language model may do to an answer, and what it may not, whoever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.assistant import Assistant
from bot.calibrations import InUse
from bot.language.model import Says, unsaid
from bot.model import Band, Citation, Decision, Kind, Question, Reason
from bot.model_wording import WRITTEN
from bot.wording import MAY_NOT_SETTLE
from bot.writing import Call, Dropped, Outcome, Reading, Sentence, Writing
from knowledge.model import Viewer

CALL = Call("writing", "openai:m", "d" * 64, "sent", "returned", "m-1", 100, 20, 0.5)
FIRST = Sentence("Yes, you may post pictures of your uniform on a personal account.", (1,))
CAVEAT = Sentence("You must not post pictures of crime scenes.", (1,))
ASKED = Question("may I post pictures of my uniform?", conversation="chat-1")


@pytest.fixture
def url() -> str:
    """Return SQLite's: nothing here depends on where it is kept."""
    return ""


@dataclass
class Scripted:
    """A writer that says what it is told to, and notes what it was asked."""

    writing: Writing
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def write(self, question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        quoted = tuple(citation.quote for citation in citations)
        self.asked.append((question, quoted))
        for sentence in self.writing.sentences:
            says(sentence)
        return self.writing


@dataclass
class Rewording:
    """A reader that says what it is told to, and notes what it was asked."""

    reading: Reading
    asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    def read(self, question: str, earlier: Sequence[str], headings: Sequence[str]) -> Reading:
        self.asked.append((question, tuple(earlier), tuple(headings)))
        return self.reading


def written(*sentences: Sentence, outcome: Outcome = Outcome.WRITTEN) -> Writing:
    return Writing(outcome, sentences, (CAVEAT,), (Dropped("Never.", ("a flip",)),), CALL)


def same(one: Decision, other: Decision) -> bool:
    """Whether nothing but the words differs."""
    silent = {"text": "", "writing": None, "reading": None, "turn": None}
    return replace(one, **silent) == replace(other, **silent)


def test_a_model_s_words_stand_above_the_quotes_with_their_label(assistant: Assistant) -> None:
    plain = assistant.reply(ASKED)
    said: list[Sentence] = []
    decision = replace(assistant, writer=Scripted(written(FIRST))).reply(ASKED, says=said.append)
    assert decision.text.startswith(f"{FIRST.text} [1]\n\nNote: {CAVEAT.text} [1]\n\n{WRITTEN}\n\n")
    assert decision.text.endswith(plain.text)
    assert said == [FIRST]
    assert (decision.writer, decision.tokens) == ("openai:m", 120)
    assert same(decision, plain)


LOWERS = {Outcome.NONE, Outcome.PARTIAL}


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.WRITTEN} - LOWERS))
def test_whatever_else_becomes_of_it_the_verbatim_answer_stands(
    assistant: Assistant, outcome: Outcome
) -> None:
    plain = assistant.reply(ASKED)
    decision = replace(assistant, writer=Scripted(written(outcome=outcome))).reply(ASKED)
    assert decision.text.endswith(plain.text)
    assert WRITTEN not in decision.text
    assert ("model" in decision.text) == (outcome is not Outcome.RESTRICTED)
    assert decision.writer == ""
    assert same(decision, plain)


@pytest.mark.parametrize("outcome", sorted(LOWERS))
def test_a_model_that_finds_no_whole_answer_makes_a_sure_one_unsure(
    assistant: Assistant, outcome: Outcome
) -> None:
    plain = assistant.reply(ASKED)
    assert plain.band is Band.SURE
    decision = replace(assistant, writer=Scripted(written(outcome=outcome))).reply(ASKED)
    assert (decision.kind, decision.band) == (Kind.ANSWER, Band.UNSURE)
    assert decision.citations == plain.citations
    assert decision.text.startswith(MAY_NOT_SETTLE)
    assert decision.options == ("Ask the communications office",)


def test_a_model_that_finds_no_answer_sends_an_unsure_one_to_the_office(
    assistant: Assistant,
) -> None:
    careful = replace(assistant, confidence=lambda: _never_sure(assistant))
    assert careful.reply(ASKED).band is Band.UNSURE
    asked = replace(careful, writer=Scripted(written(outcome=Outcome.NONE)))
    decision = asked.reply(ASKED, record=True)
    assert (decision.kind, decision.reason) == (Kind.ESCALATE, Reason.LOW_CONFIDENCE)
    assert decision.ticket is not None


@pytest.mark.parametrize(
    "text",
    ["we were hacked", "Ask the communications office", "", "my ssn is 123-45-6789", "y" * 5000],
)
def test_what_is_no_answer_is_sent_to_no_model(assistant: Assistant, text: str) -> None:
    writer, reader = Scripted(written(FIRST)), Rewording(Reading(Outcome.READ))
    asked = replace(assistant, writer=writer, reader=reader)
    assert same(asked.reply(Question(text)), assistant.reply(Question(text)))
    assert (writer.asked, reader.asked) == ([], [])


def test_a_try_that_nobody_reads_asks_no_model(assistant: Assistant) -> None:
    writer = Scripted(written(FIRST))
    asked = replace(assistant, writer=writer)
    assert asked.reply(ASKED, verbatim=True) == assistant.reply(ASKED)
    assert writer.asked == []


def test_an_assistant_without_its_model_answers_as_if_there_were_none(
    assistant: Assistant,
) -> None:
    named = assistant.settings.model_copy(update={"model": "openai:m"})
    writer, reader = Scripted(written(FIRST)), Rewording(BRIDGE)
    asked = replace(assistant, settings=named, writer=writer, reader=reader)
    assert "model" in asked.recorded()
    without = asked.without_model()
    assert without.recorded() == assistant.recorded()
    assert without.reply(ASKED) == assistant.reply(ASKED)
    assert without.reply(DISTANT) == assistant.reply(DISTANT)
    assert (writer.asked, reader.asked) == ([], [])


def test_a_model_is_given_what_is_cited_and_nothing_else(assistant: Assistant) -> None:
    writer = Scripted(written(FIRST))
    decision = replace(assistant, writer=writer).reply(ASKED)
    assert writer.asked == [(ASKED.text, tuple(one.quote for one in decision.citations))]


DISTANT = Question("could my kit be shown off in my feed")
BRIDGE = Reading(Outcome.READ, "", ("Employees may post pictures of their uniform",), (), CALL)


def test_other_words_find_what_the_question_s_own_did_not_and_nobody_calls_it_sure(
    assistant: Assistant,
) -> None:
    plain = assistant.reply(DISTANT)
    assert plain.kind is not Kind.ANSWER
    reader = Rewording(BRIDGE)
    decision = replace(assistant, reader=reader).reply(DISTANT)
    assert (decision.kind, decision.band) == (Kind.ANSWER, Band.UNSURE)
    assert decision.citations[0].passage.clause.number == "4.1"
    assert decision.reading == BRIDGE
    ((question, earlier, headings),) = reader.asked
    assert (question, earlier) == (DISTANT.text, ())
    assert "Personnel Files" not in headings


def test_a_sure_answer_is_reworded_by_nobody(assistant: Assistant) -> None:
    reader = Rewording(BRIDGE)
    assert replace(assistant, reader=reader).reply(ASKED) == assistant.reply(ASKED)
    assert reader.asked == []


@pytest.mark.parametrize("outcome", [Outcome.SLOW, Outcome.GARBLED, Outcome.UNREACHABLE])
def test_where_rewording_fails_the_plain_search_stands(
    assistant: Assistant, outcome: Outcome
) -> None:
    reader = Rewording(replace(BRIDGE, outcome=outcome))
    assert same(replace(assistant, reader=reader).reply(DISTANT), assistant.reply(DISTANT))


def test_words_that_make_an_answer_no_likelier_change_nothing(assistant: Assistant) -> None:
    reader = Rewording(replace(BRIDGE, phrasings=("quantum flux of the moon",)))
    assert same(replace(assistant, reader=reader).reply(DISTANT), assistant.reply(DISTANT))


def test_what_is_far_from_all_policies_stays_so_whatever_a_model_makes_of_it(
    assistant: Assistant,
) -> None:
    weather = Question("zebra rainbow")
    plain = assistant.reply(weather)
    reader = Rewording(replace(BRIDGE, phrasings=("zebra weather rules",)))
    assert same(replace(assistant, reader=reader).reply(weather), plain)


def test_headings_of_restricted_documents_are_told_only_where_that_is_allowed(
    assistant: Assistant,
) -> None:
    asked = Question("sick notes in a folder that is closed", Viewer(frozenset({"hr"})))
    reader = Rewording(replace(BRIDGE, phrasings=()))
    replace(assistant, reader=reader).reply(asked)
    allowed = assistant.settings.model_copy(update={"model_restricted": True})
    replace(assistant, reader=reader, settings=allowed).reply(asked)
    (_, _, before), (_, _, after) = reader.asked
    assert "Personnel Files" not in before
    assert "Personnel Files" in after


def _never_sure(assistant: Assistant) -> InUse:
    used = assistant.confidence()
    return replace(used, calibration=replace(used.calibration, sure=1.01, unsure=0.01))
