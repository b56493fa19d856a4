"""200 documents come in at once, while people go on asking."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import parse_qs, urlsplit

from evals.bench.chat.load import lines
from evals.bench.console.browser import Browser
from evals.bench.figures import percentile

DOCUMENTS: Final = 200
PER_SECOND: Final = 5
QUIET: Final = 30.0  # seconds
_ADD: Final = "/documents/add"
_LONGEST: Final = 1_200.0


@dataclass(frozen=True, slots=True)
class Answers:
    """How many seconds people waited for their answers."""

    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    @property
    def slowest(self) -> float:
        """What nineteen of twenty stay below."""
        return percentile(self.seconds, 95)


def asking(browser: Browser, until: Callable[[], bool]) -> Answers:
    """Ask evenly, each question by a thread of its own, until told to stop."""
    taken: list[float] = []
    threads = []
    begun = time.monotonic()
    for number, text in enumerate(_questions()):
        if until():
            break
        time.sleep(max(0.0, begun + number / PER_SECOND - time.monotonic()))
        thread = threading.Thread(target=_ask, args=(browser, text, number, taken))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return Answers(tuple(taken))


def for_seconds(seconds: float) -> Callable[[], bool]:
    """Return what tells that so many seconds have passed."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def upload(browser: Browser, files: Sequence[Path]) -> str:
    """Send the files as a form does, and return the address of the job that takes them in."""
    batch = ""
    for file in files:
        sent = [("file", (file.name, file.read_bytes()))]
        answer = browser.press("/documents/files", {"batch": batch}, _ADD, sent)
        batch = parse_qs(urlsplit(answer.headers["location"]).query)["batch"][0]
    taken = browser.press("/documents/add", {"batch": batch}, f"{_ADD}?batch={batch}")
    return str(taken.headers["location"])


def finished(browser: Browser, job: str) -> Callable[[], bool]:
    """Return what tells that a job has ended, by its page."""
    end = time.monotonic() + _LONGEST
    state = {"ended": False}

    def look() -> None:
        while not state["ended"]:
            busy = f"{job}/cancel" in browser.text(job)
            state["ended"] = not busy or time.monotonic() > end
            time.sleep(1)

    threading.Thread(target=look, daemon=True).start()
    return lambda: state["ended"]


def _questions() -> Iterator[str]:
    while True:
        yield from lines(1_000)


def _ask(browser: Browser, text: str, number: int, taken: list[float]) -> None:
    begun = time.perf_counter()
    browser.ask(f"{text} ({number})")
    taken.append(time.perf_counter() - begun)
