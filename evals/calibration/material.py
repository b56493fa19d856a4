"""Where the cases come from that a calibration is fitted on: a test set played now, or a run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.assistant import Assistant
from evals.calibration.examples import Gathered, gather
from evals.calibration.fingerprints import refuse_held
from evals.cases import TestSet
from evals.corpus import Corpus
from evals.errors import BadCalibration
from evals.model import Case, Result
from evals.play import play
from evals.runs import Run
from evals.runs.files import RESULTS
from knowledge.errors import UnknownRevision


@dataclass(frozen=True, slots=True)
class Material:
    """Gathered cases, the digest of the embedding model they were played with, and their origin."""

    gathered: Gathered
    model: str
    origin: Mapping[str, Any]


def played(test_set: TestSet, assistant: Assistant, done: Callable[[int], None]) -> Material:
    """Play a set on what is live; nothing is recorded. `done` is told how many cases are played.

    Raises BadTestSet, UnknownRevision, and BadCalibration for the held-out set.
    """
    refuse_held(test_set)
    library = assistant.library
    revision = library.live()
    if revision is None:
        raise UnknownRevision("Nothing is published here yet, so there is nothing to ask.")
    corpus = Corpus(library, revision)
    reply = partial(assistant.reply, revision=revision)
    outcomes = play(test_set, reply, on=assistant.today(), corpus=corpus)
    gathered = gather(_counted(outcomes, done))
    origin = {
        "set": test_set.name,
        "set digest": test_set.digest,
        "revision": revision,
        "documents": corpus.digest,
    }
    return Material(gathered, library.model, origin)


def of_run(run: Run) -> Material:
    """Read what a finished run says.

    Raises BadRun for a damaged one, and BadCalibration: unfinished, or of the held-out set.
    """
    if not run.complete:
        raise BadCalibration(
            f"The run in {run.folder} isn't finished. The command that began it goes on from where"
            " it stopped."
        )
    refuse_held(run.cases())
    facts = run.facts
    with (run.folder / RESULTS).open("rb") as results:
        digest = hashlib.file_digest(results, "sha256").hexdigest()
    origin = {
        "set": facts.set_name,
        "set digest": facts.set_digest,
        "revision": facts.revision,
        "documents": facts.documents,
        "run": facts.name,
        "results": digest,
    }
    return Material(gather(run.outcomes()), facts.model, origin)


def _counted(
    outcomes: Iterable[tuple[Case, Result]], done: Callable[[int], None]
) -> Iterator[tuple[Case, Result]]:
    for number, outcome in enumerate(outcomes, start=1):
        yield outcome
        done(number)
