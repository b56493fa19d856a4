"""Every sort of page of the console, found by its links, opened several times."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Final

import httpx

from evals.bench.console.browser import Browser

_TIMES: Final = 5
_OF_A_SORT: Final = 3  # pages that differ only in a number, a name or their query
_MOST: Final = 150
# Documents themselves, what is downloaded, and what isn't a page.
_PASSED: Final = re.compile(r"/read/[^?]*/(pages|original)|/file$|/static/|/sign-out|export|\.csv")
_NAMES: Final = re.compile(r"[0-9a-f]{8,}|\d+|(?<=/of/).+|(?<=/history/).+")


@dataclass(frozen=True, slots=True)
class Measured:
    """A page with the median of its seconds, and its bytes."""

    path: str
    seconds: float
    size: int


def crawl(browser: Browser) -> list[Measured]:
    """Return each sort of page, a few of it, with what it took; raises for one that fails."""
    waiting, seen, sorts = deque(["/"]), {"/"}, dict[str, int]()
    found: list[Measured] = []
    while waiting and len(found) < _MOST:
        path = waiting.popleft()
        sort = _sort(path)
        if sorts.get(sort, 0) >= _OF_A_SORT:
            continue
        sorts[sort] = sorts.get(sort, 0) + 1
        opened = [browser.open(path) for _ in range(_TIMES)]
        first = opened[0]
        if first.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise RuntimeError(f"{path} answers {first.status}")
        if first.status != httpx.codes.OK:
            continue
        found.append(Measured(path, median(one.seconds for one in opened), first.size))
        for link in first.links:
            if link not in seen and not _PASSED.search(link):
                seen.add(link)
                waiting.append(link)
    return found


def _sort(path: str) -> str:
    place, _, query = path.partition("?")
    keys = sorted(part.partition("=")[0] for part in query.split("&") if part)
    return f"{_NAMES.sub('*', place)}?{'&'.join(keys)}"
