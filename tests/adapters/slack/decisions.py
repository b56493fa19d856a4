"""Decisions of every kind, for the rendering."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from bot.compose import text_of
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.settings import Settings
from bot.wording import ask
from bot.writing import Call, Dropped, Outcome, Sentence, Writing
from knowledge.model import Clause, ClauseKind, Header, Passage, Version

SETTINGS = Settings(office="the press office", office_contact="555-0100", agency="Harbors")
_REASONS = {
    Kind.ANSWER: [Reason.ANSWERED],
    Kind.CLARIFY: [Reason.WHICH_ACCOUNT, Reason.WHICH_AUDIENCE],
    Kind.ESCALATE: [
        Reason.NO_CLAUSE,
        Reason.CONFLICTING_CLAUSES,
        Reason.LOW_CONFIDENCE,
        Reason.ASKS_FOR_DECISION,
        Reason.URGENT,
        Reason.SENSITIVE,
        Reason.ASKED_FOR_PERSON,
    ],
    Kind.DECLINE: [
        Reason.OFF_TOPIC,
        Reason.SMALL_TALK,
        Reason.PERSONAL_DATA,
        Reason.TOO_LONG,
        Reason.EMPTY,
    ],
}
# What Slack could take for mark-up, and letters that it may count twice.
HOSTILE = st.sampled_from(
    ["<!channel>", "@here", "*x*", ":smile:", "<@U1>", "&amp;", "😀", "http://a.example/?a=1", "\n"]
)
_LETTER = st.characters(exclude_categories=["Cs", "Cc"])
TEXT = st.lists(HOSTILE | st.text(_LETTER, max_size=30), max_size=12).map(" ".join)
LABEL = TEXT.filter(str.strip)
# As long as a clause gets: words, or one without a single space.
LONG = st.builds(lambda text, count: (text * count)[:30_000], LABEL, st.integers(1, 4_000))


def clause(text: str, number: str = "4.1", lead_in: str = "", **fields: object) -> Clause:
    made = Clause(f"id {number}", f"key {number}", "p", 0, number, (), "", 3, lead_in, text)
    return replace(made, **fields)  # type: ignore[arg-type]


def citation(text: str = "Be kind.", number: str = "4.1", **fields: object) -> Citation:
    header = Header("p", "Social Media Policy", version="3.2", effective_from=date(2026, 7, 1))
    version = Version("v", "p.md", "0" * 64, header)
    passage = Passage(clause(text, number), version, 1.0, 1.0, 1.0)
    return replace(Citation(passage, text), **fields)  # type: ignore[arg-type]


def with_header(cited: Citation, **fields: object) -> Citation:
    version = cited.passage.version
    of = replace(version, header=replace(version.header, **fields))  # type: ignore[arg-type]
    return replace(cited, passage=replace(cited.passage, version=of))


def worded(decision: Decision) -> Decision:
    return replace(decision, text=text_of(decision, SETTINGS, ("phone number",)))


def answer(*cited: Citation, band: Band = Band.SURE) -> Decision:
    options = (ask(SETTINGS.office),) if band is Band.UNSURE else ()
    found = cited or (citation(),)
    made = Decision(Kind.ANSWER, Reason.ANSWERED, band, "", 0.9, found, options=options, turn=7)
    return worded(made)


CALL = Call("writing", "openai:m", "d" * 64, "sent", tokens_in=100, tokens_out=20)


def by_model(*said: Sentence, outcome: Outcome = Outcome.WRITTEN) -> Writing:
    caveats = (Sentence("Off duty only.", (1,)),)
    return Writing(outcome, said, caveats, (Dropped("All.", ("a flip",)),), CALL)


def written(decision: Decision, *said: Sentence, outcome: Outcome = Outcome.WRITTEN) -> Decision:
    """The decision in a language model's words."""
    return worded(replace(decision, writing=by_model(*said, outcome=outcome)))


def escalation(reason: Reason, *cited: Citation, ticket: int | None = 12) -> Decision:
    made = Decision(Kind.ESCALATE, reason, Band.NONE, "", 0.2, cited, ticket=ticket, turn=7)
    return worded(made)


def ended(kind: Kind, reason: Reason, options: tuple[str, ...] = ()) -> Decision:
    return worded(Decision(kind, reason, Band.NONE, "", 0.1, options=options, turn=7))


_CLAUSES = st.builds(
    clause,
    text=LABEL,
    number=TEXT,
    lead_in=TEXT,
    headings=st.lists(LABEL, max_size=2).map(tuple),
    kind=st.sampled_from(ClauseKind),
    anchor=TEXT,
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    found = replace(draw(_CLAUSES), text=draw(LABEL | LONG))
    header = Header("p", draw(TEXT | LONG), version=draw(TEXT), source=draw(TEXT))
    passage = Passage(found, Version("v", "p.html", "0" * 64, header), 1.0, 1.0, 1.0)
    others = st.lists(_CLAUSES, max_size=3).map(tuple)
    return Citation(passage, found.text, draw(TEXT), draw(others), draw(others))


_SENTENCES = st.builds(
    Sentence, LABEL | LONG, st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple)
)
_WRITINGS = st.builds(by_model, _SENTENCES, _SENTENCES, outcome=st.sampled_from(Outcome))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision, with clauses of up to 30,000 characters, worded by the bot or otherwise."""
    kind = draw(st.sampled_from(Kind))
    fewest = 1 if kind is Kind.ANSWER else 0
    made = Decision(
        kind=kind,
        reason=draw(st.sampled_from(_REASONS[kind])),
        band=draw(st.sampled_from(Band)),
        text="",
        confidence=0.5,
        citations=tuple(draw(st.lists(citations(), min_size=fewest, max_size=3))),
        options=tuple(draw(st.lists(LABEL, min_size=1, max_size=30))),
        ticket=draw(st.none() | st.integers(1, 9**9)),
        turn=draw(st.none() | st.integers(1, 9**9)),
        writing=draw(st.none() | _WRITINGS) if kind is Kind.ANSWER else None,
    )
    return replace(made, text=draw(LABEL | LONG)) if draw(st.booleans()) else worded(made)
