"""What came of questions: answered or lost, once or twice, in order, and how soon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from httpx import codes

# An answer is called by the message that it answers; what doesn't fit into one has a number.
_ANSWER = re.compile(r"event post \S+ (?P<question>[\d.]+)(?P<part>/\d+)?")
# So often both platforms deliver in all.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Try:
    """A delivery: its HTTP status, 0 for none, and the seconds until it was answered."""

    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its message's name; `at` is in seconds since 1970."""

    name: str
    at: float
    tries: tuple[Try, ...]
    taken: bool

    @property
    def given_up(self) -> bool:
        """Whether the platform won't deliver it any more."""
        return not self.taken and len(self.tries) >= _TRIES


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bot's by the outbox's key, "" for one that the outbox knows nothing of."""

    key: str
    at: float
    thread: str


@dataclass(frozen=True)
class Outcome:
    """What people asked, and what they read, each in order."""

    asked: Sequence[Asked]
    said: Sequence[Said]

    @cached_property
    def answered(self) -> Sequence[tuple[str, Said]]:
        """Each first message of an answer, with the name of its question."""
        keyed = ((_ANSWER.fullmatch(said.key), said) for said in self.said)
        return [(key["question"], said) for key, said in keyed if key and not key["part"]]

    @property
    def open(self) -> int:
        """How many questions have no answer, and may still get one."""
        return len({one.name for one in self.asked if not one.given_up} - self._answers)

    @property
    def lost(self) -> int:
        """How many questions that the service took have no answer."""
        return len({one.name for one in self.asked if one.taken} - self._answers)

    @property
    def missed(self) -> int:
        """How many questions the service never took."""
        return sum(not one.taken for one in self.asked if one.name not in self._answers)

    @property
    def twice(self) -> int:
        """How many messages of the bot's came once too often."""
        keys = Counter(said.key for said in self.said)
        return keys.pop("", 0) + sum(times - 1 for times in keys.values())

    @property
    def disordered(self) -> int:
        """How many threads have an answer that stands above one to an earlier question."""
        threads: dict[str, list[float]] = {}
        for name, said in self.answered:
            threads.setdefault(said.thread, []).append(self._when[name])
        return sum(order != sorted(order) for order in threads.values())

    @property
    def refused(self) -> int:
        """How many deliveries the service answered with anything but a yes."""
        return sum(not codes.is_success(one.status) for one in self._tries)

    def acks(self) -> list[float]:
        """Return how long each delivery waited for its answer, in milliseconds."""
        return [1000 * one.seconds for one in self._tries]

    def waits(self) -> list[float]:
        """Return how long each answered question waited, in seconds."""
        return [said.at - self._when[name] for name, said in self.answered]

    @cached_property
    def _when(self) -> Mapping[str, float]:
        return {one.name: one.at for one in self.asked}

    @cached_property
    def _answers(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.answered)

    @property
    def _tries(self) -> list[Try]:
        return [tried for one in self.asked for tried in one.tries]
