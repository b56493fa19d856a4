"""Which questions are being answered at the moment, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Underway:
    """The question that each conversation waits for: one at a time, so that none is asked twice.

    Thread-safe.
    """

    def __init__(self) -> None:
        self._questions: dict[str, str] = {}
        self._lock = Lock()

    def of(self, conversation: str) -> str:
        """Return the question that is being answered, "" for none."""
        return self._questions.get(conversation, "")

    @contextmanager
    def begun(self, conversation: str, question: str) -> Iterator[str]:
        """Hold the conversation for a question; yields the one that has it already, "" for none."""
        with self._lock:
            if not (before := self.of(conversation)):
                self._questions[conversation] = question
        try:
            yield before
        finally:
            if not before:
                with self._lock:
                    del self._questions[conversation]
