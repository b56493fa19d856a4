from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from evals.runs import code


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for PolicyDesk's own source."""
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr(code, "_ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A. Person")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a.person@example.gov")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    if not shutil.which("git"):
        pytest.skip("git isn't there")
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_the_commit_is_known_and_whether_the_source_differs_from_it(source: Path) -> None:
    git(source, "init")
    git(source, "add", "evals")
    git(source, "commit", "-m", "All")
    commit, changed = code.state()
    assert len(commit) == 40
    assert not changed
    (source / "notes.txt").write_text("no code", "utf-8")
    assert code.state() == (commit, False)
    (source / "evals" / "new.py").write_text("x = 1", "utf-8")
    assert code.state() == (commit, True)


def test_source_outside_of_a_repository_has_no_commit(source: Path) -> None:
    assert source.is_dir()
    assert code.state() == ("", False)


def test_an_environment_inside_of_another_repository_has_no_commit(source: Path) -> None:
    git(source, "init")
    git(source, "commit", "--allow-empty", "-m", "Another project")
    assert code.state() == ("", False)


def test_a_machine_without_git_has_no_commit(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(source))
    assert code.state() == ("", False)
