"""`python -m evals.bench.calibrate FOLDER`: fit bot/confidence.json anew and say how good it is."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.confidence import Calibration
from evals.bench.answerability import gather, left_out
from evals.bench.judged import Judged
from evals.bench.logistic import Sources, crossed, fit
from evals.bench.places import Places
from evals.calibration.fingerprints import fingerprint
from evals.cases import read
from knowledge.retrieval.embedding import SentenceEmbedder

# An answer in band "sure" should be right, among the first five clauses, this often; one that
# is shown at all should have this chance that the documents answer. Sources count the same,
# and in each the answerable questions as much as the others.
_SURE = 0.85
_SHOWN = 0.25
_STEP = 0.05
_SET = files("evals.sets") / "fit.jsonl"


def main(folder: str, work: str = "bench-results") -> None:
    """Fit on every source, choose the bands, and write the file with its provenance."""
    places = Places(Path(folder).resolve(), Path(work).resolve())
    fitting, judging = gather(places)
    model = fit(fitting)
    curve = list(_curve(fitting))
    made = Calibration(
        intercept=round(model.intercept, 4),
        weights={name: round(weight, 4) for name, weight in model.weights.items()},
        sure=_lowest(curve, "right", _SURE),
        unsure=_band_unsure(curve),
        model=SentenceEmbedder().digest,
        provenance={
            "fitted": datetime.now(UTC).date().isoformat(),
            "on": {name: _counted(found) for name, found in fitting.items()},
            "data": dict(_digests(places)),
            "judged on sources it was not fitted on": {
                figure.name: f"{figure.value:.3f} ({figure.note})"
                for figure in left_out(fitting, judging)
            },
            "risk and coverage": curve,
            "cases": sorted(map(fingerprint, read(Path(str(_SET))))),
        },
    )
    target = Path(str(files("bot") / "confidence.json"))
    target.write_text(json.dumps(made.content(), indent=1) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))  # noqa: T201 - a command's output


def _curve(sources: Sources) -> Iterator[dict[str, float]]:
    """Yield, for thresholds from low to high, what is shown and how much of it is right."""
    chances = crossed(sources)
    answerable = _joined(sources, "answerable")
    right = _joined(sources, "found")
    weights = np.concatenate([_balance(found) for found in sources.values()])
    stated = np.concatenate([chances[name] for name in sources])
    for threshold in np.arange(_STEP, 1.0, _STEP):
        shown = stated >= threshold
        near = shown & (stated < threshold + _STEP)
        yield {
            "threshold": round(float(threshold), 2),
            "answerable shown": _share(shown, answerable, weights),
            "others shown": _share(shown, ~answerable, weights),
            "right": _share(right, shown, weights),
            "answerable here": _share(answerable, near, weights),
        }


def _lowest(curve: list[dict[str, float]], figure: str, bound: float) -> float:
    return next(point["threshold"] for point in curve if point[figure] >= bound)


def _band_unsure(curve: list[dict[str, float]]) -> float:
    return _lowest(curve, "answerable here", _SHOWN)


def _joined(sources: Sources, name: str) -> NDArray[np.bool_]:
    return np.array([getattr(one, name) for found in sources.values() for one in found])


def _balance(found: Sequence[Judged]) -> NDArray[np.float64]:
    truth = np.array([one.answerable for one in found])
    return np.asarray(np.where(truth, 1 / truth.sum(), 1 / (~truth).sum()))


def _share(
    these: NDArray[np.bool_], among: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    whole = float(weights[among].sum())
    return round(float(weights[these & among].sum()) / whole, 3) if whole else 0.0


def _counted(found: Sequence[Judged]) -> str:
    return f"{len(found)} questions, {sum(one.answerable for one in found)} answerable"


def _digests(places: Places) -> Iterator[tuple[str, str]]:
    for name in ("data/obliqa/ObliQA_dev.json", "data/mtrag_un/reference.jsonl"):
        yield name, hashlib.sha256((places.data / name).read_bytes()).hexdigest()
    yield "evals/sets/fit.jsonl", hashlib.sha256(_SET.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
