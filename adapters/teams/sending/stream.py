"""One answer while it is written, as Teams streams it: text that grows until a message ends it.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/streaming-ux
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

import structlog

from adapters.teams.sending.calling import CallFailed
from adapters.teams.showing import text
from bot.model_wording import LOOKING_UP, marked
from bot.writing import Sentence

# Seconds from one chunk to the next; the documentation asks for 1.5 to 2.
GAP = 1.5
# Teams ends a stream after two minutes; the message that ends it needs some of them.
LIFE = 110.0
# Posts an activity; returns its id, "" where the connector tells none.
Post = Callable[[Mapping[str, Any]], str]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands of a stream: its id, which its message will have, and its text so far."""

    channel: str
    id: str
    text: str


class Stream:
    """Shows sentences in the background, without keeping anybody waiting. Thread-safe.

    What fails is only missing: the rest isn't shown before the answer either. `now` is a clock in
    seconds, `gap` the seconds from one chunk to the next.
    """

    def __init__(
        self, channel: str, post: Post, threads: Executor, now: Callable[[], float], gap: float
    ) -> None:
        self.channel = channel
        self._post = post
        self._threads = threads
        self._now = now
        self._gap = gap
        self._ends = now() + LIFE
        self._lock = Lock()
        self._passed: list[Sentence] = []
        self._shown = 0
        self._id, self._text, self._sequence = "", "", 0
        self._over = Event()
        self._busy = True
        self._work: Future[None] = threads.submit(self._begin)

    @property
    def going_on(self) -> bool:
        """Whether no other stream may be begun in its chat."""
        return not self._over.is_set() and self._now() < self._ends

    def say(self, sentence: Sentence) -> None:
        """Show one more sentence as soon as that may be done."""
        with self._lock:
            self._passed.append(sentence)
            if not self._busy and not self._over.is_set():
                self._busy = True
                self._work = self._threads.submit(self._show)

    def close(self) -> None:
        """Begin to show nothing more."""
        with self._lock:
            self._over.set()

    def end(self) -> Shown | None:
        """Return what stands once nothing is added to it any more, None where nothing does."""
        self.close()
        if not self._work.cancel():
            wait([self._work])
        return Shown(self.channel, self._id, self._text) if self._id else None

    def _begin(self) -> None:
        self._chunk("informative", LOOKING_UP)
        self._over.wait(self._gap)
        self._show()

    def _show(self) -> None:
        while said := self._next():
            self._chunk("streaming", said)
            self._over.wait(self._gap)

    def _next(self) -> str:
        """Return all that has passed if more of it is to be shown now; else the work is done."""
        with self._lock:
            more = len(self._passed) > self._shown and self.going_on
            if not more:
                self._busy = False
                return ""
            self._shown = len(self._passed)
            return words(self._passed)

    def _chunk(self, kind: str, said: str) -> None:
        self._sequence += 1
        known = {"streamId": self._id} if self._id else {}
        info = {"type": "streaminfo", "streamType": kind, "streamSequence": self._sequence}
        named, stands = "", True
        try:
            named = self._post({"type": "typing", "text": said, "entities": [info | known]})
        except Exception as fault:  # noqa: BLE001 - the answer comes all the same
            _log.info("a stream isn't shown", fault=type(fault).__name__)
            stands = isinstance(fault, CallFailed) and fault.unsure
            self.close()
        self._id = self._id or named
        if stands and kind == "streaming":
            self._text = said


def words(passed: Sequence[Sentence]) -> str:
    """Return sentences as the text of their answer begins."""
    return " ".join(text.marked(marked(sentence), sentence.ranks) for sentence in passed)


def ending(shown: Shown, activity: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message that ends a stream and takes its place."""
    info = {"type": "streaminfo", "streamType": "final", "streamId": shown.id}
    return {**activity, "entities": [*(activity.get("entities") or ()), info]}
