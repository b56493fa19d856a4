"""What to calibrate on, by whatever name: a finished run's folder, or a test set to be played."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evals.calibration.material import Material, of_run, played
from evals.calibration.telling import Told
from evals.errors import BadCalibration
from evals.runs.playing import Progress
from evals.runs.run import Run

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.cases import TestSet

_ASKING = "asking"


def of_set(cases: TestSet, assistant: Assistant, progress: Progress) -> Material:
    """Play a set on what is live; nothing is recorded, and what `progress` raises stops it.

    Raises BadTestSet, UnknownRevision, and BadCalibration for the held-out set.
    """
    return played(cases, assistant, lambda done: progress(_ASKING, done, cases.count))


def of_folder(folder: Path, model: str) -> Material:
    """Read what a finished run says of an embedding model, named by its digest.

    Raises BadRun, and BadCalibration: unfinished, of the held-out set, or of another model.
    """
    material = of_run(Run.open(folder))
    if material.model != model:
        raise BadCalibration(
            f"The run {folder.name} was made with another embedding model than is set here; its"
            " figures say nothing of this one. Play the set again."
        )
    return material


def proposed(material: Material, assistant: Assistant, target: float) -> Told:
    """Fit on the material beside what is in use. Raises BadCalibration."""
    # Seconds, for scikit-learn and scipy.
    from evals.calibration.proposal import propose  # noqa: PLC0415

    gathered, now = material.gathered, assistant.calibration
    made = propose(gathered, now, material.model, target, material.origin)
    return Told(
        str(material.origin["set"]),
        gathered.otherwise,
        gathered.stale,
        gathered.failed,
        now.digest,
        made,
    )
