"""One small knowledge base, indexed once with the real model, for all tests of the commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.terminal.main import cli

SOCIAL = """\
---
id: social-media
title: Social Media Policy
version: "3.0"
effective_from: 2025-03-01
---
# Social Media Policy

## 4 Pictures

4.1 Employees may post pictures of themselves in uniform on a personal account, provided that
the picture is taken off duty and shows no confidential material.

4.2 Employees must not post pictures of crime scenes or of people in custody.

## 5 Comments

5.1 Moderators may hide comments that contain threats or personal data of others. They must
not delete comments because they criticize the agency.

5.2 A comment that was hidden under 5.1 is kept as a public record for three years.

## 6 Vehicles

6.1 Employees may decorate a patrol boat for the harbor parade, provided that:

(a) its number stays readable;

(b) no picture is shown that is forbidden under 4.2.
"""
HR = """\
---
id: hr-files
title: Personnel Files
groups: [hr]
---
# Personnel Files

1.1 Medical certificates are kept in the sealed part of the personnel file for ten years.
"""
FUTURE = """\
---
id: drones
title: Drone Policy
effective_from: 2999-01-01
---
# Drone Policy

1.1 Drones may be flown over public events only with the written consent of the fire marshal.
"""


# Output is buffered as it is for everybody, also where the tests are run without buffers.
ENVIRONMENT = os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": ""}
COMMAND = (sys.executable, "-c", "from adapters.terminal.main import main; main()")


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "policies").mkdir()
    (folder / "policies" / "social.md").write_text(SOCIAL, "utf-8")
    (folder / "hr.md").write_text(HR, "utf-8")
    (folder / "drones.md").write_text(FUTURE, "utf-8")
    return folder


@pytest.fixture(scope="session")
def data(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    made = invoke(folder, "knowledge", "add", str(documents), "--publish", "--json")
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["published"] is True
    return folder


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty place to be in, so that no test finds another one's folders."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(data: Path, *arguments: str, text: str | bytes = "") -> Result:
    """Run a command in this process; stdin is `text` and no terminal."""
    return CliRunner().invoke(cli, ["--data", str(data), *arguments], input=text)


def _hears_ctrl_c() -> None:
    """A test run in the background may ignore the signal, and its children would with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(
    arguments: Sequence[str],
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.PIPE,
    more: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start the command as a process of its own, with `more` in its environment."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT | dict(more or {}),
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509 - nothing else runs threads here
    )
