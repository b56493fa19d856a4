"""Runs of made-up cases by a bot that is a plain function; no library, no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.model import Message
from evals.model import Case, Gold
from evals.runs import Facts, Run, recording
from knowledge.model import Passage, Viewer
from tests.evals import made
from tests.evals.made import DAY
from tests.evals.shelf import Bot, answering, case, clause_of, version_of

PASSAGE = Passage(clause_of("Yes, you may post it."), version_of(), 1.0, 0.5, 0.5)
BOT = answering(*[PASSAGE] * 10)


def asked(count: int) -> Iterator[Case]:
    """Yield cases that use every field."""
    for number in range(count):
        yield case(
            Gold("policy", "1.1"),
            (Gold("policy", "1.2"), Gold("policy", quote="you may")),
            id_=f"case-{number}",
            history=(Message("user", "Hello"), Message("assistant", "Yes?")),
            viewer=Viewer(frozenset({"hr", "legal"}), "police"),
            on=DAY if number % 2 else None,
            tags=("odd",),
            facts=(("you may", "you can"),),
            forbidden_clauses=(Gold("policy", "9"),),
            forbidden_phrases=("never",),
            note="for people",
        )


def facts(count: int, repeat: int = 1, **more: object) -> Facts:
    known = {"set_name": "made up", "confidence": {"on": {"a": [1, 2.5, None]}}} | more
    return made.facts(cases=count, repeat=repeat, **known)


def play(folder: Path, count: int, repeat: int = 1, bot: Bot = BOT, most: int | None = None) -> Run:
    """Play a run, go on with it, or stop it after so many results, as Ctrl-C would."""
    with recording(folder, facts(count, repeat), asked(count)) as recorded:
        for done in recorded.play(bot, None):
            if done == most:
                return recorded.run
        return recorded.finish()


def ids(run: Run) -> Sequence[tuple[str, int]]:
    return [(result.case, result.repetition) for _, result in run.outcomes()]
