"""Who is in the office's channel, and so may do something to a ticket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import Enum

import structlog

# So long somebody who left the channel may still press a button.
KEPT = timedelta(minutes=5)
# After a fault Slack is asked again this soon, not with every press.
_AFTER_FAULT = timedelta(seconds=20)
_log = structlog.get_logger(__name__)


class Standing(Enum):
    """Whether somebody belongs to the office, as far as can be known at the moment."""

    MEMBER = "member"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"


class Membership:
    """The members of one channel, asked of Slack and kept for a while. Thread-safe.

    `members` returns the ids of a channel's members; whatever it raises means that nobody can be
    told from an outsider at the moment. Without a channel nobody is a member.
    """

    def __init__(
        self,
        channel: str,
        members: Callable[[str], Collection[str]],
        now: Callable[[], datetime],
    ) -> None:
        self._channel = channel
        self._members = members
        self._now = now
        self._lock = threading.Lock()
        self._known: frozenset[str] | None = None
        self._until: datetime | None = None

    def standing(self, user: str) -> Standing:
        """Return whether the user is in the office's channel."""
        if not self._channel:
            return Standing.OUTSIDER
        with self._lock:
            if self._until is None or self._now() >= self._until:
                self._ask()
            known = self._known
        if known is None:
            return Standing.UNKNOWN
        return Standing.MEMBER if user in known else Standing.OUTSIDER

    def _ask(self) -> None:
        try:
            self._known = frozenset(self._members(self._channel))
            self._until = self._now() + KEPT
        except Exception as error:  # noqa: BLE001 - whatever is wrong with Slack, nobody gets in
            _log.warning("office unknown", fault=type(error).__name__)
            self._known = None
            self._until = self._now() + _AFTER_FAULT
