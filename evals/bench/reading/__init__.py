"""Whether a language model's rewordings of questions help, and what they do where nothing answers.

No model is asked: the rewordings were written by hand beforehand, as a model might (README.md).
"""

from __future__ import annotations

from evals.bench.reading.section import run

__all__ = ["run"]
