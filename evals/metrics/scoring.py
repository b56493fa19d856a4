"""Outcomes → scores: read case by case, of which only numbers are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evals.metrics.catalogue import METRICS
from evals.metrics.curves import Counts
from evals.metrics.intervals import intervals
from evals.metrics.per_case import Extra, nothing_more, per_case
from evals.metrics.scores import Figure, Scores, Slice, SliceKind
from evals.metrics.table import Table
from evals.model import Case, Result
from evals.outcomes import by_case

# How the audience is called of whom a case doesn't say it.
NO_AUDIENCE = "not given"
_KINDS: tuple[SliceKind, ...] = ("tag", "audience", "document")


def score(outcomes: Iterable[tuple[Case, Result]], extra: Extra = nothing_more) -> Scores:
    """Return all figures of a run, with their intervals, overall and in slices.

    All repetitions of a case must follow each other. `extra` returns more values of a result, by
    the names of metrics (a judge's); it isn't asked about stale cases. What the intervals say is
    told at `intervals`, what a case's value is at `per_case`.
    """
    reading = _Reading()
    table = Table.of(reading.values(outcomes, extra))
    return Scores(
        cases=len(table.values),
        stale=reading.stale,
        failed=reading.failed,
        leaking=int(table.column("leaks").sum()),
        overall=figures(table),
        slices=tuple(_slices(table, reading.places)),
        curves=reading.counts.curves(table),
    )


def figures(table: Table) -> Mapping[str, Figure]:
    """Return the figure of each metric, with its interval."""
    names = [metric.name for metric in METRICS]
    values = table.estimates(names)[:, 0]
    lows, highs = values.copy(), values.copy()
    varying = [at for at, name in enumerate(names) if table.varies(name)]
    if varying:
        resampled = [names[at] for at in varying]
        lows[varying], highs[varying] = intervals(
            lambda counts: table.estimates(resampled, counts), values[varying], len(table.values)
        )
    ends = zip(names, values, lows, highs, strict=True)
    return {name: _figure(table, name, *numbers) for name, *numbers in ends}


def _figure(table: Table, name: str, value: float, low: float, high: float) -> Figure:
    if np.isnan(value):
        return Figure(name)
    return Figure(name, float(value), table.population(name), float(low), float(high))


def _slices(table: Table, places: Mapping[tuple[SliceKind, str], Sequence[int]]) -> Iterator[Slice]:
    for kind, name in sorted(places, key=lambda key: (_KINDS.index(key[0]), key[1])):
        cases = places[kind, name]
        yield Slice(kind, name, len(cases), figures(table.rows(cases)))


@dataclass(slots=True)
class _Reading:
    """What is noted of the cases as they come by, besides their values."""

    stale: int = 0
    failed: int = 0
    counts: Counts = field(default_factory=Counts)
    places: dict[tuple[SliceKind, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def values(
        self, outcomes: Iterable[tuple[Case, Result]], extra: Extra
    ) -> Iterator[Mapping[str, float]]:
        """Yield each case's values."""
        for place, (case, results) in enumerate(by_case(outcomes)):
            self._note(place, case, results)
            yield per_case(case, results, extra)

    def _note(self, place: int, case: Case, results: Sequence[Result]) -> None:
        self.stale += any(result.unmeetable for result in results)
        self.failed += any(result.error for result in results)
        self.counts.add(case, results)
        for key in memberships(case):
            self.places[key].append(place)


def memberships(case: Case) -> Iterator[tuple[SliceKind, str]]:
    """Yield the slices that a case belongs to, each with its kind and name."""
    yield from (("tag", tag) for tag in dict.fromkeys(case.tags))
    yield "audience", case.viewer.audience or NO_AUDIENCE
    documents = {gold.document for anyone in case.gold for gold in anyone}
    yield from (("document", document) for document in documents)
