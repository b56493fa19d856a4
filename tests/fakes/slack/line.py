"""One request to the fake Slack's process for each thing that is asked of it."""

from __future__ import annotations

from typing import Any

import httpx

Json = dict[str, Any]


class RefusedBySlack(AssertionError):
    """What a test asked for can't be done there: no such button, a field that must be filled."""


class Line:
    def __init__(self, address: str) -> None:
        self.url = f"{address}/api/"
        self._http = httpx.Client(base_url=f"{address}/control/", timeout=120, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def _do(self, verb: str, **given: Any) -> Any:
        answered = self._http.post(verb, json=given)
        answered.raise_for_status()
        outcome = answered.json()
        if "error" in outcome:
            raise RefusedBySlack(outcome["error"])
        return outcome["value"]
