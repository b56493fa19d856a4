"""Answers while they are written, streamed in personal chats: Teams streams nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any

import structlog

from adapters.chat.places import Spot
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.calling import NO_ADDRESS, CallFailed
from adapters.teams.sending.stream import GAP, Shown, Stream
from bot.language.model import Says, unsaid
from knowledge.errors import KnowledgeError

# Most of the time they wait for the next sentence.
_AT_ONCE = 16
# Streams of answers that have gone out long since are forgotten.
_REMEMBERED = 200
_log = structlog.get_logger(__name__)


class Streams:
    """Shows sentences as they pass, where an answer will be. Thread-safe.

    A stream that an ended process has left is unknown here; Teams ends it by itself, and its
    answer is posted. `now` is a clock in seconds, `gap` the seconds from one chunk to the next.
    """

    def __init__(
        self,
        connector: Connector,
        addresses: Addresses,
        now: Callable[[], float] = monotonic,
        gap: float = GAP,
    ) -> None:
        self._connector = connector
        self._addresses = addresses
        self._now = now
        self._gap = gap
        self._lock = Lock()
        self._streams: dict[str, Stream] = {}
        self._threads = ThreadPoolExecutor(_AT_ONCE, "teams-streams")

    def begin(self, key: str, spot: Spot) -> Says:
        """Return what is to be called with each sentence of the answer of that key.

        A chat shows one stream at a time. An earlier attempt's sentences may have been others, and
        what is streamed can't be taken back; so that goes on only with the answer itself.
        """
        if not spot.direct:
            return unsaid
        with self._lock:
            here = (one for one in self._streams.values() if one.channel == spot.channel)
            if key in self._streams or any(one.going_on for one in here):
                return unsaid
            post = partial(self._post, spot.channel)
            made = Stream(spot.channel, post, self._threads, self._now, self._gap)
            self._streams[key] = made
            for old in list(self._streams)[:-_REMEMBERED]:
                del self._streams[old]
        return made.say

    def close(self, key: str) -> bool:
        """Let nothing more of a stream begin to show; returns whether something may stand there."""
        stream = self._streams.get(key)
        if stream is not None:
            stream.close()
        return stream is not None

    def end(self, key: str) -> Shown | None:
        """Return what stands of a stream once nothing is added to it; None if nothing is known."""
        stream = self._streams.get(key)
        return stream.end() if stream else None

    def _post(self, channel: str, activity: Mapping[str, Any]) -> str:
        try:
            address = self._addresses.of(channel)
        except KnowledgeError as error:
            raise CallFailed(0, type(error).__name__) from error
        if address is None:
            raise CallFailed(0, NO_ADDRESS)
        return asyncio.run(self._connector.send(address.service_url, channel, activity))
