"""The endpoints of OpenAI, Azure, Anthropic, Bedrock and Google, in one process of their own.

What is after "--" in a model's name says how it behaves; see `behaviour`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Providers:
    """Where they are, and what they were asked."""

    url: str

    def asked(self) -> list[dict[str, Any]]:
        """Return each request since the last time: its path, query, headers and body."""
        got: list[dict[str, Any]] = httpx.get(f"{self.url}/asked", trust_env=False).json()
        return got


@contextmanager
def providers() -> Iterator[Providers]:
    """Start them, and end them with the block."""
    command = [sys.executable, "-m", "tests.fakes.providers"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        yield Providers(f"http://127.0.0.1:{child.stdout.readline().strip()}")
        child.stdin.close()
