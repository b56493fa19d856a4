"""`problems.log`: what went wrong in a run, a line each, for people."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.errors import BotError
from evals.model import Case, Result
from evals.runs.files import PROBLEMS
from evals.verdict import named
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from evals.corpus import Corpus  # with the catalog behind it: who reads runs needn't wait


@contextmanager
def problems(folder: Path) -> Iterator[Problems]:
    """Open the log of a run's folder, behind what is there."""
    with (folder / PROBLEMS).open("a", encoding="utf-8", errors="replace") as file:
        yield Problems(file)


@dataclass(frozen=True, slots=True)
class Problems:
    """Notes what goes wrong with a case, with its time in UTC."""

    file: TextIO

    def failed(self, case: Case, fault: Exception) -> None:
        """Note why there was no decision, with its trace where the fault isn't one of ours."""
        ours = isinstance(fault, KnowledgeError | BotError)
        self._note(case, str(fault) if ours else "".join(traceback.format_exception(fault)))

    def stale(self, case: Case, result: Result, corpus: Corpus) -> None:
        """Note of each gold that means no clause why that is."""
        lost = "; nothing else meets it, so the case counts in no figure"
        for gold in result.stale:
            why = corpus.because(gold, case.viewer, result.on)
            forbidden = gold in case.forbidden_clauses
            weight = lost if result.unmeetable and not forbidden else ""
            what = "forbidden clause" if forbidden else "gold"
            self._note(case, f"stale {what} {named(gold)}: {why}{weight}".removesuffix("?") + ".")

    def _note(self, case: Case, what: str) -> None:
        self.file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {case.id}: {what.rstrip()}\n")
        self.file.flush()
