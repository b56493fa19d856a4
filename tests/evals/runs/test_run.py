"""What is damaged or something else says so, and what to do."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.model import Band, Kind, Reason
from evals.errors import BadRun
from evals.model import Case, Cited, Result
from evals.runs import Run
from evals.runs.files import RESULTS, line
from tests.evals.runs.played import ids, play

# Half a character has no form in a file; the other test shows what becomes of it.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
finite = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, finite)


@given(st.from_type(Result))
def test_a_result_reads_as_it_was_written(result: Result) -> None:
    assert TypeAdapter(Result).validate_json(line(result)) == result


@given(st.from_type(Case))
def test_a_case_reads_as_it_was_written(case: Case) -> None:
    assert TypeAdapter(Case).validate_json(line(case)) == case


def test_a_line_is_a_line_whatever_is_said(tmp_path: Path) -> None:
    told = Result("x", date(2026, 1, 1), text="one\ntwo\r\u2028three\x85")
    (tmp_path / "lines").write_bytes(line(told) * 2)
    assert (tmp_path / "lines").read_bytes().count(b"\n") == 2


def test_a_result_of_the_time_before_there_were_models_reads(tmp_path: Path) -> None:
    run = play(tmp_path, 2)
    kept = run.folder / RESULTS
    before = [json.loads(one) for one in kept.read_text("utf-8").splitlines()]
    for one in before:
        del one["writer"], one["writing"]
    kept.write_text("".join(f"{json.dumps(one)}\n" for one in before), "utf-8")
    assert [(one.writer, one.writing) for one in run.results()] == [("", None)] * 2


def test_a_folder_that_is_none_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(BadRun, match=r"isn't the folder of a run.*policydesk eval run SET"):
            Run.open(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"name": 3}', "\ud83d"])
def test_damaged_facts_are_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadRun, match=r"run\.json is damaged.*Play the set again"):
        Run.open(tmp_path)


def test_facts_of_another_release_name_what_does_not_fit(tmp_path: Path) -> None:
    play(tmp_path, 1)
    facts = json.loads((tmp_path / "run.json").read_text("utf-8"))
    del facts["repeat"]
    (tmp_path / "run.json").write_text(json.dumps(facts), "utf-8")
    with pytest.raises(BadRun, match=r"\(repeat\)"):
        Run.open(tmp_path)


@pytest.mark.parametrize("name", ["cases.jsonl", "results.jsonl"])
def test_a_damaged_line_is_named(tmp_path: Path, name: str) -> None:
    run = play(tmp_path, 3)
    lines = (tmp_path / name).read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace('"', "", 1)
    (tmp_path / name).write_text("".join(lines), "utf-8")
    with pytest.raises(BadRun, match=f"{name}, line 2 is damaged"):
        ids(run)


@pytest.mark.parametrize("name", ["cases.jsonl", "results.jsonl"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    run = play(tmp_path, 1)
    (tmp_path / name).unlink()
    with pytest.raises(BadRun, match=f"{name} is missing"):
        ids(run)


def test_a_result_without_its_case_is_told(tmp_path: Path) -> None:
    run = play(tmp_path, 2)
    cases = (tmp_path / "cases.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "cases.jsonl").write_text(cases[1], "utf-8")
    with pytest.raises(BadRun, match="a result of 'case-0' stands where one of 'case-1' should"):
        ids(run)


def test_one_result_repeated_does_not_stand_for_the_others(tmp_path: Path) -> None:
    run = play(tmp_path, 3)
    results = (tmp_path / "results.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "results.jsonl").write_bytes(results[0] * 3)
    with pytest.raises(BadRun, match="a result of 'case-0' stands where one of 'case-1' should"):
        ids(run)


def test_figures_that_are_gone_are_computed_anew(tmp_path: Path) -> None:
    run = play(tmp_path, 2)
    kept = run.scores()
    (tmp_path / "scores.json").unlink()
    assert run.scores().overall == kept.overall


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff"])
def test_damaged_figures_say_that_they_can_be_deleted(tmp_path: Path, content: bytes) -> None:
    run = play(tmp_path, 1)
    (tmp_path / "scores.json").write_bytes(content)
    with pytest.raises(BadRun, match=r"scores\.json is damaged.*Delete it"):
        run.scores()


def test_everything_in_a_result_is_kept(tmp_path: Path) -> None:
    run = play(tmp_path, 1)
    (result,) = run.results()
    assert (result.kind, result.reason, result.band) == (Kind.ANSWER, Reason.ANSWERED, Band.SURE)
    assert len(result.passages) == len(result.citations) == 10
    assert isinstance(result.citations[0], Cited)
    assert replace(result, case="") != result


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_a_finished_run_that_lost_results_is_never_read_as_if_it_were_whole(
    tmp_path: Path, kept: int
) -> None:
    run = play(tmp_path, 3, repeat=2)
    lines = (tmp_path / "results.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "results.jsonl").write_bytes(b"".join(lines[:kept]))
    (tmp_path / "scores.json").unlink()
    with pytest.raises(BadRun, match=f"has {kept} results of 6"):
        run.scores()


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        (r'"confidence": [\d.]+', '"confidence": NaN'),
        (r'"confidence": [\d.]+', '"confidence": 7.0'),
        (r'"features": \[[^\]]*\]', '"features": [["height", Infinity]]'),
    ],
)
def test_what_is_no_number_is_damage(tmp_path: Path, kept: str, broken: str) -> None:
    run = play(tmp_path, 1)
    text = (tmp_path / "results.jsonl").read_text("utf-8")
    changed, count = re.subn(kept, broken, text, count=1)
    assert count == 1
    (tmp_path / "results.jsonl").write_text(changed, "utf-8")
    with pytest.raises(BadRun, match="line 1 is damaged"):
        ids(run)
