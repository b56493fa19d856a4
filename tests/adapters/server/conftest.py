"""The real command as a process of its own, spoken to over real HTTP."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT, data, documents
from tests.fakes.slack import Slack, slack

__all__ = ["data", "documents"]  # pytest finds fixtures by their names in this module
# A busy machine may take minutes over what takes seconds elsewhere.
PATIENCE = 180.0
QUESTION = "Can I post a picture of me in uniform? My name is Gwendolyn."


@dataclass(frozen=True)
class Running:
    """A `policydesk serve` that listens; `log` is what it writes on stderr."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=30, trust_env=False)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def until(happened: Callable[[], object]) -> None:
    """Wait until something is so; what never is fails the test."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def clean(**settings: str) -> dict[str, str]:
    """Return the environment with these settings and no other."""
    kept = {name: value for name, value in ENVIRONMENT.items() if "POLICYDESK" not in name}
    return kept | {f"POLICYDESK_{name.upper()}": value for name, value in settings.items()}


@contextmanager
def serving(folder: Path, *arguments: str, **settings: str) -> Iterator[Running]:
    """Start the service and wait until it listens; it is ended afterwards."""
    port = free_port()
    log = folder.parent / f"service-{port}.log"
    command = [*COMMAND, "--data", str(folder), "serve", *arguments]
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, env=clean(port=str(port), **settings), stdout=written, stderr=written
        )
    running = Running(process, port, log)
    try:
        until(lambda: process.poll() is not None or b"listening" in log.read_bytes())
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def refused(folder: Path, **settings: str) -> str:
    """Start a service that can't be, and return the one line that says why."""
    done = subprocess.run(
        [*COMMAND, "--data", str(folder), "serve"],
        env=clean(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data folder in which nothing is published."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def at_slack() -> Iterator[Slack]:
    with slack() as one:
        yield one


@pytest.fixture
def fake(at_slack: Slack) -> Slack:
    at_slack.forget()
    return at_slack


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own in which something is published."""
    return Path(shutil.copytree(data, tmp_path / "own"))


def settings(fake: Slack, *, over_socket: bool = False) -> dict[str, str]:
    way = {"slack_app_token": "xapp-1"} if over_socket else {"slack_signing_secret": "s3cret"}
    return way | {"slack_bot_token": "xoxb-1", "slack_api_url": fake.url, "digest_at": "no"}


def told(fake: Slack, service: Running) -> None:
    """Have Slack deliver to the service."""
    fake.app(f"http://127.0.0.1:{service.port}/slack/events")


def answers(fake: Slack) -> list[str]:
    return [said["text"] for said in fake.messages("D1") if said.get("user") != "U1"]
