"""The real service as a process, on a knowledge base of its own and at the fakes of a test."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT
from tests.fakes.slack import until

POLICIES = Path(__file__).parent / "policies"
# Loading the model takes seconds, on a busy machine many.
START, _STOP = 180.0, 60.0
_UNFINISHED = """
    SELECT (SELECT count(*) FROM inbox WHERE state IN ('waiting', 'handling'))
         + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'unsure', 'sending'))
"""


@dataclass
class Service:
    """A running `policydesk serve`; `log` is the file that it writes to."""

    process: subprocess.Popen[bytes]
    data: Path
    url: str
    log: Path

    def stop(self) -> int:
        """Ask it to end, as an operator would, and return its exit code."""
        self.process.terminate()
        return self.process.wait(_STOP)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def ready(self) -> bool:
        """Return whether it says that it answers questions; fails when it has ended."""
        if self.process.poll() is not None:
            raise AssertionError(f"the service has ended:\n{self.log.read_text('utf-8')[-4000:]}")
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def unfinished(self) -> int:
        """Return how many events and messages wait or are in hand."""
        catalog = sqlite3.connect(f"file:{self.data}/catalog.sqlite3?mode=ro", uri=True)
        with closing(catalog):
            return int(catalog.execute(_UNFINISHED).fetchone()[0])

    def settle(self, seconds: float = 60.0) -> None:
        """Wait until nothing waits or is in hand any more."""
        until(lambda: self.unfinished() == 0, seconds)


def indexed(data: Path) -> Path:
    """Make a data folder in which the small policies are live."""
    command = [*COMMAND, "--data", str(data), "knowledge", "add", str(POLICIES), "--publish"]
    subprocess.run(command, check=True, env=ENVIRONMENT, capture_output=True)
    return data


def launched(
    data: Path, settings: Mapping[str, str], hr: str, environment: Mapping[str, str] | None = None
) -> Service:
    """Start the service with these settings, by their names in small letters.

    `hr` are the ids of who is in the group hr, with blanks between them.
    """
    port = free_port()
    groups = data / "groups.toml"
    groups.write_text(f"[groups]\nhr = {json.dumps(hr.split())}\n", "utf-8")
    given = {"data": str(data), "port": str(port), "groups_file": str(groups), "digest_at": "no"}
    log = data / "service.log"
    with log.open("ab") as written:
        process = subprocess.Popen(
            [*COMMAND, "serve"],
            env=_environment(given | dict(settings)) | dict(environment or {}),
            stdout=written,
            stderr=written,
        )
    return Service(process, data, f"http://127.0.0.1:{port}", log)


@contextmanager
def ready(service: Service) -> Iterator[Service]:
    """Wait until a service is ready; it is stopped afterwards."""
    try:
        until(service.ready, START)
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()


def command(data: Path, *arguments: str) -> str:
    """Run another of the commands beside the service, and return what it printed."""
    done = subprocess.run(
        [*COMMAND, "--data", str(data), *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copied(data: Path, target: Path) -> Path:
    """Return a data folder of one's own."""
    shutil.copytree(data, target)
    return target


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in ENVIRONMENT.items() if "POLICYDESK" not in name}
    return clean | {f"POLICYDESK_{name.upper()}": value for name, value in given.items()}
