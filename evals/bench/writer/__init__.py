"""What a language model that words answers changes: the test sets with one, and without.

The models are scripted, a good one and bad ones, in a process of their own; they know no more than
what they are sent. What no model may change is compared case by case, and the rest is told.
"""

from __future__ import annotations

from evals.bench.writer.section import run

__all__ = ["run"]
