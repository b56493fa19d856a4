from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from adapters.terminal import main
from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT, invoke, start

HEAVY = {"torch", "sqlalchemy", "pydantic", "rich", "numpy", "chromadb", "tantivy", "structlog"}


@click.command()
def broken() -> None:
    raise RuntimeError("spilled \x1b[31m coffee")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, atexit\n"
        "from adapters.terminal.main import main\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n"
        "sys.argv = ['policydesk', '--help']\n"
        "main()"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "knowledge" in result.stdout
    assert not HEAVY & set(result.stderr.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str, tmp_path: Path) -> None:
    result = invoke(tmp_path, "completion", shell)
    assert result.exit_code == 0
    assert "_POLICYDESK_COMPLETE" in result.stdout


@pytest.mark.parametrize("group", [[], ["knowledge"], ["tickets"], ["rulings"]])
def test_every_command_is_listed_with_a_sentence_that_fits(
    tmp_path: Path, group: list[str]
) -> None:
    listed = invoke(tmp_path, *group, "--help").stdout.partition("Commands:")[2]
    assert listed
    assert "..." not in listed


def test_a_fault_of_ours_is_an_apology_not_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(main._COMMANDS, "broken", f"{__name__}:broken")
    result = invoke(tmp_path, "broken")
    assert result.exit_code == 70
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "--verbose" in result.stderr
    assert "\x1b" not in result.stderr
    told = invoke(tmp_path, "--verbose", "broken")
    assert told.exit_code == 70
    assert "Traceback" in told.stderr


def test_bad_settings_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDESK_TIME_ZONE", "Mars/Olympus")
    result = invoke(tmp_path, "knowledge", "list")
    assert result.exit_code == 1
    assert "Mars/Olympus" in result.stderr


def test_a_reader_that_goes_away_ends_a_batch_cleanly(data: Path) -> None:
    process = start(["--data", str(data), "ask", "--json", "--batch", "-"], stdin=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdin.write("{\n")
    process.stdin.flush()
    # What comes out comes before the input has ended: every line is flushed.
    assert select.select([process.stdout], [], [], 120)[0]
    assert json.loads(process.stdout.readline())["id"] is None
    process.stdout.close()
    line = json.dumps({"id": 1, "question": "May I post a picture in uniform?"})
    process.stdin.write(f"{line}\n" * 3)
    process.stdin.close()
    assert process.stderr
    assert (process.stderr.read(), process.wait(60)) == ("", 0)


def test_an_interrupted_batch_ends_in_one_line(data: Path) -> None:
    process = start(["--data", str(data), "ask", "--json", "--batch", "-"], stdin=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"id": 1, "question": "x"}) + "\n")
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == "Stopped."


def test_a_full_disk_behind_the_output_is_told_in_one_line(data: Path) -> None:
    command = [*COMMAND, "--data", str(data), "knowledge", "list"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=ENVIRONMENT
        )
    assert result.returncode == 1
    assert result.stderr == "Reading or writing: No space left on device.\n"


def test_closed_streams_are_no_traceback(data: Path) -> None:
    command = f'"$@" --data "{data}" knowledge list <&- >&-'
    shell = ["sh", "-c", command, "sh", *COMMAND]
    result = subprocess.run(shell, stderr=subprocess.PIPE, text=True, check=False, env=ENVIRONMENT)
    assert (result.returncode, result.stderr) == (0, "")


def test_on_a_terminal_a_number_asks_and_ctrl_c_leaves(data: Path) -> None:
    ours, theirs = pty.openpty()
    process = start(["--data", str(data), "demo"], stdin=theirs)
    os.close(theirs)
    os.write(ours, b"1\n")
    assert process.stdout
    shown = ""
    while "[1]" not in shown:
        shown += process.stdout.readline()
    assert "> Can I wear my uniform in my profile picture?" in shown
    assert "\x1b" not in shown
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert "Goodbye." in rest
    assert "Traceback" not in told
