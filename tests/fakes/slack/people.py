"""What people do: write, press, fill in, and what the app hears of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack import forms, hooks, payloads
from tests.fakes.slack.blocks import check_message, check_view, interactive
from tests.fakes.slack.delivering import Delivering
from tests.fakes.slack.filling import filled
from tests.fakes.slack.world import BOT_USER, Hook, Json, Post, Refused, View, World


@dataclass
class People:
    world: World
    delivering: Delivering

    async def says(self, user: str, channel: str, text: str, thread: str = "") -> Json:
        """Write a message; the app hears of it as a message, and as a mention if it is one."""
        post = self._written(user, channel, text, thread)
        heard = [payloads.message(self.world, post)]
        if f"<@{BOT_USER}>" in text and not channel.startswith("D"):
            heard.append(payloads.mention(self.world, post))
        if BOT_USER not in self.world.place(channel).members:
            heard = []
        told = (self.delivering.event(payloads.envelope(self.world, event)) for event in heard)
        return {"ts": post.ts, "deliveries": await asyncio.gather(*told)}

    async def edits(self, channel: str, ts: str, text: str) -> Json:
        post = self._post(channel, ts)
        before, post.text = post.text, text
        post.edits += 1
        return await self.event(payloads.edited(self.world, post, before))

    async def deletes(self, channel: str, ts: str) -> Json:
        post = self._post(channel, ts)
        post.deleted = True
        return await self.event(payloads.removed(self.world, post))

    async def joins(self, user: str, channel: str) -> Json:
        place, ts = self.world.place(channel), self.world.stamp()
        place.members.append(user)
        said = {"type": "message", "subtype": "channel_join", "user": user, "channel": channel}
        words = {"text": f"<@{user}> has joined the channel", "ts": ts, "event_ts": ts}
        return await self.event(said | words | {"channel_type": place.kind})

    async def opens(self, user: str) -> Json:
        """Open the conversation with the app, before anything is said."""
        self.world.person(user)
        channel = self.world.place(f"D{user[1:]}").id
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "messages"}
        return await self.event(event | {"event_ts": self.world.stamp()})

    async def event(self, event: Json, team: str = "T1") -> Json:
        """Deliver an event as a test has it."""
        return await self.delivering.event(payloads.envelope(self.world, event, team))

    async def redelivers(self, id: str) -> Json:  # noqa: A002 - as Slack calls it
        """Deliver an event again that was acked before, as Slack does when the ack got lost."""
        return await self.delivering.event(self.delivering.payloads[id])

    async def presses(self, user: str, channel: str, ts: str, button: Json) -> Json:
        """Press the button that has this `action`, and this `value` where one is named.

        A `forged` value is sent instead of what stands on the button.
        """
        post, value, forged = self._post(channel, ts), button["value"], button["forged"]
        block, element = _found(post.blocks, button["action"], value)
        element = _chosen(element, value) if forged is None else element | {"value": forged}
        payload = payloads.pressed(self.world, user, post, block, element)
        return await self.delivering.interaction(payload)

    async def presses_in_form(self, user: str, action: str, value: Any = None) -> Json:
        view = self._top(user)
        block, element = _found(view.view["blocks"], action, value)
        payload = payloads.pressed_in(self.world, user, view, block, element)
        return await self.delivering.interaction(payload)

    async def submits(self, user: str, values: Json, about: str | None = None) -> Json:
        """Send the form on top; its answer closes it, shows errors, or shows another.

        `about` is sent instead of its private metadata, as who forges it would.
        """
        view = self._top(user)
        state = filled(view, values)
        payload = payloads.submitted(self.world, user, view, state)
        if about is not None:
            payload["view"]["private_metadata"] = about
        delivery = await self.delivering.interaction(payload)
        if delivery["acked"]:
            self._answered(user, view, delivery.get("reply") or {})
        return delivery

    async def closes(self, user: str) -> None:
        self.world.views[user].pop()

    async def commands(self, user: str, channel: str, name: str, text: str) -> Json:
        """Type a command; what the app acks it with is shown to who typed it."""
        self.world.person(user)
        fields = payloads.command(self.world, user, channel, name, text)
        delivery = await self.delivering.command(fields)
        reply = delivery.get("reply")
        if reply and (reply.get("text") or reply.get("blocks")):
            check_message(reply)
            hooks.ephemeral(self.world, Hook(channel, user, "", 0.0), reply)
        return delivery

    async def shortcut(self, user: str, channel: str, ts: str, callback: str) -> Json:
        self.world.person(user)
        payload = payloads.shortcut(self.world, user, self._post(channel, ts), callback)
        return await self.delivering.interaction(payload)

    async def sends(self, payload: Json) -> Json:
        """Deliver an interaction as a test has it."""
        return await self.delivering.interaction(payload)

    def _written(self, user: str, channel: str, text: str, thread: str) -> Post:
        self.world.person(user)
        place, now = self.world.place(channel), self.world.now()
        if user not in place.members:
            place.members.append(user)
        post = Post(channel, self.world.stamp(), user, text, thread_ts=thread, at=now)
        self.world.posts.append(post)
        return post

    def _post(self, channel: str, ts: str) -> Post:
        post = self.world.post(channel, ts)
        if post is None:
            raise Refused("no_such_message", channel=channel, ts=ts)
        return post

    def _top(self, user: str) -> View:
        stack = self.world.views[user]
        if not stack:
            raise Refused("no_form_is_open", user=user)
        return stack[-1]

    def _answered(self, user: str, view: View, reply: Json) -> None:
        stack = self.world.views[user]
        match reply.get("response_action"):
            case None:
                stack.remove(view)
            case "clear":
                stack.clear()
            case "errors":
                known = {block["block_id"] for block in view.view["blocks"]}
                if not reply["errors"] or set(reply["errors"]) - known:
                    raise Refused("invalid_errors", errors=reply["errors"])
                view.errors = reply["errors"]
            case "push":
                check_view(reply.get("view"))
                forms.push_onto(self.world, user, reply["view"])
            case "update":
                check_view(reply.get("view"))
                forms.replace(self.world, view, reply["view"])
            case unknown:
                raise Refused("invalid_response_action", action=unknown)


def _found(blocks: list[Json], action: str, value: Any) -> tuple[Json, Json]:
    for block, element in interactive(blocks):
        rated = [element.get(side, {}).get("value") for side in _SIDES]
        if element["action_id"] == action and value in (None, element.get("value"), *rated):
            return block, element
    there = [f"{e['action_id']}={e.get('value')}" for _, e in interactive(blocks)]
    raise Refused("no_such_button", wanted=action, value=value, there=there)


_SIDES = ("positive_button", "negative_button")


def _chosen(element: Json, value: Any) -> Json:
    """Return what was pressed: of two thumbs, the one with this value."""
    if element["type"] != "feedback_buttons":
        return element
    side = next(element[s] for s in _SIDES if value in (None, element[s]["value"]))
    return {name: element[name] for name in ("type", "action_id")} | side
