"""What a run comes to, as frozen values that are kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from evals.errors import BadRun
from evals.metrics.catalogue import METRICS
from evals.metrics.curves import Curves

SliceKind = Literal["tag", "audience", "document"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value over `n` cases, with its 95 % interval; None where it applies to none."""

    name: str
    value: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of the cases with a tag, of an audience, or with gold in a document."""

    kind: SliceKind
    name: str
    cases: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a run, by metric in the order of METRICS, overall and in slices.

    `cases` counts all cases, `stale` those whose gold is gone (they count for leaks alone),
    `failed` those with an error in any repetition, `leaking` those with a leak in any.
    """

    cases: int
    stale: int
    failed: int
    leaking: int
    overall: Mapping[str, Figure]
    slices: tuple[Slice, ...]
    curves: Curves

    def to_json(self) -> str:
        """Return the scores as JSON; figures that apply to no case are left out."""
        kept = replace(self, overall=_applying(self.overall), slices=tuple(map(_kept, self.slices)))
        return _SCORES.dump_json(kept, indent=1).decode()

    @classmethod
    def from_json(cls, text: str) -> Scores:
        """Read what `to_json` wrote; a metric that it lacks has no value. Raises BadRun."""
        try:
            scores = _SCORES.validate_json(text)
        except ValidationError as error:
            raise BadRun(
                "The scores of the run can't be read. Delete its scores.json, and they are"
                " computed anew."
            ) from error
        slices = tuple(replace(one, figures=_all(one.figures)) for one in scores.slices)
        return replace(scores, overall=_all(scores.overall), slices=slices)


def _kept(one: Slice) -> Slice:
    return replace(one, figures=_applying(one.figures))


def _applying(figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    return {name: figure for name, figure in figures.items() if figure.n}


def _all(figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    return {metric.name: figures.get(metric.name, Figure(metric.name)) for metric in METRICS}


_SCORES = TypeAdapter(Scores)
