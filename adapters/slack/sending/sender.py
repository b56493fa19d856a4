"""One message to Slack, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.outgoing import DRAFT, Do, place_of, ref
from adapters.delivery.model import Outcome, Sent, Undeliverable, Waiting
from adapters.slack.sending.calling import CallFailed, answered, respond
from adapters.slack.sending.looking import metadata, posted
from adapters.slack.sending.outcomes import ELSEWHERE, GONE, outcome

# Where Slack takes answers to commands, beside the host that the API itself is at.
_HOOKS = ("https", "hooks.slack.com")
_log = structlog.get_logger(__name__)


class Sender:
    """Sends what the outbox holds. The client must not repeat calls by itself.

    A post is there once: it carries its key, and is looked for before it is sent anew. A change
    is the same however often it is made; of what is gone the reference is "". What one person
    alone sees (ephemeral messages, answers to commands) can't be looked up: cut off, it may come
    twice to that person. An answer takes the place of its draft, of which `ended` returns the
    reference ("": unknown) once nothing is written into it any more; it may block.
    """

    def __init__(self, client: AsyncWebClient, ended: Callable[[str], str] = lambda _: "") -> None:
        self._client = client
        self._ended = ended

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message as its body says; never raises for what Slack or the network may do."""
        try:
            return Sent(await self._ref(waiting))
        except CallFailed as said:
            return outcome(said, waiting.attempt)

    async def _ref(self, waiting: Waiting) -> str:
        """Return what the message is called once it is there. Raises CallFailed."""
        body = waiting.outgoing.body
        match body["do"]:
            case Do.UPDATE:
                return await self._updated(body)
            case Do.EPHEMERAL:
                return await self._shown_to_one(waiting)
            case Do.RESPOND:
                return await self._responded(waiting)
            case Do.WITHDRAW:
                return await self._withdrawn(waiting)
            case _:
                return await self._posted(waiting, body["channel"], body["thread"])

    async def _posted(self, waiting: Waiting, channel: str, thread: str = "") -> str:
        key = waiting.outgoing.key
        if there := await self._drafted(waiting):
            return there
        if waiting.unsure and (there := await self._there(waiting, key, channel, thread)):
            _log.info("found in Slack what was cut off", number=waiting.number)
            return there
        call = self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread or None,
            metadata=metadata(key),
            unfurl_links=False,
            unfurl_media=False,
            **_quiet(waiting.outgoing.body),
        )
        made = await answered(call)
        return ref(made["channel"], made["ts"])

    async def _drafted(self, waiting: Waiting) -> str:
        """Return the draft that has become this message, "" where there is none."""
        there = await self._draft(waiting)
        if not there:
            return ""
        channel, ts = place_of(there)
        # Slack keeps the key that it carries.
        return await self._updated({**waiting.outgoing.body, "channel": channel, "ts": ts})

    async def _draft(self, waiting: Waiting) -> str:
        """Return where the draft is that belongs to a message, "" where none is."""
        body = waiting.outgoing.body
        if not (draft := body.get(DRAFT)):
            return ""
        if known := await asyncio.to_thread(self._ended, draft):
            return known
        # A draft that an ended process left may be older than the answer by any time.
        whenever = replace(waiting, since=None)
        return await self._there(whenever, draft, body["channel"], body["thread"])

    async def _withdrawn(self, waiting: Waiting) -> str:
        if there := await self._draft(waiting):
            channel, ts = place_of(there)
            try:
                await answered(self._client.chat_delete(channel=channel, ts=ts))
            except CallFailed as said:
                if said.error not in GONE:
                    raise
        return ""

    async def _there(self, waiting: Waiting, key: str, channel: str, thread: str) -> str:
        """Return the message that an earlier attempt may have left, "" where there is none.

        Where Slack doesn't let us look, it is sent again: rather twice than never.
        """
        try:
            return await posted(self._client, key, channel, thread, waiting.since)
        except CallFailed as said:
            if isinstance(outcome(said, waiting.attempt), Undeliverable):
                _log.warning("can't look whether a message is there", error=said.error)
                return ""
            raise CallFailed(said.error, after=said.after, unsure=True) from said

    async def _updated(self, body: Mapping[str, Any]) -> str:
        """Return what the changed message is called, "" where it isn't there any more."""
        channel, ts = body["channel"], body["ts"]
        try:
            await answered(self._client.chat_update(channel=channel, ts=ts, **_quiet(body)))
        except CallFailed as said:
            if said.error not in GONE:
                raise
            _log.info("what was to be changed is gone", error=said.error)
            return ""
        return ref(channel, ts)

    async def _shown_to_one(self, waiting: Waiting) -> str:
        body = waiting.outgoing.body
        call = self._client.chat_postEphemeral(
            channel=body["channel"],
            user=body["user"],
            thread_ts=body["thread"] or None,
            **_quiet(body),
        )
        try:
            await answered(call)
        except CallFailed as said:
            if said.error not in ELSEWHERE:
                raise
            return await self._posted(waiting, body["user"])
        return ""

    async def _responded(self, waiting: Waiting) -> str:
        body = waiting.outgoing.body
        url = body["url"]
        words, replaces = _words(body), body["replaces"]
        if self._takes_answers(url) and await respond(self._client, url, words, replaces=replaces):
            return ""
        return await self._posted(waiting, body["user"])

    def _takes_answers(self, url: str) -> bool:
        """Return whether an address is Slack's; words are sent to no other."""
        given, api = urlsplit(url), urlsplit(self._client.base_url)
        return (given.scheme, given.netloc) in {_HOOKS, (api.scheme, api.netloc)}


def _quiet(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words, of which Slack makes neither links nor mentions by itself."""
    return _words(body) | {"link_names": False, "parse": "none"}


def _words(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": body["text"], "blocks": body["blocks"]}
