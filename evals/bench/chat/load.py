"""Questions as they arrive in a chat."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from evals.bench.chat.outcome import Outcome
from evals.bench.chat.platform import Line, Platform

_LOOK = 0.5


def lines(count: int, per_thread: int = 1) -> list[str]:
    """Return so many distinct questions of the sample agency's employees."""
    text = (resources.files("evals") / "sets" / "fit.jsonl").read_text("utf-8")
    asked = dict.fromkeys(json.loads(line)["question"] for line in text.splitlines())
    return list(itertools.islice(itertools.cycle(asked), count * per_thread))


def by_everybody(count: int) -> list[Line]:
    """Return questions of as many people."""
    return [Line(1000 + number, text) for number, text in enumerate(lines(count))]


def in_threads(one: Platform, threads: int, each: int) -> list[Line]:
    """Have as many people ask a question, and return the ones that follow, of all in turn."""
    texts = iter(lines(threads, each))
    begun = [Line(1000 + number, next(texts)) for number in range(threads)]
    tops = {line.person: one.begins(line) for line in begun}
    turns = [tops.items()] * (each - 1)
    return [Line(person, next(texts), top) for turn in turns for person, top in turn]


def ask(one: Platform, questions: Sequence[Line], seconds: float) -> None:
    """Have the questions asked evenly over so many seconds, whatever becomes of them."""
    begun = time.monotonic()
    for number, line in enumerate(questions):
        time.sleep(max(0.0, begun + number * seconds / len(questions) - time.monotonic()))
        one.says(line)


def outcome(one: Platform, data: Path, count: int, seconds: float) -> Outcome:
    """Return what came of so many questions: when none is open, or after so many seconds."""
    end = time.monotonic() + seconds
    found = one.seen(data)
    while (len(found.asked) < count or found.open) and time.monotonic() < end:
        time.sleep(_LOOK)
        found = one.seen(data)
    # What would come a second time gets its chance.
    time.sleep(2)
    return one.seen(data)
