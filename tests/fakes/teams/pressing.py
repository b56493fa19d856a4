"""What people press and fill in: buttons, thumbs, forms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.teams import cards, payloads
from tests.fakes.teams.answers import Answers
from tests.fakes.teams.delivering import Delivering
from tests.fakes.teams.filling import filled
from tests.fakes.teams.people import People
from tests.fakes.teams.world import CannotBeDone, Dialog, Json, Post, World

THUMBS = ("like", "dislike")


@dataclass
class Pressing:
    world: World
    delivering: Delivering
    people: People

    def __post_init__(self) -> None:
        self._answers = Answers(self.world)

    async def presses(self, user: str, channel: str, ts: str, button: Json) -> Json:
        """Press a button: its words, its verb or the `action` that it carries, and its `value`.

        A `forged` value is sent instead of what stands on it; `old` is a Teams without
        Action.Execute, which takes the button's fallback.
        """
        post, wanted = self.people.post(channel, ts), button["action"]
        if wanted in THUMBS:
            return await self.rates(user, channel, ts, wanted, "")
        seen = [post.instead[user]] if user in post.instead else _cards(post)
        card, action = _found(seen, wanted, button["value"])
        if button["old"] and action["type"] == "Action.Execute":
            action = action["fallback"]
        entered = filled(card, button["values"])
        return await self._press(user, post, _with(action, button["forged"]), entered)

    async def rates(self, user: str, channel: str, ts: str, reaction: str, comment: str) -> Json:
        """Press a thumb, and write why into Teams's own form."""
        post = self.people.post(channel, ts)
        loop = (post.activity.get("channelData") or {}).get("feedbackLoop") or {}
        if loop.get("type") != "default":
            raise CannotBeDone("the message has no thumbs")
        words = json.dumps({"feedbackText": comment}) if comment else "{}"
        chosen = {"reaction": reaction, "feedback": words}
        value = {"actionName": "feedback", "actionValue": chosen}
        return await self._invoke(user, post.channel, "message/submitAction", value, post)

    async def submits(
        self, user: str, values: Json, about: str | None = None, action: str = ""
    ) -> Json:
        """Send the form on top; the answer closes it, says something, or shows another.

        `about` is sent instead of what the form is about, as who forges it would.
        """
        dialog = self._top(user)
        card = dialog.view["card"]["content"]
        sent = _with(_found([card], action, None)[1], about, "about")
        data = _joined(sent.get("data"), filled(card, values))
        post = self.world.post(dialog.channel, dialog.message) if dialog.message else None
        if dialog.command:
            value = {"commandId": dialog.command, "commandContext": "message", "data": data}
            name = "composeExtension/submitAction"
        else:
            name, value = "task/submit", {"data": data}
        told = await self._invoke(
            user, dialog.channel, name, value | {"context": payloads.CONTEXT}, post
        )
        if told["acked"]:
            self._answers.form_sent(dialog, told["reply"])
        return told

    async def closes(self, user: str) -> None:
        self._top(user)
        self.world.dialogs[user].pop()

    async def _press(self, user: str, post: Post, action: Json, entered: Json) -> Json:
        if action["type"] == "Action.Execute":
            said = {name: action[name] for name in ("id", "verb") if name in action}
            data = _joined(action.get("data"), entered)
            shown = {"type": "Action.Execute", "data": data} | said
            value = {"action": shown, "trigger": "manual"}
            told = await self._invoke(user, post.channel, "adaptiveCard/action", value, post)
            if told["acked"]:
                self._answers.executed(user, post, told["reply"])
            return told
        if action["type"] != "Action.Submit":
            raise CannotBeDone(f"{action['type']} tells the bot nothing")
        data = _joined(action.get("data"), entered)
        special = (data.get("msteams") or {}) if isinstance(data, dict) else {}
        if special.get("type") == "task/fetch":
            value = {"data": data, "context": payloads.CONTEXT}
            told = await self._invoke(user, post.channel, "task/fetch", value, post)
            if told["acked"]:
                self._answers.opened(Dialog(user, {}, post.channel, post.ts), told["reply"])
            return told
        if special.get("type") == "imBack":
            return await self._says(user, post, str(special["value"]))
        return await self.delivering.activity(payloads.submitted(self.world, user, post, data))

    async def _says(self, user: str, post: Post, text: str) -> Json:
        """Say what stands on a button as if it had been typed; elsewhere with a mention."""
        if self.world.place(post.channel).kind == "personal":
            return await self.people.says(user, post.channel, text)
        thread = payloads.root(post) if self.world.place(post.channel).kind == "channel" else ""
        return await self.people.says(user, post.channel, f"@bot {text}", thread)

    async def _invoke(
        self, user: str, channel: str, name: str, value: Json, post: Post | None
    ) -> Json:
        return await self.delivering.activity(
            payloads.invoke(self.world, user, channel, name, value, post)
        )

    def _top(self, user: str) -> Dialog:
        if not self.world.dialogs[user]:
            raise CannotBeDone("no form is open")
        return self.world.dialogs[user][-1]


def _cards(post: Post) -> list[Json]:
    return cards.found(post.activity.get("attachments"))


def _found(seen: list[Json], wanted: str, value: str | None) -> tuple[Json, Json]:
    """Return the button that is meant, and its card; without a name the only one that sends."""
    there = [(card, action) for card in seen for action in cards.actions(card)]
    for card, action in there:
        if wanted in _names(action) and value in (None, carried(action).get("value")):
            return card, action
    named = [f"{action.get('title')} {carried(action)}" for _, action in there]
    raise CannotBeDone(f"there is no button {wanted} {value or ''}; there are {named}")


def _names(action: Json) -> set[Any]:
    sends = {""} if action["type"] == "Action.Submit" else set()
    return sends | {action.get("title"), action.get("verb"), carried(action).get("action")}


def carried(action: Json) -> Json:
    """Return what the bot let a button carry: the first mapping in its data, or the data."""
    data = action.get("data")
    if not isinstance(data, dict):
        return {}
    own = [one for name, one in data.items() if name != "msteams" and isinstance(one, dict)]
    return dict(own[0]) if own else data


def _with(action: Json, forged: str | None, name: str = "value") -> Json:
    """Return the button with something else in what it carries."""
    if forged is None:
        return action
    copied: Json = json.loads(json.dumps(action))
    data = copied["data"]
    own = [one for key, one in data.items() if key != "msteams" and isinstance(one, dict)]
    (own[0] if own else data)[name] = forged
    return copied


def _joined(data: Any, entered: Json) -> Any:
    if isinstance(data, dict) or data is None:
        return (data or {}) | entered
    return data
