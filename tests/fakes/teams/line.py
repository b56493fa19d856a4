"""One request to the fake Teams's process for each thing that is asked of it."""

from __future__ import annotations

from typing import Any

import httpx

Json = dict[str, Any]


class RefusedByTeams(AssertionError):
    """What a test asked for can't be done there: no such button, a field that must be filled."""


class Line:
    """`address` is where Microsoft's services are, `tls` the same over https, trusted by `ca`."""

    def __init__(self, address: str, tls: str, control: str, ca: str) -> None:
        self.address, self.tls, self.ca = address, tls, ca
        self._http = httpx.Client(base_url=f"{control}/", timeout=120, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def _do(self, verb: str, **given: Any) -> Any:
        answered = self._http.post(verb, json=given)
        answered.raise_for_status()
        outcome = answered.json()
        if "error" in outcome:
            raise RefusedByTeams(outcome["error"])
        return outcome["value"]
