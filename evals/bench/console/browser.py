"""Somebody at a browser without scripts: opens pages, presses forms, keeps the cookie."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from evals.bench.service import Service

_CSRF: Final = re.compile(r'name="csrf" value="([^"]+)"')
_LINK: Final = re.compile(r'<a[^>]* href="(/[^"#]*)')
_MADE: Final = re.compile(r"https?://\S+(/sign-in/\S+)")
_TIMEOUT: Final = 120
_PASSWORD: Final = "four plain words in a row"  # noqa: S105 - of a console that ends with the run


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it came: its bytes, the seconds it took, and where it leads."""

    status: int
    size: int
    seconds: float
    links: tuple[str, ...]


class Browser:
    """A signed-in administrator of the console with every role."""

    def __init__(self, service: Service) -> None:
        """Make the first account, by the link that an operator would."""
        self._client = httpx.Client(base_url=service.url, timeout=_TIMEOUT, trust_env=False)
        link = _first_link(service)
        made = {"name": "Bench", "subject": "bench", "password": _PASSWORD, "again": _PASSWORD}
        self.press(link, made)

    def open(self, path: str) -> Seen:
        """Open a page."""
        answer = self._client.get(path)
        links = tuple(html.unescape(to) for to in _LINK.findall(answer.text))
        return Seen(answer.status_code, len(answer.content), answer.elapsed.total_seconds(), links)

    def text(self, path: str) -> str:
        """Return the words of a page."""
        return self._client.get(path).text

    def ask(self, question: str) -> None:
        """Ask on the first page, and open the answer."""
        answer = self.press("/", {"question": question})
        self._client.get(answer.headers["location"])

    def press(
        self,
        path: str,
        fields: Mapping[str, Any],
        at: str = "",
        files: Sequence[tuple[str, tuple[str, bytes]]] = (),
    ) -> httpx.Response:
        """Send the form on the page `at` (by default the same); raises where it is refused."""
        csrf = _CSRF.findall(self._client.get(at or path).text)
        if not csrf:
            raise RuntimeError(f"no form on {at or path}")
        answer = self._client.post(path, data={"csrf": csrf[-1], **fields}, files=files or None)
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            raise RuntimeError(f"{path} answers {answer.status_code}: {answer.text[-2000:]}")
        return answer


def _first_link(service: Service) -> str:
    command = [str(Path(sys.executable).with_name("policydesk")), "console", "link"]
    done = subprocess.run(  # noqa: S603 - our own command
        command, env=service.environment, capture_output=True, text=True, check=True
    )
    return _MADE.search(done.stdout).group(1)  # type: ignore[union-attr]
