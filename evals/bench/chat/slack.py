"""The fake Slack of the tests, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

_ROOT = Path(__file__).parents[3]
_WAIT = 60.0


class Slack:
    """What a scenario has its people do, and what they see; `api` is where the service calls."""

    def __init__(self, address: str) -> None:
        """Speak to the fake Slack at this address."""
        self.api = f"{address}/api/"
        self._http = httpx.Client(base_url=f"{address}/control/", timeout=_WAIT, trust_env=False)

    def do(self, verb: str, **given: object) -> Any:
        """Have something done or told. Raises httpx.HTTPError when the process is gone."""
        answer = self._http.post(verb, json=given).raise_for_status().json()
        if "error" in answer:
            raise RuntimeError(f"the fake Slack can't {verb}: {answer['error']}")
        return answer["value"]

    def close(self) -> None:
        """Hang up."""
        self._http.close()


@contextmanager
def slack() -> Iterator[Slack]:
    """Start a fake Slack from the tests of this checkout."""
    command = [sys.executable, "-m", "tests.fakes.slack"]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a process without pipes")
        one = Slack(child.stdout.readline().strip())
        try:
            yield one
        finally:
            one.close()
            child.stdin.close()
