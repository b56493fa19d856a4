from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.confidence import FEATURES
from bot.model import Kind, Message, Reason
from evals.calibration.examples import conversation, gather
from evals.calibration.fingerprints import fingerprint, refuse_held, seen
from evals.cases import read
from evals.errors import BadCalibration
from evals.model import Case, Gold, Ranked, Result

GOLD = ((Gold("a.md", "1.1"),),)
CASE = Case("one", "May I post?", (Kind.ANSWER,), gold=GOLD)
FOUND = Result(
    "one",
    date(2026, 5, 4),
    kind=Kind.ESCALATE,
    reason=Reason.LOW_CONFIDENCE,
    passages=(Ranked("k", "a.md", "1.1", 1.0, meets=(0,)),),
    features=tuple((name, 0.5) for name in FEATURES),
)


def test_a_case_is_right_by_what_would_have_been_shown() -> None:
    missed = replace(FOUND, passages=(replace(FOUND.passages[0], meets=()),))
    (right, wrong) = gather([(CASE, FOUND), (CASE, missed)]).examples
    assert (right.right, wrong.right) == (True, False)
    assert right.features == dict(FOUND.features)


def test_what_no_confidence_would_have_changed_is_left_out_and_counted() -> None:
    outcomes = [
        replace(FOUND, reason=Reason.URGENT),
        replace(FOUND, kind=Kind.DECLINE, reason=Reason.SMALL_TALK),
        replace(FOUND, features=()),
        replace(FOUND, unmeetable=(0,)),
        replace(FOUND, kind=None, reason=None, error="it broke"),
        replace(FOUND, repetition=2),
        FOUND,
    ]
    made = gather((CASE, one) for one in outcomes)
    assert len(made.examples) == len(made.cases) == 1
    assert (made.otherwise, made.stale, made.failed) == (3, 1, 1)


def test_features_of_another_release_are_refused() -> None:
    foreign = replace(FOUND, features=(("length", 1.0),))
    with pytest.raises(BadCalibration, match="case one has other features"):
        gather([(CASE, foreign)])


def test_the_turns_of_a_conversation_belong_together() -> None:
    first = Message("user", "May I post?")
    later = replace(CASE, id="two", question="and at night?", history=(first,))
    assert conversation(later) == conversation(CASE)
    assert conversation(replace(CASE, question="May we?")) != conversation(CASE)


def test_a_case_is_known_again_by_what_it_asks() -> None:
    same = replace(CASE, id="other", question=" may i  POST?", tags=("x",), gold=())
    assert fingerprint(same) == fingerprint(CASE)
    talk = replace(CASE, history=(Message("user", "Hello"),))
    others = {fingerprint(one) for one in (CASE, talk, replace(CASE, question="May we?"))}
    assert len(others) == 3
    kept = {"cases": [fingerprint(CASE)]}
    assert seen(kept, (CASE, talk, same)) == 2
    assert seen({}, (CASE,)) == seen({"cases": None}, (CASE,)) == 0


def test_the_same_words_about_other_documents_are_no_held_out_case() -> None:
    shipped = sorted((Path(__file__).parents[3] / "evals" / "sets").glob("held.*"))
    held = [case for case in read(shipped[0]) if case.gold]
    with pytest.raises(BadCalibration, match=r"^1 of these cases"):
        refuse_held([held[0]])
    refuse_held([replace(held[0], gold=GOLD)])
    refuse_held([CASE])
