"""What the check makes of the made sentences, and how long it takes."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest

from bot.citations import Encode, Fault, faults
from evals.bench.written.made import Made, Way

# As many sentences as an answer of 120 words has.
_ANSWER = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """What the check found wrong with each sentence, in their order; () where it stands."""

    sentences: tuple[Made, ...]
    found: tuple[tuple[Fault, ...], ...]

    def __add__(self, other: Judged) -> Judged:
        """Return what was found in both, one after the other."""
        return Judged(self.sentences + other.sentences, self.found + other.found)

    def missed(self) -> tuple[int, int]:
        """Return how many wrong sentences passed, and of how many."""
        counts = self.passed().values()
        return sum(passed for passed, _ in counts), sum(of for _, of in counts)

    def passed(self) -> Mapping[Way, tuple[int, int]]:
        """Return for each way to be wrong how many passed, and of how many."""
        pairs = list(zip(self.sentences, self.found, strict=True))
        wrong = Counter(made.way for made, _ in pairs if not made.right)
        passed = Counter(made.way for made, found in pairs if not made.right and not found)
        return {way: (passed[way], of) for way, of in wrong.items()}

    def dropped(self) -> tuple[int, int]:
        """Return how many right sentences were dropped, and of how many."""
        right = [
            found for made, found in zip(self.sentences, self.found, strict=True) if made.right
        ]
        return sum(map(bool, right)), len(right)

    def blamed(self) -> Counter[Fault]:
        """Count what the check held against right sentences; one may have several faults."""
        pairs = zip(self.sentences, self.found, strict=True)
        return Counter(fault for made, found in pairs if made.right for fault in found)


def judge(sentences: Sequence[Made], encode: Encode) -> Judged:
    """Check every sentence by itself."""
    found = tuple(faults(one.sentence, one.cited, one.clauses, encode) for one in sentences)
    return Judged(tuple(sentences), found)


def interval(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Clopper and Pearson 1934), both ends from 0 to 1."""
    ends = binomtest(count, of).proportion_ci(confidence_level=0.95, method="exact")
    return float(ends.low), float(ends.high)


def answers(sentences: Sequence[Made]) -> list[tuple[Made, ...]]:
    """Return as many answers as there are six sentences on the same clauses."""
    same: dict[frozenset[str], list[Made]] = defaultdict(list)
    for one in sentences:
        same[frozenset(one.clauses.values())].append(one)
    return [tuple(made[:_ANSWER]) for made in same.values() if len(made) >= _ANSWER]


def milliseconds(found: Sequence[Sequence[Made]], encode: Encode, runs: int) -> list[float]:
    """Return how long checking each answer took, in each of the runs."""
    taken = []
    for _ in range(runs):
        for answer in found:
            begun = time.perf_counter()
            judge(answer, encode)
            taken.append(1000 * (time.perf_counter() - begun))
    return taken
