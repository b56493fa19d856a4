"""Bots that are plain functions, good and bad, held against what is on file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.compose import text_of
from bot.model import Citation, Decision, Kind, Question
from bot.settings import Settings
from bot.writing import Call, Outcome, Sentence, Writing
from evals.corpus import Corpus
from evals.model import Case, Gold, Result
from evals.play import play
from evals.verdict import Status, status
from knowledge.library import Library
from knowledge.model import Viewer
from tests.evals.shelf import (
    CERTIFICATES,
    TODAY,
    Bot,
    answering,
    case,
    clause_of,
    found,
    version_of,
)

RULE = Gold("rules", "2.1")
CALL = Call("writing", "openai:m", "d" * 64, "sent", tokens_in=100, tokens_out=20)


def one(asked: Case, bot: Bot, corpus: Corpus | None) -> Result:
    ((_, result),) = play([asked], bot, on=TODAY, corpus=corpus)
    return result


def test_a_right_answer_passes_with_nothing_against_it(corpus: Corpus, library: Library) -> None:
    made = one(case(RULE), answering(found(library, "rules", "2.1")), corpus)
    (cited,) = made.citations
    assert (cited.document, cited.number, cited.version) == ("rules/new.md", "2.1", "2")
    assert (cited.meets, cited.verbatim, cited.current, cited.forbidden) == (
        (0,),
        True,
        True,
        False,
    )
    assert made.passages[0].meets == (0,)
    assert made.milliseconds > 0
    assert status(case(RULE), made) is Status.PASSED


def test_another_clause_meets_nothing(corpus: Corpus, library: Library) -> None:
    made = one(case(RULE), answering(found(library, "rules", "2.2")), corpus)
    assert made.citations[0].meets == made.passages[0].meets == ()
    assert [wanted.number for wanted in made.wanted] == ["2.1"]
    assert status(case(RULE), made) is Status.FAILED


def test_a_citation_meets_what_one_of_its_items_meets(corpus: Corpus, library: Library) -> None:
    passage = found(library, "rules", "2.2")
    items = tuple(
        each for each in library.show("rules", on=TODAY).clauses if "kept as a record" in each.text
    )
    cited = (Citation(passage, passage.clause.text, items=items),)
    made = one(
        case(Gold("rules", quote="kept as a record")), answering(passage, citations=cited), corpus
    )
    assert made.citations[0].meets == (0,)
    assert made.citations[0].items == tuple(each.text for each in items)
    assert made.citations[0].verbatim
    assert made.passages[0].meets == ()


def test_a_changed_quote_or_item_is_not_verbatim(corpus: Corpus, library: Library) -> None:
    passage = found(library, "rules", "2.1")
    changed = clause_of("It is kept for two years.", "2.2")
    for citation in (
        Citation(passage, passage.clause.text.replace("one", "no")),
        Citation(passage, passage.clause.text, items=(changed,)),
    ):
        made = one(case(RULE), answering(passage, citations=(citation,)), corpus)
        assert not made.citations[0].verbatim


def test_a_bot_that_changes_the_clause_with_the_quote_is_found_out(
    corpus: Corpus, library: Library
) -> None:
    passage = found(library, "rules", "2.1")
    clause = replace(passage.clause, text=passage.clause.text.replace("one", "no"))
    made = one(case(RULE), answering(replace(passage, clause=clause)), corpus)
    assert not made.citations[0].verbatim


def test_a_version_that_does_not_apply_that_day_is_told_and_is_no_find(
    corpus: Corpus, library: Library
) -> None:
    old = found(library, "rules", "2.1", on=date(2025, 6, 1))
    made = one(case(RULE), answering(old), corpus)
    assert not made.citations[0].current
    assert made.passages[0].meets == ()
    then = one(case(RULE, on=date(2025, 6, 1)), answering(old), corpus)
    assert then.on == date(2025, 6, 1)
    assert then.citations[0].current
    assert then.passages[0].meets == (0,)


def test_a_version_asked_for_by_name_must_be_the_one_cited(
    corpus: Corpus, library: Library
) -> None:
    asked = case((Gold("rules", "2.1", version="1"), Gold("files")))
    made = one(asked, answering(found(library, "rules", "2.1")), corpus)
    assert not made.citations[0].current


def test_forbidden_clauses_are_told(corpus: Corpus, library: Library) -> None:
    asked = case(RULE, forbidden_clauses=(Gold("rules", "2.2"),))
    made = one(
        asked, answering(found(library, "rules", "2.1"), found(library, "rules", "2.2")), corpus
    )
    assert [cited.forbidden for cited in made.citations] == [False, True]


def test_a_bot_that_shows_what_the_asker_may_not_read_leaks(
    corpus: Corpus, library: Library
) -> None:
    secret = found(library, "files", "3.2")
    for bot in (
        answering(secret),
        answering(secret, citations=()),
        answering(secret, passages=()),
        answering(replace(secret, version=replace(secret.version, header=version_of().header))),
    ):
        assert one(case(RULE), bot, corpus).leaks == ("3.2 of staff/files.md",)
    allowed = case(RULE, viewer=Viewer(frozenset({"hr"})))
    assert one(allowed, answering(secret), corpus).leaks == ()


@pytest.mark.parametrize("place", ["text", "quote", "item"])
def test_a_bot_that_only_retells_a_restricted_clause_leaks_it_too(
    corpus: Corpus, library: Library, place: str
) -> None:
    passage = found(library, "rules", "2.1")
    text = f"Well: {CERTIFICATES}" if place == "text" else "Well."
    quote = CERTIFICATES if place == "quote" else passage.clause.text
    items = (clause_of(CERTIFICATES),) if place == "item" else ()
    bot = answering(passage, text=text, citations=(Citation(passage, quote, items=items),))
    assert one(case(RULE), bot, corpus).leaks == ("3.1 of staff/files.md",)


def test_a_bot_that_fails_is_told_and_the_rest_goes_on(corpus: Corpus, library: Library) -> None:
    told: list[tuple[str, str]] = []
    good = answering(found(library, "rules", "2.1"))

    def bot(question: Question) -> Decision:
        if question.text == "Fail!":
            raise ZeroDivisionError
        return good(question)

    asked = [case(RULE, id_="a", question="Fail!"), case(RULE, id_="b")]
    made = list(
        play(
            asked,
            bot,
            on=TODAY,
            corpus=corpus,
            failed=lambda which, fault: told.append((which.id, type(fault).__name__)),
        )
    )
    assert [result.error for _, result in made] == ["ZeroDivisionError", ""]
    assert made[0][1].kind is None
    assert told == [("a", "ZeroDivisionError")]


@pytest.mark.parametrize("confidence", [float("nan"), -0.1, 1.1, None])
def test_a_decision_that_is_none_is_an_error(corpus: Corpus, confidence: float | None) -> None:
    bots: list[Bot] = [answering(confidence=confidence), lambda _: None]  # type: ignore[list-item, return-value]
    for bot in bots:
        assert one(case(RULE), bot, corpus).error


def test_repetitions_of_a_case_follow_each_other() -> None:
    asked = [case(id_="a"), case(id_="b")]
    made = play(asked, answering(), on=TODAY, repeat=3)
    assert [(which.id, result.repetition) for which, result in made] == [
        (name, number) for name in "ab" for number in (1, 2, 3)
    ]


def test_the_bot_gets_the_question_as_the_case_has_it() -> None:
    heard: list[Question] = []

    def bot(question: Question) -> Decision:
        heard.append(question)
        return answering()(question)

    viewer = Viewer(frozenset({"hr"}), "police")
    for on in (None, date(2025, 1, 1)):
        one(case(viewer=viewer, on=on), bot, None)
    assert heard == [Question("What now?", viewer, on=day) for day in (TODAY, date(2025, 1, 1))]


def test_a_bot_without_a_library_is_taken_at_its_word(library: Library) -> None:
    asked = case(Gold("policy", "1.1"), Gold("nowhere"))
    passage = replace(
        found(library, "rules", "2.1"), clause=clause_of("Yes, you may."), version=version_of()
    )
    made = one(asked, answering(passage, text=CERTIFICATES), None)
    assert (made.stale, made.unmeetable, made.wanted, made.leaks) == ((), (), (), ())
    assert made.citations[0].meets == (0,)
    assert made.citations[0].verbatim
    invented = (Citation(passage, "No, you may not."),)
    assert not one(asked, answering(passage, citations=invented), None).citations[0].verbatim


def test_at_most_ten_passages_are_kept(library: Library) -> None:
    made = one(case(), answering(*[found(library, "rules", "2.1")] * 12), None)
    assert len(made.passages) == 10
    assert made.kind is Kind.ANSWER


def _in_a_models_words(library: Library, outcome: Outcome, said: str) -> Bot:
    passage = found(library, "rules", "2.1")
    writing = Writing(outcome, (Sentence(said, (1,)),), call=CALL)
    decision = answering(passage, writing=writing)(Question(""))
    return lambda _question: replace(decision, text=text_of(decision, Settings()))


def test_an_answer_in_a_models_words_is_held_against_the_clauses_as_every_other(
    corpus: Corpus, library: Library
) -> None:
    asked = case(RULE, forbidden_phrases=("do as you please",))
    made = one(asked, _in_a_models_words(library, Outcome.WRITTEN, "Ask before."), corpus)
    assert (made.writer, made.writing, made.tokens) == ("openai:m", Outcome.WRITTEN, 120)
    (cited,) = made.citations
    assert (cited.verbatim, cited.current, cited.meets) == (True, True, (0,))
    assert status(asked, made) is Status.PASSED
    wrong = one(asked, _in_a_models_words(library, Outcome.WRITTEN, "Do as you please."), corpus)
    assert status(asked, wrong) is Status.FAILED


def test_where_the_verbatim_answer_stood_in_no_model_is_named(
    corpus: Corpus, library: Library
) -> None:
    made = one(case(RULE), _in_a_models_words(library, Outcome.DROPPED, "Ask before."), corpus)
    assert (made.writer, made.writing, made.tokens) == ("", Outcome.DROPPED, 120)
    assert status(case(RULE), made) is Status.PASSED


def test_a_model_that_says_what_the_asker_may_not_read_leaks(
    corpus: Corpus, library: Library
) -> None:
    made = one(case(RULE), _in_a_models_words(library, Outcome.WRITTEN, CERTIFICATES), corpus)
    assert made.leaks
