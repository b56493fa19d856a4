from __future__ import annotations

from bot.confidence import packaged
from bot.findings import Findings, weighed
from bot.followup import Asked, Thread, completed
from bot.model import Band, Reason
from bot.wording import EVERYONE_ELSE, asks_back
from knowledge.model import SearchResult
from tests.bot.made import passage, version

SEARCHED = (("covered", 1.0), ("background", 0.2), ("texts", 1.0))
POLICE = version("Patrol Order", audience=("law-enforcement",))
THEIRS = passage("Pictures in uniform must not be posted without form HP-12.", "1", 1.9, POLICE)
REST = tuple(passage(f"Uniforms of size {n} are washed.", f"6.{n}", 0.5) for n in range(9))
FOUND = SearchResult((THEIRS, *REST), 1, SEARCHED)
ASKED = completed("may pictures in uniform be posted", Thread())


def found(result: SearchResult, asked: Asked, audience: str) -> Findings:
    return weighed(result, asked, audience, packaged())


def test_a_clear_clause_for_others_makes_no_sure_answer() -> None:
    unknown = found(FOUND, ASKED, "")
    clerk = found(FOUND, ASKED, "finance")
    assert unknown.evidence(None).band is Band.SURE
    assert THEIRS not in clerk.fitting
    assert clerk.evidence(None).band is Band.NONE


def test_whoever_replied_to_a_question_back_is_not_asked_it_again() -> None:
    may = passage("Pictures in uniform may be posted.", "6.10", 1.8)
    both = SearchResult((THEIRS, may, *REST[:8]), 1, SEARCHED)
    asked = found(both, ASKED, "")
    assert asked.evidence(None).asks_back is Reason.WHICH_AUDIENCE
    back = asks_back(Reason.WHICH_AUDIENCE, ("law enforcement", EVERYONE_ELSE))
    replied = found(both, completed("a retiree", Thread((ASKED.text,), back)), "")
    assert replied.evidence(None).asks_back is None
    assert {THEIRS, may} <= set(replied.fitting)
