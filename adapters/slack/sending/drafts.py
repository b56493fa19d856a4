"""Answers while they are written, in messages that they then take the place of.

Slack's own streams aren't used: docs/decisions/an-answer-takes-its-drafts-place.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any

from slack_sdk import WebClient

from adapters.chat.outgoing import place_of
from adapters.chat.outgoing import ref as named
from adapters.chat.places import Spot
from adapters.chat.showing.answer import draft
from adapters.slack.sending.allowance import Allowance
from adapters.slack.sending.draft import GAP, Draft
from adapters.slack.sending.looking import metadata
from adapters.slack.showing.render import render
from bot.language.model import Says, unsaid
from bot.writing import Sentence

# Slack takes about 50 changes a minute in a workspace, and a post a second in a channel. Each draft
# costs its answer a change, too, and cards are changed as well: drafts take less than half.
_A_MINUTE, _MINUTE, _SECOND = 20, 60.0, 1.0
_AT_ONCE = 4
# Drafts of answers that have gone out long since are forgotten.
_REMEMBERED = 200


class Drafts:
    """Shows sentences as they pass, where an answer will be. Thread-safe.

    A draft carries the key of its answer, so that whoever sends that finds it, also after a crash.
    `client` is used in threads of its own and must give up soon; `now` is a clock in seconds, `gap`
    the seconds from one change of a draft to the next.
    """

    def __init__(
        self, client: WebClient, now: Callable[[], float] = monotonic, gap: float = GAP
    ) -> None:
        self._client = client
        self._gap = gap
        self._lock = Lock()
        self._drafts: dict[str, Draft] = {}
        self._all = Allowance(_A_MINUTE, _MINUTE, now)
        self._channel = Allowance(1, _SECOND, now)
        self._threads = ThreadPoolExecutor(_AT_ONCE, "slack-drafts")

    def begin(self, key: str, spot: Spot) -> Says:
        """Return what is to be called with each sentence of the answer of that key.

        What an earlier attempt at the answer shows there goes on.
        """
        earlier = self._drafts.get(key)
        ref = earlier.end() if earlier else ""
        if earlier and earlier.close() and not ref:
            return unsaid  # a second one might stand beside it for good
        write = partial(self._write, key, spot)
        allowed = partial(self._allowed, spot.channel)
        made = Draft(write, allowed, self._threads, ref, self._gap)
        with self._lock:
            self._drafts[key] = made
            for old in list(self._drafts)[:-_REMEMBERED]:
                del self._drafts[old]
        return made.say

    def close(self, key: str) -> bool:
        """Let nothing more of a draft begin to show; returns whether something may stand there."""
        draft = self._drafts.get(key)
        return draft is not None and draft.close()

    def end(self, key: str) -> str:
        """Return a draft's reference once nothing is written into it any more; "" if unknown."""
        draft = self._drafts.get(key)
        return draft.end() if draft else ""

    def _allowed(self, channel: str) -> bool:
        return self._channel.take(channel) and self._all.take()

    def _write(self, key: str, spot: Spot, ref: str, passed: Sequence[Sentence]) -> str:
        shown = render(draft(passed))[0]
        words: dict[str, Any] = {**shown, "link_names": False, "parse": "none"}
        if ref:
            channel, ts = place_of(ref)
            self._client.chat_update(channel=channel, ts=ts, **words)
            return ref
        made = self._client.chat_postMessage(
            channel=spot.channel,
            thread_ts=spot.thread or None,
            metadata=metadata(key),
            unfurl_links=False,
            unfurl_media=False,
            **words,
        )
        return named(str(made["channel"]), str(made["ts"]))
