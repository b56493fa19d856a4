"""Who is in the office's channel, and so may do something to a ticket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import Enum

import structlog

from adapters.chat.people.somebody import DirectoryUnreachable

# So long somebody who left the channel may still press a button.
KEPT = timedelta(minutes=5)
# After a fault, or for who isn't known, it is asked again this soon, not with every press.
_SOON = timedelta(seconds=20)
_log = structlog.get_logger(__name__)


class Standing(Enum):
    """Whether somebody belongs to the office, as far as can be known at the moment."""

    MEMBER = "member"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"


class Membership:
    """The members of one channel, asked of the platform and kept for a while. Thread-safe.

    `members` returns the ids of a channel's members, `own` whether a user is of the agency itself,
    no guest and of no other team; whatever they raise means that nobody can be told from an
    outsider at the moment. Without a channel nobody is a member.
    """

    def __init__(
        self,
        channel: str,
        members: Callable[[str], Collection[str]],
        now: Callable[[], datetime],
        own: Callable[[str], bool],
    ) -> None:
        self._channel = channel
        self._members = members
        self._now = now
        self._own = own
        self._lock = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._asked: datetime | None = None
        self._told: datetime | None = None

    def standing(self, user: str) -> Standing:
        """Return whether the user is in the office's channel, and of the agency itself."""
        if not self._channel:
            return Standing.OUTSIDER
        try:
            inside = user in self._those_in(user) and self._own(user)
        except Exception as error:  # noqa: BLE001 - whatever is wrong there, nobody gets in
            _log.warning("office unknown", fault=type(error).__name__)
            return Standing.UNKNOWN
        return Standing.MEMBER if inside else Standing.OUTSIDER

    def _those_in(self, user: str) -> Collection[str]:
        """Return the members, asked anew for a user who isn't known as one."""
        with self._lock:
            now = self._now()
            if user not in self._kept(now) and (not self._asked or now >= self._asked + _SOON):
                self._asked = now
                self._known, self._told = frozenset(self._members(self._channel)), now
            if not self._told or now >= self._told + KEPT:
                raise DirectoryUnreachable("asked a moment ago")
            return self._known

    def _kept(self, now: datetime) -> Collection[str]:
        return self._known if self._told and now < self._told + KEPT else ()
