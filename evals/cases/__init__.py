"""Test sets: files of cases, read with every fault at once, and written."""

from __future__ import annotations

from evals.cases.testset import TestSet, read
from evals.cases.writing import jsonl_line, to_row, write_yaml

__all__ = ["TestSet", "jsonl_line", "read", "to_row", "write_yaml"]
