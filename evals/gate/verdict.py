"""What a gate made of a run, as frozen values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Failing:
    """A case that speaks against a rule, and what is wrong with it."""

    id: str
    question: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, whether the run meets it, and why, in a sentence without its full stop.

    `value`, `low` and `high` (a 95 % interval) and `bound` are in the metric's own unit: the
    figure itself, or for a rule about a change the difference to the baseline. None where
    there is nothing to measure. `n` is how many cases were measured. `cases` are those that
    speak against the rule, as many as help; `more` is how many others there are.
    """

    rule: str
    passed: bool
    said: str
    metric: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: float | None = None
    n: int = 0
    cases: tuple[Failing, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a run; `rules` is the gate's file, `baseline` a run's folder."""

    run: Path
    rules: Path
    baseline: Path | None
    judged: tuple[Judged, ...]

    @property
    def passed(self) -> bool:
        """Whether every rule is met."""
        return not self.failing

    @property
    def failing(self) -> tuple[Judged, ...]:
        """The rules that aren't met."""
        return tuple(one for one in self.judged if not one.passed)


def plain(verdict: Verdict) -> dict[str, object]:
    """Return what `--json` prints; names and their meaning stay as they are."""
    return {
        "passed": verdict.passed,
        "run": str(verdict.run),
        "rules": str(verdict.rules),
        "baseline": None if verdict.baseline is None else str(verdict.baseline),
        "judged": [asdict(one) for one in verdict.judged],
    }
