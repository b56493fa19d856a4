"""Questions as they arrive in Slack, and what came of each."""

from __future__ import annotations

import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

from evals.bench.chat.slack import Slack

_BOT = "UBOT"
_LOOK = 0.5
# An answer is called by the message that it answers; what doesn't fit into one has a number.
_ANSWER = re.compile(r"event post \S+ (?P<ts>\d+\.\d+)(?P<part>/\d+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A question: who asks it where, and below which message ("" begins a thread)."""

    user: str
    text: str
    thread: str = ""

    @property
    def channel(self) -> str:
        """The asker's direct messages."""
        return f"D{self.user[1:]}"


@dataclass(frozen=True)
class Outcome:
    """What the fake Slack saw: its deliveries, and every message, in order."""

    deliveries: Sequence[Mapping[str, Any]]
    messages: Sequence[Mapping[str, Any]]

    @cached_property
    def asked(self) -> Mapping[str, float]:
        """When each question was asked, by its timestamp."""
        return {m["ts"]: m["at"] for m in self.messages if m["user"] != _BOT}

    @cached_property
    def answered(self) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """Each first message of an answer, with the timestamp of its question."""
        keyed = ((_ANSWER.fullmatch(_key(message)), message) for message in self.messages)
        return [(key["ts"], message) for key, message in keyed if key and not key["part"]]

    @property
    def lost(self) -> int:
        """How many questions have no answer."""
        return len(self.asked.keys() - {ts for ts, _ in self.answered})

    @property
    def twice(self) -> int:
        """How many messages of answers came more than once."""
        keys = Counter(_key(message) for message in self.messages if _key(message))
        return sum(times - 1 for times in keys.values())

    @property
    def disordered(self) -> int:
        """How many threads have an answer that stands above one to an earlier question."""
        threads: dict[str, list[str]] = {}
        for ts, message in self.answered:
            threads.setdefault(message["thread_ts"], []).append(ts)
        return sum(order != sorted(order) for order in threads.values())

    def acks(self) -> list[float]:
        """Return how long each delivery waited for its answer, in milliseconds."""
        return [1000 * tried["seconds"] for told in self.deliveries for tried in told["tries"]]

    def waits(self) -> list[float]:
        """Return how long each answered question waited, in seconds."""
        return [message["at"] - self.asked[ts] for ts, message in self.answered]


def lines(count: int, per_thread: int = 1) -> list[str]:
    """Return so many distinct questions of the sample agency's employees."""
    text = (resources.files("evals") / "sets" / "fit.jsonl").read_text("utf-8")
    asked = dict.fromkeys(json.loads(line)["question"] for line in text.splitlines())
    return list(itertools.islice(itertools.cycle(asked), count * per_thread))


def ask(slack: Slack, questions: Sequence[Line], seconds: float) -> None:
    """Have the questions asked evenly over so many seconds, whatever becomes of them."""
    begun = time.monotonic()
    for number, line in enumerate(questions):
        time.sleep(max(0.0, begun + number * seconds / len(questions) - time.monotonic()))
        said = {"user": line.user, "channel": line.channel, "text": line.text}
        slack.do("says", **said, thread=line.thread, later=True)


def outcome(slack: Slack, count: int, seconds: float) -> Outcome:
    """Return what came of so many questions: when all are answered, or after so many seconds."""
    end = time.monotonic() + seconds
    found = _look(slack)
    while (len(found.asked) < count or found.lost) and time.monotonic() < end:
        time.sleep(_LOOK)
        found = _look(slack)
    # What would come a second time gets its chance.
    time.sleep(2)
    return _look(slack)


def _look(slack: Slack) -> Outcome:
    shown = [m for m in slack.do("messages", channel=None) if not m["deleted"]]
    return Outcome(slack.do("deliveries"), sorted(shown, key=lambda m: float(m["ts"])))


def _key(message: Mapping[str, Any]) -> str:
    payload = message["metadata"].get("event_payload", {})
    return str(payload.get("key", ""))
