"""What people do: write, edit, react, come in, add the app, and what the bot hears of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.fakes.teams import payloads
from tests.fakes.teams.delivering import Delivering
from tests.fakes.teams.streams import Streams
from tests.fakes.teams.world import BOT, CannotBeDone, Json, Place, Post, World, direct


@dataclass
class People:
    """`hears_all` tells that the app may read messages that don't mention it."""

    world: World
    delivering: Delivering
    streams: Streams
    hears_all: bool = False

    async def says(
        self, user: str, channel: str, text: str, thread: str = "", files: tuple[str, ...] = ()
    ) -> Json:
        """Write a message; the bot hears of it where it is, if it may."""
        post = self._written(user, channel, text, thread, tuple(files))
        return await self._heard(post, payloads.message(self.world, post))

    async def edits(self, channel: str, ts: str, text: str) -> Json:
        post = self.post(channel, ts)
        post.text = text
        post.edits += 1
        return await self._heard(post, payloads.edited(self.world, post))

    async def deletes(self, channel: str, ts: str) -> Json:
        post = self.post(channel, ts)
        post.deleted = True
        return await self._heard(post, payloads.removed(self.world, post))

    async def reacts(self, user: str, channel: str, ts: str, reaction: str) -> Json:
        """React to a message of the bot's; it is told of no others."""
        post = self.post(channel, ts)
        if post.user != BOT:
            raise CannotBeDone("the bot hears of reactions to its own messages only")
        return await self._told(payloads.reacted(self.world, user, post, reaction))

    async def joins(self, user: str, channel: str) -> Json:
        self.enter(self.world.place(channel), user)
        account = payloads.account(self.world.person(user))
        return await self._told(payloads.joined(self.world, user, channel, [account]))

    async def leaves(self, user: str, channel: str) -> None:
        self.world.place(channel).members.remove(user)

    async def opens(self, user: str) -> Json:
        """Add the app for oneself: the personal chat with the bot begins."""
        return await self.installs(user, direct(user))

    async def installs(self, user: str, channel: str) -> Json:
        """Add the app to a conversation; the bot is told so twice, as Teams does."""
        person, place = self.world.person(user), self.world.place(channel)
        place.bot = True
        if place.kind == "personal":
            person.app = True
        events = (
            payloads.installed(self.world, user, channel, "add"),
            payloads.joined(self.world, user, channel, [payloads.bot()]),
        )
        told = [self.delivering.activity(event) for event in events]
        return {"ts": "", "deliveries": await asyncio.gather(*told)}

    async def uninstalls(self, user: str, channel: str) -> Json:
        place = self.world.place(channel)
        place.bot = False
        if place.kind == "personal":
            self.world.person(user).app = False
        return await self._told(payloads.installed(self.world, user, channel, "remove"))

    async def stops(self, user: str) -> None:
        """Press the button that stops a stream."""
        self.streams.end(direct(user), "Content stream was canceled by user.")

    async def activity(self, activity: Json) -> Json:
        """Deliver an activity as a test has it."""
        return await self._told(activity)

    async def redelivers(self, id: str) -> Json:  # noqa: A002 - as the connector calls it
        """Deliver again what was taken before, as happens when the answer got lost."""
        return await self._told(self.delivering.sent[id])

    async def _heard(self, post: Post, activity: Json) -> Json:
        """Tell the bot of a person's message, where it is there and may read it."""
        place = self.world.place(post.channel)
        told = []
        if place.bot and (place.kind == "personal" or self.hears_all or "@bot" in post.text):
            told = [await self._told(activity)]
        return {"ts": post.ts, "deliveries": told}

    async def _told(self, activity: Json) -> Json:
        return await self.delivering.activity(activity)

    def _written(
        self, user: str, channel: str, text: str, thread: str, files: tuple[str, ...]
    ) -> Post:
        place = self.world.place(channel)
        if thread and place.kind != "channel":
            raise CannotBeDone("only channels have threads")
        self.enter(place, user)
        post = Post(
            channel, self.world.stamp(), user, text, thread, at=self.world.now(), files=files
        )
        return self.world.add(post)

    def enter(self, place: Place, user: str) -> None:
        """Let somebody into a conversation who isn't in it yet."""
        self.world.person(user)
        if user not in place.members:
            place.members.append(user)

    def post(self, channel: str, ts: str) -> Post:
        """Return a message that is there."""
        post = self.world.post(channel, ts)
        if post is None:
            raise CannotBeDone(f"there is no message {ts} in {channel}")
        return post
