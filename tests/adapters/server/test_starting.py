"""The beginning of the service, cut short."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.adapters.server.conftest import PATIENCE, clean, free_port, until
from tests.adapters.terminal.conftest import COMMAND


def heeds(process: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Whether a process has a way of its own to deal with a signal."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    (caught,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (number - 1) & 1)


def test_a_signal_while_it_starts_ends_it_cleanly(data: Path) -> None:
    command = [*COMMAND, "--data", str(data), "serve"]
    process = subprocess.Popen(command, env=clean(port=str(free_port())), stderr=subprocess.PIPE)
    until(lambda: heeds(process, signal.SIGTERM))
    process.terminate()
    _, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, told) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whatever_is_being_loaded_can_not_swallow_the_signal(number: signal.Signals) -> None:
    stubborn = """
from adapters.service.stopping import while_starting
while_starting()
while True:
    try:
        print("loading", flush=True)
        input()
    except BaseException:
        pass
"""
    command = [COMMAND[0], "-c", stubborn]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=clean(), **pipes) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
