"""Each test starts a pytest of its own, as somebody who lives in pytest would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.terminal.conftest import ENVIRONMENT, data, documents

__all__ = ["data", "documents"]  # pytest finds fixtures by their names in this module

SET = """
- id: uniform
  question: May I post a picture of myself in uniform?
  expect: answer
  gold: {document: policies/social.md, number: "4.1"}
  tags: [pictures, skip, two words]
- id: crime
  question: May I post a picture of a crime scene?
  expect: decline
  tags: [pictures, and, _odd]
- id: gone
  question: May I post a picture in uniform?
  expect: answer
  gold: {document: policies/social.md, number: "9.9"}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a set beside tests of another kind."""
    (tmp_path / "cases.yaml").write_text(SET, "utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", "utf-8")
    return tmp_path


def run(place: Path, *arguments: str, name: str = "cases.yaml") -> tuple[int, str]:
    """Return the exit code of pytest and all it said."""
    ours = ("-p", "no:cacheprovider", "--color=no", "--strict-markers", "-rs", "--policydesk-set")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *ours, name, *arguments],
        cwd=place,
        env=beside(place),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def beside(place: Path) -> dict[str, str]:
    """Return the environment of a pytest whose temporary folders are none of ours.

    It closes the folder that all runs have theirs in to everybody else, and the PostgreSQL of our
    run, which is somebody else, could read its own files no more.
    """
    apart = place / "temporary"
    apart.mkdir(exist_ok=True)
    return ENVIRONMENT | {"PYTEST_DEBUG_TEMPROOT": str(apart)}


def collected(place: Path, *arguments: str, name: str = "cases.yaml") -> list[str]:
    """Return the names of the tests that would run; there is no data folder."""
    _, said = run(place, "--collect-only", "-q", *arguments, name=name)
    return [line.rpartition("::")[2] for line in said.splitlines() if "::" in line]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_case_passes_fails_in_words_or_is_skipped_as_stale(
    place: Path, data: Path, workers: str
) -> None:
    code, said = run(place, "--policydesk-data", str(data), "-n", workers)
    assert code == 1, said
    assert "1 failed, 1 passed, 1 skipped" in said
    assert "right is decline." in said
    assert "Asked: May I post a picture of a crime scene?" in said
    assert "policies/social.md has no 9.9" in said
    assert "Traceback" not in said
    assert "1 of 3 cases are stale: not tested." in said
    assert "pytest_items.py:" not in said.partition("FAILURES")[2].partition("summary")[0]


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize("others", [(), ("test_other.py",)])
def test_cases_that_are_all_stale_are_no_success(
    place: Path, data: Path, workers: str, others: tuple[str, ...]
) -> None:
    code, said = run(
        place, "--policydesk-data", str(data), "-n", workers, "cases.yaml::gone", *others
    )
    assert code == pytest.ExitCode.TESTS_FAILED, said
    assert "1 skipped" in said
    assert "so nothing was tested, and pytest fails" in said


def test_a_set_without_stale_cases_succeeds_and_says_nothing_of_them(
    place: Path, data: Path
) -> None:
    code, said = run(place, "--policydesk-data", str(data), "cases.yaml::uniform")
    assert code == 0, said
    assert "stale" not in said


def test_the_set_alone_is_collected_unless_tests_are_named(place: Path) -> None:
    assert collected(place) == ["uniform", "crime", "gone"]
    assert collected(place, "test_other.py") == ["test_other", "uniform", "crime", "gone"]
    assert collected(place, "cases.yaml::gone") == ["gone"]


def test_a_set_may_be_anywhere_a_folder_or_one_that_is_shipped(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere") / "my set"
    folder.mkdir()
    (folder / "one.yaml").write_text(SET, "utf-8")
    (folder / "two.csv").write_text("id;question;expect\nsmall;hello;decline\n", "utf-8")
    names = ["uniform", "crime", "gone", "small"]
    assert collected(place, name=str(folder)) == names
    assert collected(folder, name=".") == names
    assert "held-001" in collected(place, name="held")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("pictures and not tag_skip", ["crime"]),
        ("two_words or tag_and and tag__odd", ["uniform", "crime"]),
    ],
)
def test_tags_are_markers_that_mean_nothing_else(
    place: Path, expression: str, found: list[str]
) -> None:
    assert collected(place, "-m", expression) == found


def test_cases_are_chosen_by_id(place: Path) -> None:
    assert collected(place, "-k", "uniform or gone") == ["uniform", "gone"]


def test_all_faults_of_a_set_end_pytest_as_a_wrong_command_does(place: Path) -> None:
    wrong = "- id: a\n  question: ''\n  expect: decline\n- id: a\n  question: b\n  expect: maybe\n"
    (place / "cases.yaml").write_text(wrong, "utf-8")
    code, said = run(place)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "draft" in said
    assert "also the id" in said
    assert "“maybe” is no decision" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "name", "expected"),
    [
        ((), "none.yaml", "There is no test set none.yaml"),
        (("--policydesk-data", "nowhere"), "cases.yaml", "There is no data folder nowhere"),
        (("--policydesk-revision", "77"), "cases.yaml", "There is no revision 77"),
        (("--policydesk-revision", "new"), "cases.yaml", "write a number, or the word draft"),
    ],
)
def test_what_cant_be_asked_is_told_before_anything_is(
    place: Path, data: Path, arguments: tuple[str, ...], name: str, expected: str
) -> None:
    code, said = run(place, "--policydesk-data", str(data), *arguments, name=name)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert expected in said
    assert "Traceback" not in said


def test_without_a_set_nothing_of_ours_is_loaded(place: Path) -> None:
    (place / "test_other.py").write_text(
        "import sys\n\n\ndef test_other():\n"
        "    assert 'evals.pytest_plugin' in sys.modules\n"
        "    assert not {'bot', 'knowledge', 'torch', 'pydantic', 'yaml'} & set(sys.modules)\n",
        "utf-8",
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:langsmith_plugin",
        ],
        cwd=place,
        env=beside(place),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
