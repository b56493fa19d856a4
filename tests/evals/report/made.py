"""Runs on file with whatever cases and results a test needs; nothing is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.model import Band, Kind, Message, Reason
from evals.model import Case, Gold, Ranked, Result, Wanted
from evals.runs import Run
from evals.runs import facts as facts_file
from evals.runs.files import CASES, RESULTS, line
from knowledge.model import Viewer
from tests.evals.made import DAY, cited, facts

SCRIPT = "<script>document.title = 'hit'</script><img src=x onerror=\"document.title='hit'\">"
CITED = cited(
    "first read and then agree to each post, on the day it is made.",
    document="rules/new.md",
    title="Posting Rules",
    version="2",
    effective_from=date(2026, 1, 1),
    number="2.1",
    headings=("Posts",),
    page=3,
    lead_in="An editor must:",
    quote="agree to each post",
    items=("a post has a date",),
    meets=(0,),
)
RANKED = Ranked("k", "rules/new.md", "2.1", 2.5, (0,))


def answerable(id_: str = "one", **more: object) -> Case:
    case = Case(
        id=id_,
        question=f"Who agrees to a post? ({id_})",
        expect=(Kind.ANSWER,),
        gold=((Gold("rules", "2.1"),),),
        tags=("posts",),
    )
    return replace(case, **more)  # type: ignore[arg-type]


def unanswerable(id_: str = "none", **more: object) -> Case:
    case = Case(id=id_, question=f"What is for lunch? ({id_})", expect=(Kind.ESCALATE,))
    return replace(case, **more)  # type: ignore[arg-type]


def answer(case: Case, **more: object) -> Result:
    result = Result(
        case=case.id,
        on=DAY,
        kind=Kind.ANSWER,
        reason=Reason.ANSWERED,
        band=Band.SURE,
        confidence=0.9,
        text="“agree to each post”",
        citations=(CITED,),
        passages=(RANKED,),
        milliseconds=40,
        wanted=(Wanted(0, "rules/new.md", "2.1", "The whole clause that is wanted."),),
    )
    return replace(result, **more)  # type: ignore[arg-type]


def escalation(case: Case, **more: object) -> Result:
    result = Result(
        case=case.id,
        on=DAY,
        kind=Kind.ESCALATE,
        reason=Reason.NO_CLAUSE,
        confidence=0.2,
        text="The office will answer.",
        milliseconds=30,
    )
    return replace(result, **more)  # type: ignore[arg-type]


def run(
    folder: Path, outcomes: Iterable[tuple[Case, Result]], *, repeat: int = 1, **more: object
) -> Run:
    """Write a finished run; scores are computed when they are asked for.

    The outcomes hold all repetitions of a case one after the other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told: set[str] = set()
    with (folder / CASES).open("wb") as cases, (folder / RESULTS).open("wb") as results:
        for case, result in outcomes:
            if case.id not in told:
                cases.write(line(case))
                told.add(case.id)
            results.write(line(result))
    facts_file.write(folder, replace(_FACTS, cases=len(told), repeat=repeat, **more))  # type: ignore[arg-type]
    return Run.open(folder)


_FACTS = facts(
    name="posting-1",
    set_name="posting",
    set_path="/sets/posting.yaml",
    revision=7,
    settings={"agency": "Port Authority"},
    confidence={"fitted": "2026-03-02", "on": {"other": "200 questions"}, "cases": []},
    changed=True,
    finished=datetime(2026, 5, 4, 12, 1, tzinfo=UTC),
)


def mixed(count: int = 60) -> Iterator[tuple[Case, Result]]:
    """Yield cases of which every third fails, and the same ones whenever it is called."""
    for number in range(count):
        case = answerable(f"a{number}") if number % 2 else unanswerable(f"u{number}")
        right = number % 3 > 0
        answered = right is case.answerable
        confidence = (number % 10) / 10
        made = answer if answered else escalation
        yield case, made(case, confidence=confidence, milliseconds=20.0 + number)


def nasty() -> Iterator[tuple[Case, Result]]:
    """Yield what breaks pages: mark-up, very long words and texts, control characters."""
    long = answerable(
        "long-" + "x" * 300,
        question="Donaudampfschifffahrtsgesellschaftskapitän" * 40,
        history=(Message("user", SCRIPT), Message("office", "w" * 5000)),
        tags=("t" * 200, "<b>bold</b>"),
        viewer=Viewer(frozenset({"g" * 100}), "a" * 100),
        note="n" * 500,
        facts=(("f" * 400, SCRIPT),),
        forbidden_phrases=("agree",),
        forbidden_clauses=(Gold("rules", quote="q" * 400),),
    )
    wild = replace(CITED, title=SCRIPT, number="9" * 200, text="v" * 3000, meets=(), verbatim=False)
    yield long, answer(long, text="z" * 30_000, citations=(wild, CITED))
    script = unanswerable(SCRIPT, question=f"\x1b[31m\u202e{SCRIPT}")
    yield script, answer(script, leaks=(SCRIPT,), band=Band.UNSURE)
    empty = unanswerable("empty", question="")
    yield empty, Result("empty", DAY, error=f"Error: {SCRIPT}")
    stale = answerable("stale", question=SCRIPT)
    yield stale, escalation(stale, stale=stale.gold[0], unmeetable=(0,))


@dataclass(frozen=True)
class Named:
    id: str


@dataclass(frozen=True)
class Judged:
    """What a report asks of a verdict."""

    rule: str
    said: str
    passed: bool = True
    cases: tuple[Named, ...] = ()
    more: int = 0
