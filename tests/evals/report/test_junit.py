from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evals.errors import BadRun
from evals.report import write_junit
from tests.evals.report import made


def suite(run: made.Run, folder: Path) -> etree._Element:
    file = folder / "junit.xml"
    write_junit(run, file)
    found = etree.parse(str(file)).getroot().find("testsuite")
    assert found is not None
    return found


def test_every_case_is_a_test_and_the_counts_say_what_became_of_them(tmp_path: Path) -> None:
    read = suite(made.run(tmp_path / "run", [*made.mixed(), *made.nasty()]), tmp_path)
    tests = read.findall("testcase")
    assert read.get("tests") == str(len(tests)) == "64"
    for name, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert read.get(name) == str(len(read.findall(f"testcase/{element}"))) != "0"


def test_a_failing_case_says_everything_that_is_wrong_with_it(tmp_path: Path) -> None:
    case = made.unanswerable("lunch")
    read = suite(made.run(tmp_path / "run", [(case, made.answer(case, leaks=("hr/x",)))]), tmp_path)
    failure = read.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "The asker may not read hr/x."
    assert failure.text == (
        "The asker may not read hr/x.\nIt decided to answer (answered); right is escalate."
    )


def test_a_stale_case_is_skipped_and_names_what_no_clause_meets_without_guessing_why(
    tmp_path: Path,
) -> None:
    case = made.answerable()
    stale = made.escalation(case, stale=case.gold[0], unmeetable=(0,))
    skipped = suite(made.run(tmp_path / "run", [(case, stale)]), tmp_path).find("testcase/skipped")
    assert skipped is not None
    assert skipped.get("message") == (
        "2.1 of rules: not in this revision for the asker on that day; problems.log says why"
    )


def test_repetitions_are_one_test_that_fails_if_any_of_them_does(tmp_path: Path) -> None:
    case = made.answerable()
    outcomes = [(case, made.answer(case)), (case, made.escalation(case, repetition=2))]
    read = suite(made.run(tmp_path / "run", outcomes, repeat=2), tmp_path)
    assert (read.get("tests"), read.get("failures")) == ("1", "1")
    assert read.find("testcase").get("time") == "0.070"  # type: ignore[union-attr]


def test_figures_are_properties(tmp_path: Path) -> None:
    read = suite(made.run(tmp_path / "run", made.mixed()), tmp_path)
    properties = {one.get("name"): one.get("value") for one in read.iter("property")}
    assert properties["revision"] == "7"
    assert 0 < float(properties["passed"] or 0) < 1
    assert "judge_answers" not in properties


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_makes_xml_that_can_be_read(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("junit")
    case = made.unanswerable(f"id {text}", question=text)
    wrong = made.answer(case, leaks=(text,))
    read = suite(made.run(folder / "run", [(case, wrong)], set_name=text), folder)
    assert len(read.findall("testcase/failure")) == 1


def test_an_unfinished_run_leaves_no_file(tmp_path: Path) -> None:
    run = made.run(tmp_path / "run", made.mixed(), finished=None)
    with pytest.raises(BadRun, match="isn't finished"):
        write_junit(run, tmp_path / "junit.xml")
    assert not (tmp_path / "junit.xml").exists()
