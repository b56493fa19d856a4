"""Runs: what came of a test set, kept in a folder with everything that shaped it.

`run.json` holds the facts, `cases.jsonl` what was asked, `results.jsonl` what came of it,
`scores.json` the figures, and `problems.log` what went wrong, for people.
"""

from evals.runs.facts import Facts
from evals.runs.recording import Recording, recording
from evals.runs.run import Run

__all__ = ["Facts", "Recording", "Run", "recording"]
