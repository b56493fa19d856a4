from __future__ import annotations

from pathlib import Path

from evals.gate import read
from evals.gate.wording import sentences


def told(folder: Path, text: str) -> list[str]:
    path = folder / "gate.toml"
    path.write_text(text)
    return list(sentences(read(path)))


def test_every_rule_is_a_sentence_that_somebody_at_the_office_understands(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        "stale_cases = 2\nignore_noise = true\n[at_least]\npassed = 0.9\n[at_most]\np95_ms = 800\n"
        '[slices."tag:urgent".at_least]\npassed = 1\n[may_worsen_by]\n"recall@5" = 0.02\n'
        'passed = 0\n[must_pass]\nids = ["uniform"]\ntags = ["safety"]\n',
    )
    assert "Right in everything that is asked of it: at least 90\N{NO-BREAK SPACE}%" in said
    assert "Time in which 95 of 100 cases are done: at most 800 ms" in said
    assert any("among those with the tag urgent: at least 100" in one for one in said)
    assert any("worse than what is live by 2\N{NO-BREAK SPACE}% at most" in one for one in said)
    assert any("no worse than what is live, unless chance alone" in one for one in said)
    assert {"The case uniform must pass", "Every case with the tag safety must pass"} <= set(said)
    assert "At most 2 cases may name clauses that aren’t there any more" in said


def test_without_a_rule_for_it_no_case_may_be_stale(tmp_path: Path) -> None:
    said = told(tmp_path, "[at_least]\npassed = 0.9\n")
    assert "No case may name clauses that aren’t there any more" in said
