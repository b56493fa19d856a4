"""docs/evaluation-in-python.md does what it says, from top to bottom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.terminal.conftest import invoke

PAGE = Path(__file__).parents[4] / "docs" / "evaluation-in-python.md"


def blocks(language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


def test_the_examples_run_and_print_what_they_say(
    fresh: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (questions,) = blocks("yaml")
    Path("questions.yaml").write_text(questions, "utf-8")
    Path("policydesk-data").symlink_to(data)
    played = invoke(data, "eval", "run", "questions.yaml", "--out", "run")
    assert played.exit_code == 0, played.output
    plain, held, read = blocks("python")
    (told,) = blocks("text")

    assert fresh == Path.cwd()
    names: dict[str, Any] = {"__name__": "example"}
    exec(plain, names)  # noqa: S102 - what is tested
    assert capsys.readouterr().out == told
    exec(held, names)  # noqa: S102
    assert capsys.readouterr().out == "0.0\n"
    exec(read, names)  # noqa: S102
    assert capsys.readouterr().out.startswith("questions 1 20")
