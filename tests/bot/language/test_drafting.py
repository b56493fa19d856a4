from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.drafting import Drafting
from bot.language.forms import DraftForm
from bot.language.masking import Mask
from bot.language.proof import Proof
from bot.model import Citation
from bot.writing import Outcome, Sentence, Writing
from tests.bot.language.scripted import Scripted, draft
from tests.bot.made import clause, passage
from tests.fakes.embedder import WordEmbedder

ASK = "Employees must ask the press office before they post pictures of the harbor."
KEEP = "Supervisors may delete posts after 30 days."
QUESTION = "can i post pictures of the harbor"


def cited(*texts: str, note: str = "") -> tuple[Citation, ...]:
    return tuple(Citation(passage(text, f"{nth}.1"), text, note) for nth, text in enumerate(texts))


def restricted(text: str) -> Citation:
    found = passage(text)
    header = replace(found.version.header, groups=frozenset({"patrol"}))
    return Citation(replace(found, version=replace(found.version, header=header)), text)


def drafting(model: Scripted, *, may_send_restricted: bool = False) -> Drafting:
    return Drafting(model, WordEmbedder().encode, "US", may_send_restricted)


def written(
    made: Callable[[list[str]], Any],
    *texts: str,
    question: str = QUESTION,
    failing: Outcome | None = None,
) -> tuple[Writing, list[Sentence]]:
    """Return what became of what a model makes of the ids it is given, and what was said of it."""
    model = Scripted(lambda data: made([one["id"] for one in data["clauses"]]), failing=failing)
    said: list[Sentence] = []
    return drafting(model).write(question, cited(*texts or (ASK, KEEP)), said.append), said


def test_what_the_clauses_bear_out_is_written_with_their_ranks() -> None:
    done, said = written(
        lambda ids: draft((ASK, [ids[0]]), (KEEP, ids[1:]), caveats=((ASK[:-1] + " too", ids),))
    )

    assert done.outcome is Outcome.WRITTEN
    assert done.sentences == (Sentence(ASK, (1,)), Sentence(KEEP, (2,)))
    assert done.caveats == (Sentence(ASK[:-1] + " too.", (1, 2)),)
    assert done.dropped == ()
    assert said == list(done.sentences)


def test_the_call_is_kept_as_it_was_sent_and_as_it_came() -> None:
    model = Scripted(lambda data: draft((ASK, [data["clauses"][0]["id"]])))
    done = drafting(model).write(QUESTION, cited(ASK))
    asked, call = model.asked[0], done.call

    assert call is not None
    assert call.sent == f"{asked.instruction}\n\n{asked.data}"
    assert json.loads(call.returned)["sentences"][0]["text"] == ASK
    assert (call.purpose, call.model, call.version) == ("writing", "scripted:one", "scripted-1")
    assert (call.tokens_in, call.tokens_out, call.prompt) == (300, 40, asked.digest)


def test_the_model_is_given_the_whole_quote_and_its_note_and_no_more() -> None:
    model = Scripted("")
    item = clause("outside of working hours.", "2.1(b)", kind=clause("").kind)
    found = passage("Employees may post:", "2.1", lead_in="On their own accounts:")
    quote = Citation(found, found.clause.text, "for staff", items=(item,))
    drafting(model).write(QUESTION, (quote,))

    assert model.data["question"] == QUESTION
    assert [one["text"] for one in model.data["clauses"]] == [
        "On their own accounts:\nEmployees may post:\n(b) outside of working hours.\nfor staff"
    ]


def test_restricted_clauses_are_not_sent_unless_that_is_allowed() -> None:
    model = Scripted("")
    quotes = (*cited(KEEP), restricted(ASK))

    assert drafting(model).write(QUESTION, quotes) == Writing(Outcome.RESTRICTED)
    assert model.asked == []
    drafting(model, may_send_restricted=True).write(QUESTION, quotes)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("completeness", "outcome"), [("partial", Outcome.PARTIAL), ("none", Outcome.NONE)]
)
def test_what_the_model_says_is_incomplete_is_said_to_nobody(
    completeness: str, outcome: Outcome
) -> None:
    done, said = written(lambda ids: draft((ASK, [ids[0]]), completeness=completeness))

    assert done.outcome is outcome
    assert said == []


def test_a_draft_without_its_first_sentence_is_no_answer() -> None:
    done, said = written(
        lambda ids: draft(
            ("Supervisors may delete posts after 90 days.", [ids[1]]), (ASK, [ids[0]])
        )
    )

    assert done.outcome is Outcome.DROPPED
    assert [one.text for one in done.dropped] == ["Supervisors may delete posts after 90 days."]
    assert all(one.faults for one in done.dropped)
    assert said == []


def test_a_draft_of_which_less_than_half_stands_is_no_answer() -> None:
    wrong = [(f"Supervisors may delete posts after {days} days.", 1) for days in (60, 90)]
    done, said = written(
        lambda ids: draft((ASK, [ids[0]]), *[(text, [ids[nth]]) for text, nth in wrong])
    )

    assert done.outcome is Outcome.DROPPED
    assert len(done.dropped) == 2
    assert [one.text for one in said] == [ASK]


def test_a_sentence_that_fails_is_left_out_of_what_stands() -> None:
    done, said = written(lambda ids: draft((ASK, [ids[0]]), (KEEP, ["zz99"])))

    assert done.outcome is Outcome.WRITTEN
    assert [one.text for one in done.sentences] == [ASK]
    assert [one.text for one in done.dropped] == [KEEP]
    assert said == list(done.sentences)


def test_no_sentence_says_no_answer() -> None:
    assert written(lambda _ids: draft())[0].outcome is Outcome.DROPPED


def test_what_is_said_again_is_dropped() -> None:
    done, _ = written(lambda ids: draft((ASK, [ids[0]]), (ASK.upper(), [ids[0]])))

    assert [one.faults for one in done.dropped] == [("said already",)]


def test_what_goes_beyond_120_words_is_dropped_with_what_follows() -> None:
    long = [
        f"On {day} employees must ask the press office before they post any pictures at all of the "
        "harbor, the harbor and all the harbor."
        for day in ("pictures", "posts", "the harbor", "the press", "the office", "a post")
    ]
    texts = (*long, ASK)
    done, _ = written(lambda ids: draft(*[(text, ids) for text in texts]), ASK, *long)

    assert sum(len(one.text.split()) for one in done.sentences) <= 120
    assert [one.faults for one in done.dropped] == [("beyond 120 words",)] * len(done.dropped)
    assert [one.text for one in done.dropped] == list(texts[len(done.sentences) :])


@pytest.mark.parametrize(
    "marked",
    [
        f"{ASK[:-1]} at https://evil.example/x.",
        f"[{ASK}](evil.example)",
        f"<{ASK}>",
        f"**{ASK}**",
        f"{ASK[:-1]} www.evil.example.",
    ],
)
def test_links_and_mark_up_never_stand(marked: str) -> None:
    done, said = written(lambda ids: draft((marked, [ids[0]])), marked)

    assert done.outcome is Outcome.DROPPED
    assert done.dropped[0].faults == ("a link or mark-up",)
    assert said == []


@pytest.mark.parametrize(
    "reply",
    ["", "Employees must ask.", '{"completeness": "complete"', "null", '{"sentences": []}'],
)
def test_another_form_is_garbled(reply: str) -> None:
    done = drafting(Scripted(reply)).write(QUESTION, cited(ASK))

    assert done.outcome is Outcome.GARBLED
    assert done.call is not None
    assert done.call.returned == reply


def test_a_reply_that_breaks_off_is_told_with_what_had_come() -> None:
    done, said = written(lambda ids: draft((ASK, [ids[0]])), failing=Outcome.SLOW)

    assert done.outcome is Outcome.SLOW
    assert done.sentences == ()
    assert done.call is not None
    assert ASK in done.call.returned
    assert said == [Sentence(ASK, (1,))]


def test_sentences_get_one_line_and_an_end() -> None:
    done, _ = written(lambda ids: draft((f" {ASK[:35]}\n{ASK[36:-1]} , ", [ids[0]])))

    assert [one.text for one in done.sentences] == [ASK]


def test_the_askers_own_data_is_not_sent_and_is_put_back() -> None:
    model = Scripted(
        lambda data: draft((f"[name 1], {ASK[0].lower()}{ASK[1:]}", [data["clauses"][0]["id"]]))
    )
    done = drafting(model).write("my name is Jane Smith, may I post?", cited(ASK))

    assert "Jane" not in model.asked[0].data
    assert [one.text for one in done.sentences] == [f"Jane Smith, {ASK[0].lower()}{ASK[1:]}"]
    assert "Jane" not in json.dumps([done.call.sent, done.call.returned] if done.call else [])


@pytest.mark.parametrize(
    "link", ["https://agency.example/me?a=1", "<!channel>", "@everyone", "me@home.example"]
)
def test_a_link_or_mention_of_the_askers_own_is_not_put_back(link: str) -> None:
    model = Scripted(lambda data: draft((f"{data['question']}: {ASK}", [data["clauses"][0]["id"]])))
    done = drafting(model).write(link, cited(ASK))
    assert link not in model.asked[0].data
    assert (done.sentences, done.dropped[0].faults) == ((), ("a link or mark-up",))


def test_a_placeholder_that_hides_nothing_of_the_askers_fails() -> None:
    done, _ = written(lambda ids: draft((f"[name 4] {ASK}", [ids[0]])))

    assert done.dropped[0].faults == ("hidden personal data that isn't the asker's own",)


def test_each_sentence_is_checked_once_however_often_it_is_heard() -> None:
    checked: list[str] = []

    def check(text: str, _cited: Sequence[str]) -> tuple[str, ...]:
        checked.append(text)
        return ()

    proof = Proof(Mask("US"), {"k3fm": 1}, check)
    whole = DraftForm.model_validate(draft((ASK, ["k3fm"]), (KEEP, ["k3fm"])))
    for count in (1, 2, 2):
        proof.of(whole.model_copy(update={"sentences": whole.sentences[:count]}))

    assert checked == [ASK, KEEP]


def test_a_new_beginning_says_nothing_beside_what_was_said() -> None:
    class TwiceBegun(Scripted):
        def say(self, prompt: Any, hears: Any = None) -> Any:
            ids = [one["id"] for one in json.loads(prompt.data)["clauses"]]
            hears(json.dumps(draft((ASK, [ids[0]]))))
            self._reply = json.dumps(draft((KEEP, [ids[1]]), (ASK, [ids[0]])))
            return super().say(prompt, hears)

    said: list[Sentence] = []
    done = drafting(TwiceBegun("")).write(QUESTION, cited(ASK, KEEP), said.append)

    assert [one.text for one in done.sentences] == [KEEP, ASK]
    assert [one.text for one in said] == [ASK]


def test_what_is_asked_is_observed_once() -> None:
    seen: list[tuple[str, Outcome]] = []
    drafting_ = Drafting(
        Scripted("garbled"),
        WordEmbedder().encode,
        "US",
        restricted=False,
        observe=lambda purpose, outcome, _seconds: seen.append((purpose, outcome)),
    )
    drafting_.write(QUESTION, cited(ASK))
    drafting_.write(QUESTION, (restricted(ASK),))

    assert seen == [("writing", Outcome.GARBLED)]


@settings(max_examples=60)
@given(st.text() | st.builds(lambda text: json.dumps(draft((text, ["k3fm"]))), st.text()))
def test_whatever_a_model_says_the_outcome_tells(reply: str) -> None:
    done = drafting(Scripted(reply, piece=50)).write(QUESTION, cited(ASK))

    assert done.outcome in (Outcome.GARBLED, Outcome.DROPPED)
    assert done.sentences == ()
