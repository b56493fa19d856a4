"""Questions to Microsoft's services over HTTP, in worker threads; nobody waits long for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from adapters.chat.people.somebody import DirectoryUnreachable

# A form must open within seconds of a press, and who presses is looked up before that.
_SECONDS = 2.0
_NOT_THERE = (403, 404)


class NotThere(DirectoryUnreachable):
    """The service is well, and says that it may not or can not tell this."""


class Service:
    """A service that takes the app's tokens; `token` gives one, "" where none is asked for.

    Thread-safe; blocking.
    """

    def __init__(self, token: Callable[[], str]) -> None:
        self._token = token
        self._http = httpx.Client(timeout=_SECONDS)

    def get(self, url: str, **query: str) -> Mapping[str, Any]:
        """Return what an address answers. Raises DirectoryUnreachable, NotThere."""
        return self._asked(lambda: self._http.get(url, params=query, headers=self._headers()))

    def post(self, url: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what an address answers to a JSON body. Raises as `get`."""
        return self._asked(lambda: self._http.post(url, json=body, headers=self._headers()))

    def _headers(self) -> Mapping[str, str]:
        token = self._token()
        return {"Authorization": f"Bearer {token}"} if token else {}

    def _asked(self, call: Callable[[], httpx.Response]) -> Mapping[str, Any]:
        try:
            answer = call()
            said = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DirectoryUnreachable(type(error).__name__) from error
        except ValueError:
            said = None
        if answer.status_code in _NOT_THERE:
            raise NotThere(_fault(answer.status_code, said))
        if not answer.is_success:
            raise DirectoryUnreachable(_fault(answer.status_code, said))
        if not isinstance(said, dict):
            raise DirectoryUnreachable("no JSON")
        return said


def _fault(status: int, said: object) -> str:
    """Return a status with the service's own name of the fault; what a proxy says isn't one."""
    error = said.get("error") if isinstance(said, dict) else None
    code = str(error.get("code")) if isinstance(error, dict) else ""
    return f"{status} {code}" if code.isidentifier() else str(status)
