"""The assistant that a process's tests of cases ask."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from bot.assistant import Assistant
from bot.settings import load
from bot.wiring import build
from evals.corpus import Corpus
from evals.model import Case, Result
from evals.play import play
from evals.verdict import named
from knowledge.errors import CatalogUnusable, UnknownRevision
from knowledge.revision_number import DRAFT, number_of


@dataclass(frozen=True, slots=True)
class Player:
    """Asks one revision, and records nothing; its first question loads the model."""

    assistant: Assistant
    corpus: Corpus

    def play(self, case: Case) -> Result:
        """Return what comes of a case."""
        reply = partial(self.assistant.reply, revision=self.corpus.revision)
        ((_, result),) = play([case], reply, on=self.assistant.today(), corpus=self.corpus)
        return result

    def why_stale(self, case: Case, result: Result) -> str:
        """Return which gold means no clause any more, and why."""
        asked = ((gold, self.corpus.because(gold, case.viewer, result.on)) for gold in result.stale)
        return "; ".join(f"stale: {named(gold)}: {why}" for gold, why in asked)


@contextmanager
def player(data: str | None, revision: str | None) -> Iterator[Player]:
    """Open a data folder (None: as the settings say) to ask a revision of it (None: the live one).

    Raises BadSettings, CatalogUnusable, UnknownRevision.
    """
    settings = load(data=Path(data)) if data else load()
    if not settings.database_url.get_secret_value() and not settings.data.is_dir():
        raise CatalogUnusable(
            f"There is no data folder {settings.data}. Name another one with --policydesk-data."
        )
    if not structlog.is_configured():
        # Else every failed case would show how it was decided, step by step.
        quiet = structlog.make_filtering_bound_logger(logging.WARNING)
        structlog.configure(wrapper_class=quiet)
    assistant = build(settings)
    with assistant.library:
        number = number_of(assistant.library, _meant(revision))
        yield Player(assistant, Corpus(assistant.library, number))


def _meant(revision: str | None) -> int | str | None:
    if revision in {None, DRAFT}:
        return revision
    # What every database can hold as a number.
    if not re.fullmatch(r"[1-9]\d{0,8}", str(revision)):
        raise UnknownRevision(f"{revision} is no revision: write a number, or the word draft.")
    return int(str(revision))
