"""Calls of the Bot Connector: plain JSON in and out, the kit's client between.

The kit's own way over the network would try again by itself (three times after what was cut off,
and after 502 or 429 what changes or reads), wait for 100 seconds, and block the event loop while
it fetches a token. So it is given another.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationParameters, Entity
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ClaimsIdentity,
)
from msrest.pipeline.async_abc import AsyncPipeline
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams.kit.line import Line, Lines
from adapters.teams.kit.tokens import NoToken
from adapters.teams.sending.calling import NO_LOGIN, NOT_TEAMS, CallFailed

_REFUSED = 401
# Else all but its type is dropped of an entity (microsoft/botbuilder-python#2208).
Entity.enable_additional_properties_sending()
# Each client that is made looks a thousand times through these; in a list that takes 5 ms.
ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment] # any container does


class Connector:
    """The connector at any service URL. For any thread and event loop; repeats nothing by itself.

    Conversations are named by their ids, in a channel's thread with ";messageid=" and its first
    message after it. Every fault is raised as CallFailed.
    """

    def __init__(self, authentication: BotFrameworkAuthentication, app_id: str) -> None:
        claims = {AuthenticationConstants.AUDIENCE_CLAIM: app_id}
        self._factory = authentication.create_connector_factory(ClaimsIdentity(claims, True))  # noqa: FBT003 - the kit's
        self._bot = f"28:{app_id}"
        self._lines = Lines()

    async def open(self) -> None:
        """Keep connections for what is sent on this event loop."""
        await self._lines.open()

    async def close(self) -> None:
        """Nothing ends here: what is under way is sent after nothing is taken in any more."""

    async def send(self, service_url: str, conversation: str, activity: Mapping[str, Any]) -> str:
        """Post an activity; returns its id, "" where the connector tells none."""
        client, sent = await self._client(service_url), self._sent(conversation, activity)
        call = client.conversations.send_to_conversation
        return _id(await _answer(call(conversation, sent, raw=True)))

    async def update(
        self, service_url: str, conversation: str, name: str, activity: Mapping[str, Any]
    ) -> None:
        """Change an activity into this."""
        client = await self._client(service_url)
        sent = self._sent(conversation, {**activity, "id": name})
        await _answer(client.conversations.update_activity(conversation, name, sent, raw=True))

    async def delete(self, service_url: str, conversation: str, name: str) -> None:
        """Take an activity away."""
        client = await self._client(service_url)
        await _answer(client.conversations.delete_activity(conversation, name, raw=True))

    async def create_personal(self, service_url: str, tenant: str, user: str) -> str:
        """Return the chat of somebody with the bot, begun if there is none.

        `user` is the connector's account id of them ("29:…") or their Entra object id.
        """
        client = await self._client(service_url)
        wanted = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=self._bot),
            members=[ChannelAccount(id=user)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        made = _id(await _answer(client.conversations.create_conversation(wanted, raw=True)))
        if not made:
            raise CallFailed(0, NOT_TEAMS, unsure=True)
        return made

    async def _client(self, service_url: str) -> ConnectorClient:
        try:
            made = await self._factory.create(service_url)
        except NoToken as wrong:
            if isinstance(wrong.__cause__, OSError):
                raise CallFailed(0, NO_LOGIN) from wrong
            raise CallFailed(_REFUSED, str(wrong)) from wrong
        made.config.pipeline = AsyncPipeline(
            [made.config.user_agent_policy], Line(made.config.credentials, self._lines)
        )
        return made

    def _sent(self, conversation: str, activity: Mapping[str, Any]) -> Activity:
        ends = {"from": {"id": self._bot}, "conversation": {"id": conversation}}
        return converted({**activity, **ends})


def converted(activity: Mapping[str, Any]) -> Activity:
    """Return an activity as the kit sends it: all that is known of activities passes as it is."""
    return Activity.deserialize(dict(activity))


async def _answer(call: Awaitable[Any]) -> Mapping[str, Any]:
    """Return what the connector says to a call of the kit, {} where it says nothing."""
    try:
        said = (await call).response
        read = said.json() if said.content else {}
    except CallFailed:
        raise
    # What the kit stumbles with over an answer of 200 that isn't what was asked for.
    except Exception as unreadable:
        raise CallFailed(0, NOT_TEAMS, unsure=True) from unreadable
    if not isinstance(read, dict):
        raise CallFailed(0, NOT_TEAMS, unsure=True)
    return read


def _id(said: Mapping[str, Any]) -> str:
    return str(said.get("id") or "")
