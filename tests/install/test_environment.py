"""How .venv is made; pip, and what is started afterwards, only tell what they were asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.model_names import PROVIDERS

ROOT = Path(__file__).parents[2]
TOLD = '#!/bin/sh\necho "$0 $*" >> "$TOLD"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "install/environment.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name in ("python", "policydesk"):
        (tmp_path / ".venv/bin" / name).write_text(TOLD)
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    return tmp_path


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    told = {"TOLD": str(checkout / "told"), "PYTHON": sys.executable}
    return subprocess.run(
        command,
        cwd=checkout,
        env={"PATH": os.environ["PATH"], **told},
        capture_output=True,
        text=True,
        check=False,
    )


def installed(checkout: Path) -> list[str]:
    """Return what pip was asked to install of ours since the last look."""
    told = checkout / "told"
    lines = told.read_text().splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    return [line.rpartition("--editable ")[2] for line in lines if "--editable" in line]


def test_nothing_is_added_that_nobody_named(checkout: Path) -> None:
    assert run(checkout, "make", "demo").returncode == 0
    assert installed(checkout) == ["."]
    assert run(checkout, "install/environment.sh", "bench").returncode == 0
    assert installed(checkout) == [".[dev,bench]"]


def test_make_adds_the_packages_that_are_named_and_adds_them_once(checkout: Path) -> None:
    assert run(checkout, "make", "demo").returncode == 0
    assert installed(checkout) == ["."]
    for added in ([".[anthropic,bedrock]"], []):
        assert run(checkout, "make", "demo", "EXTRAS=anthropic,bedrock").returncode == 0
        assert installed(checkout) == added
    assert run(checkout, "make", "demo", "EXTRAS=google").returncode == 0
    assert installed(checkout) == [".[google]"]


def test_what_was_added_is_renewed_with_the_versions_that_go_together(checkout: Path) -> None:
    named = ("make", "demo", "EXTRAS=bedrock")
    assert run(checkout, *named).returncode == 0
    stamp = (checkout / ".venv/run-bedrock.stamp").stat().st_mtime
    os.utime(checkout / "constraints.txt", (stamp + 5, stamp + 5))
    assert run(checkout, *named).returncode == 0
    assert installed(checkout) == [".[bedrock]", ".[bedrock]"]


@pytest.mark.parametrize("named", sorted({*PROVIDERS.values()} - {""}))
def test_every_provider_with_packages_of_its_own_is_known(checkout: Path, named: str) -> None:
    assert run(checkout, "install/environment.sh", "run", named).returncode == 0
    assert installed(checkout) == [f".[{named}]"]


@pytest.mark.parametrize("named", ["antropic", "bedrock,antropic", "bedrock, google", "dev"])
def test_a_name_that_is_none_is_told_before_anything_is_installed(
    checkout: Path, named: str
) -> None:
    done = run(checkout, "make", "demo", f"EXTRAS={named}")
    assert done.returncode != 0
    assert "PolicyDesk: has no packages for" in done.stderr
    assert "anthropic, bedrock, google" in done.stderr
    assert installed(checkout) == []
