"""What people use of an app outside of its chats: commands on messages, and the compose box."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes.teams import payloads
from tests.fakes.teams.answers import Answers
from tests.fakes.teams.people import People
from tests.fakes.teams.world import Dialog, Json, Post, World


@dataclass
class Extending:
    world: World
    people: People

    def __post_init__(self) -> None:
        self._answers = Answers(self.world)

    async def shortcut(
        self, user: str, channel: str, ts: str, command: str, *, fetch: bool
    ) -> Json:
        """Choose a command of the app on a message, wherever it is; with `fetch` a form opens."""
        post = self.people.post(channel, ts)
        self.people.enter(self.world.place(channel), user)
        value = {
            "commandId": command,
            "commandContext": "message",
            "messagePayload": self._payload(post),
            "context": payloads.CONTEXT,
        }
        name = f"composeExtension/{'fetchTask' if fetch else 'submitAction'}"
        value |= {} if fetch else {"data": {}}
        told = await self._invoke(user, channel, name, value, post)
        if told["acked"]:
            self._answers.extended(Dialog(user, {}, channel, command=command), told["reply"])
        return told

    async def searches(self, user: str, channel: str, text: str, command: str) -> Json:
        """Search from the compose box; the results are the reply's attachments."""
        initial = [] if text else [{"name": "initialRun", "value": "true"}]
        query = [{"name": "query", "value": text}] if text else []
        value = {
            "commandId": command,
            "parameters": initial + query,
            "queryOptions": {"skip": 0, "count": 25},
            "context": payloads.CONTEXT,
        }
        told = await self._invoke(user, channel, "composeExtension/query", value, None)
        if told["acked"]:
            self._answers.searched(told["reply"])
        return told

    def _payload(self, post: Post) -> Json:
        """Return a message as a command on it is told of it."""
        author = self.world.known(post.user)
        who = {"id": author.id, "displayName": author.name} if author else None
        user = (
            {"user": who | {"userIdentityType": "aadUser"}}
            if who
            else {"application": payloads.bot()}
        )
        return {
            "id": post.ts,
            "replyToId": post.thread_ts or None,
            "messageType": "message",
            "linkToMessage": f"https://teams.example/l/message/{post.channel}/{post.ts}",
            "from": user,
            "body": {"contentType": "html", "content": payloads.html_of(post)},
            "attachments": post.activity.get("attachments") or [],
            "mentions": [],
        }

    async def _invoke(
        self, user: str, channel: str, name: str, value: Json, post: Post | None
    ) -> Json:
        return await self.people.activity(
            payloads.invoke(self.world, user, channel, name, value, post)
        )
