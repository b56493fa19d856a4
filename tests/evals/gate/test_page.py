"""The page about the gate, held against the program."""

from __future__ import annotations

import re
from pathlib import Path

from evals.gate import read
from evals.gate.reading import ENTRIES

PAGE = (Path(__file__).parents[3] / "docs" / "gate.md").read_text("utf-8")


def test_the_gate_to_start_from_is_a_gate(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "questions.yaml").write_text("")
    (tmp_path / "gate.toml").write_text(example, "utf-8")

    rules = read(tmp_path / "gate.toml")

    assert rules.sets == (tmp_path / "questions.yaml",)
    assert [bound.slice for bound in rules.bounds] == ["", "", "", "tag:urgent"]
    assert rules.ids == ("uniform-01",)
    assert rules.tags == ("urgent",)
    assert rules.allowances[0].value == 0.02


def test_the_page_explains_every_entry() -> None:
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    named = {name for name in ENTRIES if re.search(rf"`\[?{name}\b", table)}
    assert set(ENTRIES) == named
