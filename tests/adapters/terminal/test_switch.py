from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.settings import load
from bot.wiring import switch
from tests.adapters.terminal.conftest import invoke


def reason(data: Path) -> str:
    with switch(load(data=data)) as opened:
        return opened.reason()


def test_off_and_on_are_for_everybody_who_asks(tmp_path: Path) -> None:
    off = invoke(tmp_path, "off", "We are moving,\nback at noon.")
    assert off.exit_code == 0
    assert "We are moving, back at noon." in off.stdout
    assert reason(tmp_path) == "We are moving, back at noon."
    assert "Switched on" in invoke(tmp_path, "on").stdout
    assert reason(tmp_path) == ""
    assert "already" in invoke(tmp_path, "on").stdout


def test_a_reason_needs_no_quotes(tmp_path: Path) -> None:
    assert invoke(tmp_path, "off", "back", "at", "noon").exit_code == 0
    assert reason(tmp_path) == "back at noon"


def test_without_a_reason_it_says_what_is_needed_and_changes_nothing(tmp_path: Path) -> None:
    for nothing in ((), ("",), ("\x1b",)):
        refused = invoke(tmp_path, "off", *nothing)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "everybody who asks reads it" in refused.stderr
    assert reason(tmp_path) == ""


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    refused = invoke(tmp_path / "mistyped", "off", "Moving")
    assert refused.exit_code == 1
    assert "There is no data folder" in refused.stderr
    assert not (tmp_path / "mistyped").exists()


def test_neither_loads_what_only_answering_needs(tmp_path: Path) -> None:
    code = (
        "import sys, atexit\n"
        "from adapters.terminal.main import main\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['policydesk', '--data', {str(tmp_path)!r}, 'off', 'moving']\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"torch", "chromadb", "tantivy", "uvicorn", "slack_bolt", "numpy"}
    assert not heavy & set(done.stderr.split())
