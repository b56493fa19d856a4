"""The README's commands, run as they stand; `make` and `docker` lines are CI's own."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings
from knowledge.sample import sample_folder

README = Path(__file__).parent.parent / "README.md"


def commands() -> list[str]:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("policydesk")]


def run(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    here = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{here}:{os.environ['PATH']}", "HF_HUB_OFFLINE": "1"}
    return subprocess.run(
        shlex.split(line),
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def published_twice(place: Path) -> None:
    (place / "policies/leave.md").write_text("# Leave\n\nEmployees may take leave in May.\n")
    assert run(place, "policydesk --data desk knowledge add policies --publish").returncode == 0


def asked_in_vain(place: Path) -> None:
    line = 'policydesk --data desk ask --record "Let me talk to a person about my boat"'
    assert run(place, line).returncode == 0


CASES = """\
- id: uniform
  question: can i post a pic of me in my uniform
  expect: answer
  tags: uniform
  gold: {document: policies/social-media-policy.md, number: 6.1(b)}
- id: hacked
  question: Help, somebody just took over our Facebook page!
  expect: escalate
  reason: urgent
"""
# What has happened by the time that a reader gets to a command.
BEFORE: dict[str, Callable[[Path], None]] = {
    "policydesk --data desk knowledge rollback": published_twice,
    "policydesk --data desk tickets list": asked_in_vain,
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    library = sample_folder() / "policies"
    (tmp_path / "policies").mkdir()
    shutil.copy(library / "social-media-policy.md", tmp_path / "policies/social-media.md")
    line = {"id": 1, "question": "May I accept a gift?"}
    (tmp_path / "questions.jsonl").write_text(json.dumps(line) + "\n")
    (tmp_path / "cases.yaml").write_text(CASES)
    (tmp_path / "gate.toml").write_text("[at_most]\nleaks = 0\n")
    return tmp_path


def test_every_command_of_the_readme_works_in_the_order_of_the_page(place: Path) -> None:
    assert run(place, "policydesk --data demo-data demo").returncode == 0
    listed = commands()
    assert len(listed) > 15
    for line in listed:
        BEFORE.get(line, lambda _: None)(place)
        done = run(place, line)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_the_readme_names_every_setting() -> None:

    text = README.read_text(encoding="utf-8")
    assert [n for n in Settings.model_fields if f"`{PREFIX}{n.upper()}`" not in text] == []


def test_the_links_of_the_readme_lead_to_files() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (README.parent / link).exists()] == []
