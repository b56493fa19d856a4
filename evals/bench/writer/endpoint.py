"""A model endpoint from the tests of this checkout, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[3]


@contextmanager
def endpoint() -> Iterator[str]:
    """Start it and yield its address, as POLICYDESK_MODEL_URL would be."""
    command = [sys.executable, "-m", "tests.fakes.model_server"]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a process without pipes")
        try:
            yield f"{child.stdout.readline().strip()}/v1"
        finally:
            child.stdin.close()
