from __future__ import annotations

import json
import re

import pytest

from evals.compare import Comparison
from evals.compare.writing import markdown, plain
from tests.evals.compare.made import NASTY


def test_markdown_keeps_its_table_whatever_people_wrote(compared: Comparison) -> None:
    text = markdown(compared)
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 8 for row in rows)
    assert "<script>" not in text
    assert "[x](" not in text
    assert r"\*\*bold\*\*" in text
    assert "### Lost: 1 (passed in A, fail in B)" in text
    assert "- revision: 1 → 2" in text


def test_json_has_figures_and_cases_by_name(compared: Comparison) -> None:
    told = json.loads(json.dumps(plain(compared), allow_nan=False))
    assert told["cases"] == {
        "compared": 3, "only_a": [], "only_b": [], "differing": [], "stale": [],
    }  # fmt: skip
    passed = next(one for one in told["metrics"] if one["metric"] == "passed")
    assert (passed["a"], passed["b"], passed["n"]) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        3,
    )
    assert passed["verdict"] == "the same"
    (lost,) = told["lost"]
    assert lost["question"] == NASTY
    assert lost["a"]["citations"][0]["number"] == "1.1"
    assert lost["b"]["wrong"] == ["It doesn't cite 1.1 of policy.md."]
    assert told["won"][0]["a"]["decision"] == "escalate"
