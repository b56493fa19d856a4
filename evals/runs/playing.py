"""A test set played on a revision from beginning to end, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from evals.corpus import Corpus
from evals.runs.facts import Facts
from evals.runs.gathering import gathered
from evals.runs.places import evaluations, place
from evals.runs.recording import recording
from evals.runs.run import Run

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.cases import TestSet

# What is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
PLAYING: Final = "playing"


@dataclass(frozen=True, slots=True)
class Playing:
    """A run that may begin: who is asked what, on which clauses, and what shapes it."""

    assistant: Assistant
    cases: TestSet
    corpus: Corpus
    facts: Facts

    @classmethod
    def of(cls, assistant: Assistant, cases: TestSet, revision: int, repeat: int = 1) -> Self:
        """Gather what is to be known of it. Raises UnknownRevision, ModelUnusable."""
        corpus = Corpus(assistant.library, revision)
        return cls(assistant, cases, corpus, gathered(assistant, cases, corpus, repeat))

    def run(self, progress: Progress, folder: Path | None = None, stage: str = PLAYING) -> Run:
        """Play what isn't played yet, and return the finished run.

        It is kept in `folder`, by default under `evaluations` in the data folder, where an
        unfinished run of the same goes on. Whatever `progress` raises stops it; what was played
        stays on file, and the same call goes on from there. Raises BadRun as `recording` does.
        """
        assistant, corpus = self.assistant, self.corpus
        folder = folder or place(evaluations(assistant.settings.data), self.facts)
        reply = partial(assistant.reply, revision=corpus.revision)
        with recording(folder, self.facts, self.cases) as made:
            # So that no case's time has the loading in it.
            if corpus.revision == assistant.library.live():
                assistant.library.prepare(progress)
            assistant.warm_up(corpus.revision)
            progress(stage, made.done, made.due)
            for done in made.play(reply, corpus):
                progress(stage, done, made.due)
            return made.finish()
