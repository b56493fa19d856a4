"""Decisions made by hand, for the pure parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.compose import text_of
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.settings import Settings
from bot.writing import Call, Dropped, Outcome, Sentence, Writing
from knowledge.model import Clause, Header, Passage, Version

HEADER = Header(
    document="social-media",
    title="Social Media Policy",
    version="3.0",
    effective_from=date(2025, 3, 1),
)
VERSION = Version(id="v3", path="policies/social-media.md", digest="0" * 64, header=HEADER)
CLAUSE = Clause(
    id="c412",
    key="k412",
    document="social-media",
    ordinal=7,
    number="4.1.2",
    headings=("Personal use", "Pictures"),
    anchor="4-1-2",
    page=3,
    lead_in="Employees must not:",
    text="post pictures of themselves in uniform. This holds off duty too.",
)
PASSAGE = Passage(CLAUSE, VERSION, score=12.5, keywords=4.5, similarity=0.8)
ANSWER = Decision(
    kind=Kind.ANSWER,
    reason=Reason.ANSWERED,
    band=Band.SURE,
    text="Employees must not: post pictures of themselves in uniform.",
    confidence=0.9123456789012345,
    citations=(Citation(PASSAGE, "post pictures of themselves in uniform."),),
    passages=tuple(replace(PASSAGE, score=float(12 - rank)) for rank in range(12)),
)
ESCALATION = Decision(
    kind=Kind.ESCALATE,
    reason=Reason.NO_CLAUSE,
    band=Band.NONE,
    text="The policies don't settle this. I have asked the communications office.",
    confidence=0.05,
    ticket=12,
)
CLARIFICATION = Decision(
    kind=Kind.CLARIFY,
    reason=Reason.WHICH_ACCOUNT,
    band=Band.NONE,
    text="Is it your own account or the agency's?",
    confidence=0.4,
    options=("My own account", "The agency's account"),
)
_WRITING = Writing(
    Outcome.WRITTEN,
    (Sentence("Take no pictures in uniform.", (1,)),),
    (Sentence("Off duty, too.", (1,)),),
    (Dropped("You may post all.", ("a flip",)),),
    Call("writing", "openai:m", "d" * 64, "sent", tokens_in=100, tokens_out=20),
)
_UNWORDED = replace(ANSWER, text="", writing=_WRITING)
WRITTEN = replace(_UNWORDED, text=text_of(_UNWORDED, Settings()))
