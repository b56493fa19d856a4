"""What a run must reach: rules from a small TOML file, and the verdict on a run."""

from evals.gate.judging import judge
from evals.gate.reading import read
from evals.gate.rules import Rules
from evals.gate.verdict import Failing, Judged, Verdict, plain

__all__ = ["Failing", "Judged", "Rules", "Verdict", "judge", "plain", "read"]
