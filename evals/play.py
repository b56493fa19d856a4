"""Puts the questions of a test set to a bot, and keeps what came of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from bot.model import Decision, Question
from evals.model import Case, Result
from evals.observation import observed
from evals.reference import OwnWord, Reference

if TYPE_CHECKING:
    from evals.corpus import Corpus  # with the catalog behind it: who reads runs needn't wait

# What went wrong with a case that no decision was made on.
Failed = Callable[[Case, Exception], None]


def _silent(_case: Case, _fault: Exception) -> None:
    """Tell nobody."""


def play(  # noqa: PLR0913 - what is asked, whom, when, how often, and held against what
    cases: Iterable[Case],
    reply: Callable[[Question], Decision],
    *,
    on: date,
    repeat: int = 1,
    corpus: Corpus | None = None,
    failed: Failed = _silent,
) -> Iterator[tuple[Case, Result]]:
    """Yield what came of each case, all its repetitions one after the other.

    `reply` is any bot. `on` is the day for cases that name none. With a `corpus`, decisions are
    held against what is on file: quotes, versions, dates, readers, and whether the gold still
    exists; without one the bot is taken at its word. A fault of the bot becomes that result's
    `error`, is told to `failed`, and the rest goes on.
    """
    reference = corpus or OwnWord()
    for case in cases:
        day = case.on or on
        gold = reference.resolved(case, day)
        for repetition in range(1, repeat + 1):
            result = _played(case, reply, day, reference, failed)
            yield (
                case,
                replace(
                    result,
                    repetition=repetition,
                    stale=gold.stale,
                    unmeetable=gold.unmeetable,
                    wanted=gold.wanted,
                ),
            )


def _played(
    case: Case,
    reply: Callable[[Question], Decision],
    on: date,
    reference: Reference,
    failed: Failed,
) -> Result:
    begun = perf_counter()
    try:
        decision = reply(Question(case.question, case.viewer, case.history, on))
        took = (perf_counter() - begun) * 1000
        return replace(observed(case, decision, on, reference), milliseconds=took)
    except Exception as fault:  # noqa: BLE001 - another bot may fail in any way; it is told
        failed(case, fault)
        return Result(case=case.id, on=on, error=str(fault) or type(fault).__name__)
