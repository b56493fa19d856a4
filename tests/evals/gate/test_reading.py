from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import BadGate
from evals.gate import Rules, read

GOOD = """
sets = ["questions.yaml"]
ignore_noise = true
stale_cases = 2

[at_least]
"recall@5" = 0.9
[at_most]
leaks = 0
p95_ms = 1500
[slices."tag:urgent".at_least]
urgent_recall = 1
[slices."audience:police"]
at_most = { forbidden = 0.01 }
[must_pass]
ids = ["one"]
tags = ["urgent"]
[may_worsen_by]
citation_precision = 0.02
"""


def written(folder: Path, text: str) -> Path:
    (folder / "questions.yaml").write_text("")
    path = folder / "gate.toml"
    path.write_text(text, "utf-8")
    return path


def faults(folder: Path, text: str) -> tuple[str, ...]:
    path = written(folder, text)
    with pytest.raises(BadGate) as wrong:
        read(path)
    assert all(fault.startswith(str(path)) for fault in wrong.value.faults)
    return tuple(fault.removeprefix(f"{path}: ") for fault in wrong.value.faults)


def test_every_rule_of_a_gate_is_read(tmp_path: Path) -> None:
    rules = read(written(tmp_path, GOOD))

    assert rules.sets == (tmp_path / "questions.yaml",)
    assert [(b.slice, b.metric.name, b.at_least, b.value) for b in rules.bounds] == [
        ("", "recall@5", True, 0.9),
        ("", "leaks", False, 0),
        ("", "p95_ms", False, 1500),
        ("tag:urgent", "urgent_recall", True, 1),
        ("audience:police", "forbidden", False, 0.01),
    ]
    assert [(one.metric.name, one.value) for one in rules.allowances] == [
        ("citation_precision", 0.02)
    ]
    assert (rules.ids, rules.tags, rules.stale_cases) == (("one",), ("urgent",), 2)
    assert rules.ignore_noise


def test_all_faults_of_a_gate_are_told_at_once_with_the_nearest_names(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        """
        sets = ["nowhere.yaml"]
        at_leest = 1
        stale_cases = -1
        ignore_noise = "yes"
        [at_least]
        citation_precison = 0.9
        passed = 90
        leaks = 0
        "recall@5" = "high"
        [at_most]
        verbatim = nan
        [slices."urgent".at_least]
        passed = 1
        [slices."tag:x"]
        atleast = { passed = 1 }
        [must_pass]
        ids = "one"
        tag = ["urgent"]
        [may_worsen_by]
        brier = -0.1
        """,
    )

    def one(*words: str) -> bool:
        return sum(all(word in fault for word in words) for fault in told) == 1

    assert one("nowhere.yaml", "mend the path")
    assert one("“at_leest” is no entry; did you mean “at_least”?")
    assert one("stale_cases: write a whole number from 0")
    assert one("ignore_noise: write true or false")
    assert one("at_least: “citation_precison” is no metric", "did you mean “citation_precision”?")
    assert one("at_least.passed: 90 is no share", "0.9 for 90 %")
    assert one("at_least.leaks: lower is better; put it under at_most")
    assert one('at_least."recall@5": write a number')
    assert one("at_most.verbatim: write a number")
    assert one("slices.urgent: write tag:, audience: or document:", "“tag:urgent”")
    assert one('slices."tag:x": “atleast” is no entry; did you mean “at_least”?')
    assert one("must_pass.ids: write a list of texts")
    assert one("must_pass: “tag” is no entry; did you mean “tags”?")
    assert one("may_worsen_by.brier: write how much worse it may be, from 0")
    assert len(told) == 14


def test_an_entry_for_the_whole_file_that_slid_into_a_table_is_sent_up(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "[at_least]\npassed = 0.9\nignore_noise = true\n")
    assert told == "at_least: “ignore_noise” holds for all; write it above the first [brackets]."


@pytest.mark.parametrize("text", ["", 'sets = ["questions.yaml"]', "[at_least]", "stale_cases = 3"])
def test_a_gate_that_asks_for_nothing_isnt_one(tmp_path: Path, text: str) -> None:
    (told,) = faults(tmp_path, text)
    assert "everything would pass" in told


def test_a_name_that_needs_quotation_marks_is_explained(tmp_path: Path) -> None:
    path = written(tmp_path, "[at_least]\nrecall@5 = 0.9\n")
    with pytest.raises(BadGate, match=r'isn\'t TOML: .*line 2.*"recall@5" = 0\.9'):
        read(path)


def test_what_cant_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadGate, match="No such file"):
        read(tmp_path / "gate.toml")
    with pytest.raises(BadGate, match="directory"):
        read(tmp_path)
    (tmp_path / "gate.toml").write_bytes("[at_least]  # Präzision".encode("utf-16"))
    with pytest.raises(BadGate, match="UTF-8"):
        read(tmp_path / "gate.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(path).bounds


LEAF = st.one_of(
    st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=5), st.just([]), st.just(["x"])
)
NAMES = st.sampled_from(
    ["sets", "at_least", "at_most", "slices", "may_worsen_by", "must_pass", "ids", "tags",
     "passed", "leaks", "tag:x", "stale_cases", "ignore_noise", "no\x00thing"]
)  # fmt: skip


@given(
    st.dictionaries(NAMES, st.recursive(LEAF, lambda v: st.dictionaries(NAMES, v), max_leaves=9))
)
def test_any_table_is_rules_or_faults_in_words(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(_toml(table), "utf-8")
    assert tomllib.loads(path.read_text("utf-8")) is not None
    rules, told = _read(path)
    assert told or rules is not None
    assert all(fault.startswith(str(path)) for fault in told)
    if rules is not None:
        assert rules.bounds or rules.allowances or rules.ids or rules.tags


def _read(path: Path) -> tuple[Rules | None, tuple[str, ...]]:
    try:
        return read(path), ()
    except BadGate as wrong:
        return None, wrong.faults


def _toml(table: dict[str, object]) -> str:
    return "\n".join(f"{_value(name)} = {_value(value)}" for name, value in table.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_value(name)} = {_value(one)}" for name, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return (
            '"' + "".join(f"\\U{ord(c):08x}" for c in value if not 0xD800 <= ord(c) < 0xE000) + '"'
        )
    return str(value)
