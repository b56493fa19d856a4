from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.compare import Comparison, compare
from evals.compare.writing import markdown, plain
from tests.evals.compare.made import answer, escalation, played, wants

NASTY = (
    "<script>alert(1)</script> | **bold** [x](http://evil.example) `code`\n"
    "second \u202e\x1b[31mline"
)


@pytest.fixture
def compared(tmp_path: Path) -> Comparison:
    cases = [wants("won"), wants("lost", question=NASTY), wants("other", tags=("<i>",))]
    before = {"won": escalation(), "lost": answer(), "other": answer("7.7")}
    after = {"won": answer(), "lost": answer("9.9", text=NASTY), "other": answer("8.8")}
    a = played(tmp_path / "a", cases, before)
    return compare(a, played(tmp_path / "b", cases, after, revision=2))


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
