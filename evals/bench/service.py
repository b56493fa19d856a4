"""The real service as a process, to be killed and started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

_START, _STOP, _LOOK = 180.0, 60.0, 0.2
_PREFIX = "POLICYDESK_"


class Service:
    """A running `policydesk serve` on a data folder; its log stands beside the folder."""

    def __init__(
        self,
        data: Path,
        settings: Mapping[str, str],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare it with settings, named without their prefix; `start` starts it."""
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.environment = _environment(data, port, settings) | dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it, and return after how many seconds it answered questions."""
        begun = time.monotonic()
        command = [str(Path(sys.executable).with_name("policydesk")), "serve"]
        with self.data.with_suffix(".log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, env=self.environment, stdout=log, stderr=log
            )
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() - begun > _START:
                raise RuntimeError(f"the service doesn't start; see {self.data}.log")
            time.sleep(_LOOK)
        return time.monotonic() - begun

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(_STOP)

    def _ready(self) -> bool:
        try:
            ready = httpx.get(f"{self.url}/readyz", timeout=5, trust_env=False)
        except httpx.TransportError:
            return False
        return ready.status_code == httpx.codes.OK


def _environment(data: Path, port: int, settings: Mapping[str, str]) -> dict[str, str]:
    clean = {name: text for name, text in os.environ.items() if not name.startswith(_PREFIX)}
    given = {"DATA": str(data), "PORT": str(port), "DIGEST_AT": "no", **settings}
    return clean | {_PREFIX + name: text for name, text in given.items()}
