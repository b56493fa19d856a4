"""Two runs that differ in every way, one text of which breaks what isn't escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.compare import Comparison, compare
from tests.evals.compare.made import NASTY, answer, escalation, played, wants


@pytest.fixture
def compared(tmp_path: Path) -> Comparison:
    cases = [wants("won"), wants("lost", question=NASTY), wants("other", tags=("<i>",))]
    before = {"won": escalation(), "lost": answer(), "other": answer("7.7")}
    after = {"won": answer(), "lost": answer("9.9", text=NASTY), "other": answer("8.8")}
    a = played(tmp_path / "a", cases, before)
    return compare(a, played(tmp_path / "b", cases, after, revision=2))
