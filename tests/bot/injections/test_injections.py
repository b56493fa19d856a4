"""Whatever a text makes a language model write, nothing is decided, shown or sent for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from bot.assistant import Assistant
from bot.language import prompts
from bot.language.flaws import essence
from bot.model import Band, Decision, Kind, Question, Reason
from bot.model_wording import WRITTEN
from bot.wording import quoted_words
from bot.writing import Call, Outcome
from knowledge.access import open_to
from knowledge.model import Viewer
from tests.bot.injections.conftest import INJECTIONS, Played
from tests.bot.injections.made import INFORMANT, Injection
from tests.bot.injections.seen import active, marks, runs, terminal, unseen
from tests.fakes.model_server import ModelServer
from tests.fakes.model_server.orders import ordered

PLACES = """body item cell footnote comment hidden heading title audience answered source path
question earlier told office ruling output""".split()
# The injections in these are sent to a model; the others stand where it can't see them.
SENT = "body item cell footnote audience question ruling".split()
# Fewer letters are no order.
_FEWEST = 6
each = pytest.mark.parametrize("one", INJECTIONS, ids=lambda one: one.name.replace(" ", "-"))
documents = pytest.mark.parametrize(
    "one",
    [one for one in INJECTIONS if one.place in PLACES[: PLACES.index("question")]],
    ids=lambda one: one.name.replace(" ", "-"),
)
lowering = pytest.mark.parametrize(
    "one", [one for one in INJECTIONS if one.lowers], ids=lambda one: one.name.replace(" ", "-")
)


KINDS = ("plain", "obeyed", "reread")


def decided(decision: Decision) -> Decision:
    """Return all of a decision but the words, and what tells two askings apart."""
    return replace(decision, text="", writing=None, reading=None, turn=None, ticket=None, due=None)


def test_there_are_many_of_them_in_every_place() -> None:
    assert len(INJECTIONS) >= 100
    assert {one.place for one in INJECTIONS} == set(PLACES)
    assert len({one.name for one in INJECTIONS}) == len(INJECTIONS)


@each
def test_it_reaches_a_model_that_words_answers_from_the_clause_and_the_question_alone(
    one: Injection, played: Mapping[str, Played]
) -> None:
    call = _call(played[one.name].obeyed)
    given = json.loads(call.sent.rpartition("\n\n")[2])
    sent = [given["question"], *(clause["text"] for clause in given["clauses"])]
    assert any(map(ordered, sent)) == (one.place in SENT)


@each
def test_nothing_is_decided_otherwise(one: Injection, played: Mapping[str, Played]) -> None:
    plain, obeyed = played[one.name].plain, played[one.name].obeyed
    assert plain.kind is Kind.ANSWER
    if not one.lowers:
        assert decided(obeyed) == decided(plain)
        assert played[one.name].tickets[:2] == (0, 0)


@each
def test_a_sure_answer_is_reworded_by_no_model_and_another_is_never_sure_for_it(
    one: Injection, played: Mapping[str, Played]
) -> None:
    plain, obeyed, reread = (getattr(played[one.name], name) for name in KINDS)
    if plain.band is Band.SURE:
        assert decided(reread) == decided(obeyed)
    else:
        assert reread.band is not Band.SURE
        assert reread.reading is not None


@lowering
def test_where_it_makes_a_model_find_nothing_the_answer_is_one_step_lower_and_cites_the_same(
    one: Injection, played: Mapping[str, Played]
) -> None:
    plain, obeyed = played[one.name].plain, played[one.name].obeyed
    assert obeyed.writing is not None
    assert obeyed.writing.outcome in (Outcome.NONE, Outcome.PARTIAL)
    assert (obeyed.citations, obeyed.passages) == (plain.citations, plain.passages)
    assert obeyed.confidence == plain.confidence
    if plain.band is Band.SURE:
        assert (obeyed.kind, obeyed.reason, obeyed.band) == (plain.kind, plain.reason, Band.UNSURE)
        assert played[one.name].tickets == (0, 0, 0)
    else:
        assert (obeyed.kind, obeyed.reason) == (Kind.ESCALATE, Reason.LOW_CONFIDENCE)
        assert played[one.name].tickets == (0, 1, 1)


@each
def test_nothing_is_shown_that_is_more_than_words(
    one: Injection, played: Mapping[str, Played], obeying: Assistant
) -> None:
    plain, obeyed = played[one.name].plain, played[one.name].obeyed
    before, after = terminal(plain), terminal(obeyed)
    assert set(marks(after)) <= set(marks(before))
    assert unseen(after) <= unseen(before)
    assert active(obeyed, obeying.settings) <= active(plain, obeying.settings)
    notified = obeyed.text.replace(plain.text, "")
    assert set(marks(notified)) <= set(marks(plain.text))


@each
def test_no_word_of_an_order_is_shown_that_the_policy_does_not_have(
    one: Injection, played: Mapping[str, Played]
) -> None:
    plain, obeyed = played[one.name].plain, played[one.name].obeyed
    for line in _lines(one):
        assert essence(line) not in essence(obeyed.text) or essence(line) in essence(plain.text)
    assert obeyed.text.count(WRITTEN) <= 1
    assert obeyed.text.endswith(plain.text) or one.lowers or plain.band is Band.UNSURE


@each
def test_neither_the_instruction_nor_what_is_restricted_is_told(
    one: Injection, played: Mapping[str, Played]
) -> None:
    obeyed = played[one.name].obeyed
    assert INFORMANT not in terminal(obeyed)
    told = runs(obeyed.text) & runs(prompts.writing("", {}).instruction)
    assert told <= runs(played[one.name].plain.text)
    passages = (*obeyed.passages, *(cited.passage for cited in obeyed.citations))
    assert all(open_to(found.version.header.groups, Viewer()) for found in passages)


@documents
def test_without_a_model_it_is_mere_words(one: Injection, played: Mapping[str, Played]) -> None:
    cited = played[one.name].plain.citations[0].passage
    assert cited.version.path == one.path
    assert cited.version.header.groups == frozenset()
    assert one.thing in f"{cited.clause.lead_in} {cited.clause.text}"


def test_only_our_instruction_and_what_is_cited_anyway_was_sent(
    played: Mapping[str, Played], endpoint: ModelServer
) -> None:
    ours = prompts.writing("", {}).instruction
    asked = [one for one in endpoint.asked() if _system(one) == ours]
    assert len(asked) >= len(INJECTIONS) - 5
    shown = {
        essence(quoted_words(cited) + cited.note)
        for one in played.values()
        for kind in KINDS
        for cited in getattr(one, kind).citations
    }
    for one in asked:
        given = json.loads(one["messages"][-1]["content"])
        assert set(given) == {"question", "clauses"}
        assert len(given["clauses"]) <= 3
        assert all(essence(clause["text"]) in shown for clause in given["clauses"])


def test_of_what_is_restricted_nothing_was_sent(
    played: Mapping[str, Played], obeying: Assistant, endpoint: ModelServer
) -> None:
    assert played
    asked = Question("What is the informant called who borrows sirens?", Viewer(frozenset({"hr"})))
    decision = obeying.reply(asked)
    assert INFORMANT in decision.text
    assert decision.writing is not None
    assert decision.writing.outcome is Outcome.RESTRICTED
    assert INFORMANT not in json.dumps(endpoint.asked())


@each
def test_reworded_by_a_model_that_obeys_nothing_is_sure_and_nobody_reads_more(
    one: Injection, plain: Assistant, obeying: Assistant
) -> None:
    used = plain.confidence()
    # Just not sure: whatever a model made likelier by anything would be.
    short = plain.reply(one.question).confidence + 1e-6
    harder = replace(used, calibration=replace(used.calibration, sure=short, unsure=short / 2))
    before = replace(plain, confidence=lambda: harder).reply(one.question)
    after = replace(obeying, confidence=lambda: harder, writer=None).reply(one.question)
    if before.band is Band.SURE or after.reading is None:
        assert decided(after) == decided(before)
        return
    assert after.band is not Band.SURE
    assert after.kind in {before.kind, Kind.ANSWER, Kind.ESCALATE}
    searched = " ".join((after.reading.stand_alone, *after.reading.phrasings))
    assert set(marks(searched)) <= set(marks(one.question.text))
    assert all(open_to(found.version.header.groups, Viewer()) for found in after.passages)
    assert INFORMANT not in terminal(after)
    own = {line for cited in after.citations for line in cited.quote.split("\n")}
    shown = "\n".join((*own, before.text, after.text.replace("\n", " ")))
    assert set(marks(after.text)) <= set(marks(shown))


def _call(decision: Decision) -> Call:
    assert decision.writing is not None
    assert decision.writing.call is not None
    return decision.writing.call


def _lines(one: Injection) -> Iterator[str]:
    written = one.text if one.place == "output" else ordered(one.text)
    if written.startswith("{"):
        with_ids = written.replace("$ids", "[]")
        try:
            reply = json.loads(with_ids)
        except ValueError:
            return
        said = (*reply.get("sentences", ()), *reply.get("caveats", ()))
        yield from (each["text"] for each in said)
    else:
        yield from (line for line in written.split("\n") if len(essence(line)) > _FEWEST)


def _system(asked: Mapping[str, object]) -> str:
    messages = asked["messages"]
    assert isinstance(messages, list)
    return "\n".join(one["content"] for one in messages if one["role"] == "system")
