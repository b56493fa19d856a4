"""What an answer is shown as, from what was decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.web.asking.answer import Answer, answer, closed_answer
from bot.compose import text_of
from bot.model import Band, Citation, Decision, Kind, Question, Reason
from bot.settings import Settings
from bot.wording import quotes
from bot.writing import Call, Outcome, Sentence, Writing
from knowledge.model import Viewer
from tests.adapters.web.harness import Served
from tests.bot.made import clause, passage, version

SETTINGS = Settings(office="the press office", office_contact="555-0100")
CITED = Citation(passage("Posts need approval.", "10.1"), "Posts need approval.")
ANSWER = Decision(
    Kind.ANSWER, Reason.ANSWERED, Band.SURE, quotes([CITED]), 0.9, citations=(CITED,), turn=7
)


def kinds(shown: Answer) -> list[str]:
    return [part.kind for part in shown.parts]


def said(shown: Answer, kind: str) -> list[str]:
    return ["".join(p.text for p in part.pieces) for part in shown.parts if part.kind == kind]


def test_an_answer_is_its_quote_with_a_link_into_the_document() -> None:
    shown = answer(ANSWER, SETTINGS)
    assert kinds(shown) == ["quote", "small"]
    quote = shown.parts[0].quote
    assert quote is not None
    assert (quote.rank, quote.anchor, quote.text) == (1, "source-7-1", "Posts need approval.")
    assert quote.origin == "10.1 · Social Media Policy"
    found = CITED.passage
    assert quote.to.startswith("/read/v-Social%20Media%20Policy?clause=id-10.1")
    assert quote.to.endswith("#clause")
    assert found.clause.id
    assert (shown.rated, shown.to_office, shown.options) == (True, True, ())
    assert said(shown, "small") == ["Sure: the clauses quoted answer this."]


def test_a_quote_has_all_that_belongs_to_it() -> None:
    opener = passage("The following need approval:", "10", lead_in="As a rule:")
    restricted = version()
    restricted = replace(
        restricted,
        header=replace(restricted.header, groups=frozenset({"hr"}), source="https://a.gov/p"),
    )
    cited = Citation(
        replace(opener, version=restricted),
        "The following need approval:",
        note="for supervisors",
        items=(clause("posts", "10(a)"), clause("pictures", "10(b)")),
        refers=(clause("Approval is given in writing.", "12"),),
    )
    decided = replace(ANSWER, text=quotes([cited]), citations=(cited,))
    quote = answer(decided, SETTINGS).parts[0].quote
    assert quote is not None
    assert quote.text == "As a rule:\nThe following need approval:\n(a) posts\n(b) pictures"
    assert quote.origin == "10 · Social Media Policy (for supervisors)"
    assert quote.see_also == "See also 12."
    assert quote.restricted
    assert quote.source == "https://a.gov/p"


def test_a_language_models_words_stand_apart_and_lead_to_the_quotes() -> None:
    sentence = Sentence("Ask before you post: https://evil.example [1]", (1,))
    writing = Writing(Outcome.WRITTEN, (sentence,), call=Call("writing", "openai:m", "", ""))
    decided = replace(ANSWER, writing=writing)
    shown = answer(replace(decided, text=text_of(decided, SETTINGS)), SETTINGS)
    assert kinds(shown) == ["written", "small", "quote", "small"]
    written = shown.parts[0].pieces
    assert {piece.to for piece in written} == {"", "#source-7-1"}
    assert said(shown, "small")[0].startswith("Put in plain words by a language model")


def test_what_cant_wait_comes_first() -> None:
    text = (
        "This sounds urgent.\n\nIf anyone may be in danger, call your local emergency number first."
    )
    decided = Decision(Kind.ESCALATE, Reason.URGENT, Band.NONE, text, 0.1, ticket=3, turn=7)
    shown = answer(decided, SETTINGS)
    assert kinds(shown) == ["urgent", "said"]
    assert (shown.rated, shown.to_office) == (False, False)


def test_a_question_back_has_its_ready_replies() -> None:
    options = ("an account of your own", "the agency's")
    decided = Decision(
        Kind.CLARIFY, Reason.WHICH_ACCOUNT, Band.NONE, "Which?", 0.5, options=options, turn=7
    )
    assert answer(decided, SETTINGS).options == tuple(enumerate(options))


def test_an_unsure_answer_offers_the_office_once() -> None:
    decided = replace(ANSWER, band=Band.UNSURE, options=("Ask the press office",))
    shown = answer(decided, SETTINGS)
    assert (shown.options, shown.to_office) == ((), True)


def test_whose_clauses_are_gone_is_shown_in_its_own_words() -> None:
    shown = answer(replace(ANSWER, citations=()), SETTINGS)
    assert said(shown, "said") == ["“Posts need approval.”\n— 10.1 · Social Media Policy [1]"]


def test_an_answer_that_isnt_open_any_more_says_nothing_of_itself() -> None:
    assert kinds(closed_answer()) == ["small"]
    assert closed_answer().to_office is False


@pytest.mark.parametrize(
    "text", ["may I post pictures of crime scenes?", "what of gifts?", "hello", "we were hacked"]
)
def test_every_word_of_a_decision_is_shown(served: Served, text: str) -> None:
    assistant = served.assistant
    decided = assistant.reply(Question(text, Viewer(), conversation="chat-1"), record=True)
    shown = answer(decided, assistant.settings)
    words = " ".join(said(shown, "said") + said(shown, "urgent"))
    words += " ".join(p.quote.text + p.quote.origin for p in shown.parts if p.quote)
    for word in decided.text.replace("“", " ").replace("”", " ").split():
        assert word in words or word in ("—", "[1]", "[2]")
