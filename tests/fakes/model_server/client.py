"""The test's side of the model server."""

from __future__ import annotations

import json
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.process import started

_PATIENCE = 20.0


class ModelServer:
    """A server that runs."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.url = f"{address}/v1"

    def asked(self, model: str = "") -> list[dict[str, Any]]:
        """Return what was asked, oldest first, as it came, with the path and the headers."""
        found: list[dict[str, Any]] = self._get("asked")
        return [one for one in found if model in ("", one["model"])]

    def held(self, model: str) -> int:
        """Return how many requests to a model are being answered."""
        held: dict[str, int] = self._get("held")
        return held.get(model, 0)

    def _get(self, what: str) -> Any:
        with urllib.request.urlopen(f"{self._address}/{what}") as response:  # noqa: S310 - our own
            return json.load(response)


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Start a server in its own process, and stop it."""
    with started("tests.fakes.model_server") as address:
        yield ModelServer(address)


def dead_address() -> str:
    """Return the address of an endpoint where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"http://127.0.0.1:{closed.getsockname()[1]}/v1"


def until(happened: Callable[[], Any], seconds: float = _PATIENCE) -> Any:
    """Return what `happened` returns once it is something; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not (found := happened()):
        if time.monotonic() > end:
            raise AssertionError("it didn't happen in time")
        time.sleep(0.05)
    return found
