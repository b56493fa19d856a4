"""A fake platform of the tests, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from evals.bench.chat.outcome import Asked, Try

_ROOT = Path(__file__).parents[3]
_WAIT = 60.0


class Fake:
    """Where a fake platform takes orders."""

    def __init__(self, control: str) -> None:
        """Give them at this address."""
        self._http = httpx.Client(base_url=f"{control}/", timeout=_WAIT, trust_env=False)

    def do(self, verb: str, **given: object) -> Any:
        """Have something done or told. Raises httpx.HTTPError when the process is gone."""
        answer = self._http.post(verb, json=given).raise_for_status().json()
        if "error" in answer:
            raise RuntimeError(f"the fake platform can't {verb}: {answer['error']}")
        return answer["value"]

    def read(self, bot: str) -> tuple[list[Asked], list[Mapping[str, Any]]]:
        """Return what people asked, and the messages of the bot, each in order."""
        told = {one["ts"]: one for one in self.do("deliveries")}
        shown = [one for one in self.do("messages", channel=None) if not one["deleted"]]
        shown.sort(key=lambda one: float(one["ts"]))
        asked = [_asked(one, told.get(one["ts"])) for one in shown if one["user"] != bot]
        return asked, [one for one in shown if one["user"] == bot]

    def close(self) -> None:
        """Hang up."""
        self._http.close()


@contextmanager
def started(module: str) -> Iterator[str]:
    """Start a fake from the tests of this checkout; yield the line that says where it is."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a process without pipes")
        try:
            yield child.stdout.readline().strip()
        finally:
            child.stdin.close()


def _asked(message: Mapping[str, Any], told: Mapping[str, Any] | None) -> Asked:
    tries = told["tries"] if told else ()
    tried = tuple(Try(one["status"], one["seconds"]) for one in tries)
    return Asked(message["ts"], message["at"], tried, taken=bool(told and told["acked"]))
