"""Whether the confidence tells questions that the documents answer from those they don't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.confidence import packaged
from evals.bench.figures import Figure, at_least, plain
from evals.bench.judged import Judged, mtrag, obliqa, sample
from evals.bench.logistic import Sources, fit
from evals.bench.places import Places
from evals.calibration.quality import Numbers, auroc, measured, numbers


def run(places: Places) -> list[Figure]:
    """Judge the model on sources that it was not fitted on, and the shipped one on all."""
    fitting, judging = gather(places)
    return [*left_out(fitting, judging), *_shipped(judging)]


def gather(places: Places) -> tuple[Sources, Sources]:
    """Return what the model is fitted on, and what it is judged on; MTRAG-UN has no split."""
    conversations = list(mtrag(places))
    fitting = {
        "ObliQA": list(obliqa(places, "dev")),
        "MTRAG-UN": conversations,
        "sample": list(sample(places, "fit")),
    }
    judging = {
        "ObliQA": list(obliqa(places, "test")),
        "MTRAG-UN": conversations,
        "sample": list(sample(places, "held")),
    }
    return fitting, judging


def left_out(fitting: Sources, judging: Sources) -> Iterator[Figure]:
    """Yield each source's figure by a model that never saw the source."""
    aims = {"ObliQA": 0.9, "MTRAG-UN": 0.84}
    for name, asked in judging.items():
        model = fit({other: found for other, found in fitting.items() if other != name})
        figure = _figure(
            f"{name}, fitted on the others: AUROC",
            asked,
            model.probabilities([one.features for one in asked]),
        )
        aim = aims.get(name)
        yield at_least(figure.name, figure.value, aim, note=figure.note) if aim else figure


def _shipped(judging: Sources) -> Iterator[Figure]:
    for name, asked in judging.items():
        chances = numbers(packaged().probability(one.features) for one in asked)
        seen = ", fitted on among others" if name == "MTRAG-UN" else ""
        yield _figure(f"{name}, shipped coefficients{seen}: AUROC", asked, chances)


def _figure(name: str, asked: Sequence[Judged], chances: Numbers) -> Figure:
    area = measured(auroc, numbers(one.answerable for one in asked), chances)
    answerable = sum(one.answerable for one in asked)
    note = f"95% {area.low:.3f}-{area.high:.3f}; {answerable} answerable of {len(asked)}"
    return plain(name, area.value, note=note)
