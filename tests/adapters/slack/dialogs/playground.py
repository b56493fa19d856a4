"""Slack, as conversations are played on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.adapters.chat.dialogs import cast
from tests.adapters.chat.dialogs.cast import Cast
from tests.adapters.chat.dialogs.playground import DIRECT, Field, Form, Json, Seen, Told
from tests.adapters.chat.dialogs.playground import OFFICE as OFFICE_ROOM
from tests.adapters.slack.harness import OFFICE
from tests.fakes.slack import Slack, buttons, form, rung, shown

_BOT = "UBOT"
_SIDES = ("positive", "negative")


class SlackPlayground:
    """One conversation's people and channels; the office's stay the same."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._cast = Cast(_user, lambda user, name: slack.person(user, name=name))
        self._channels: set[str] = set()
        # What was said last, by channel.
        self._last: dict[str, str] = {}

    def user(self, who: str) -> str:
        return self._cast.user(who)

    def called(self, who: str) -> str:
        return f"@{self.user(who)}"

    def mention(self, who: str) -> str:
        return f"<@{self.user(who)}>"

    def says(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        told = _told(self._slack.says(self.user(who), channel, text))
        self._last[channel] = told.name
        return told

    def adds(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        return _told(self._slack.says(self.user(who), channel, text, self._last[channel]))

    def replies(self, who: str, card: Seen, text: str) -> Told:
        return _told(self._slack.says(self.user(who), OFFICE, text, card.name))

    def types(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        self._last.pop(channel, None)
        return _told(self._slack.commands(self.user(who), channel, text))

    def edits(self, who: str, where: str, text: str) -> Told:
        channel = self._channel(where, who)
        return _told(self._slack.edits(channel, self._last[channel], text))

    def deletes(self, who: str, where: str) -> Told:
        channel = self._channel(where, who)
        return _told(self._slack.deletes(channel, self._last[channel]))

    def joins(self, who: str, where: str) -> Told:
        return _told(self._slack.joins(self.user(who), self._channel(where, who)))

    def opens(self, who: str) -> Told:
        return _told(self._slack.opens(self.user(who)))

    def presses(self, who: str, seen: Seen, label: str, forged: str | None) -> Told:
        (message,) = seen.made_of
        action, value = _button(message, label)
        press: dict[str, Any] = {"value": value, "forged": forged}
        return _told(self._slack.presses(self.user(who), message, action, **press))

    def chooses(self, who: str, where: str, command: str) -> Told:
        channel = self._channel(where, who)
        message = self._slack.messages(channel, self._last.get(channel))[-1]
        return _told(self._slack.shortcut(self.user(who), message, command))

    def submits(self, who: str, values: Mapping[str, str], forged: str | None) -> Told:
        return _told(self._slack.submits(self.user(who), dict(values), forged))

    def again(self, event: str) -> None:
        self._slack.redelivers(event)

    def seen(self, who: str, where: str) -> list[Seen]:
        channel = self._channel(where, who)
        thread = None if where == DIRECT else self._last.get(channel)
        return _of_bot(self._slack.messages(channel, thread))

    def alone(self, who: str, where: str) -> list[Seen]:
        return _of_bot(self._slack.ephemerals(self._channel(where, who), self.user(who)))

    def everything(self, who: str, where: str) -> list[Seen]:
        posted = _of_bot(self._slack.messages(self._channel(where, who)))
        return posted + self.alone(who, where)

    def cards(self) -> list[Seen]:
        return _of_bot(m for m in self._slack.messages(OFFICE) if not m["thread_ts"])

    def below(self, card: Seen) -> list[Seen]:
        return _of_bot(self._slack.messages(OFFICE, card.name))

    def form(self, who: str) -> Form | None:
        views = self._slack.views(self.user(who))
        return Form(form(views[-1]), _fields(views[-1])) if views else None

    def idle(self, who: str, where: str) -> bool:
        channel = self._channel(where, who)
        return not self._slack.status(channel, self._last[channel])

    def prompts(self, who: str) -> Sequence[str]:
        return [prompt["title"] for prompt in self._slack.prompts(self._channel(DIRECT, who))]

    def names(self) -> set[str]:
        return {message["ts"] for message in self._slack.written()}

    def _channel(self, where: str, who: str) -> str:
        """Return a channel's id; the bot is in all but #closed."""
        user = self.user(who)
        if where == DIRECT:
            return f"D{user[1:]}"
        if where == OFFICE_ROOM:
            return OFFICE
        channel = f"C{where.lstrip('#').upper()}{self._cast.number}"
        if channel not in self._channels:
            self._channels.add(channel)
            self._slack.channel(channel, bot=where != "#closed")
        return channel


def prepare(slack: Slack) -> None:
    """Let those in who are there in every conversation."""
    inside = [*cast.OFFICERS, cast.GUEST, cast.STRANGER]
    slack.channel(OFFICE, name="communications", kind="group", members=[_user(n) for n in inside])
    for name, number in cast.EVERYWHERE.items():
        slack.person(_user(number), name=cast.full(name))
    slack.person(_user(cast.GUEST), name="Gus Guest", guest=True)
    slack.person(_user(cast.STRANGER), name="Sam Stranger", team="T2")
    slack.person(_user(cast.ROBOT), name="Robot", bot=True)


def _user(number: int) -> str:
    return f"U{number}"


def _told(came: Json | None) -> Told:
    came = came if isinstance(came, dict) else {}
    events = tuple(delivery["id"] for delivery in came.get("deliveries") or ())
    return Told(came.get("ts", ""), events)


def _of_bot(messages: Iterable[Json]) -> list[Seen]:
    return [_seen(message) for message in messages if message["user"] == _BOT]


def _seen(message: Json) -> Seen:
    labels = tuple(buttons(message))
    return Seen(message["ts"], shown(message), labels, frozenset(rung(message)), (message,))


def _button(message: Json, label: str) -> tuple[str, str | None]:
    for block in message["blocks"]:
        for element in (*block.get("elements", ()), block.get("accessory") or {}):
            for part in (element, *(element.get(f"{s}_button", {}) for s in _SIDES)):
                if part.get("text", {}) and _label(part) == label:
                    return element["action_id"], part.get("value")
    raise AssertionError(f"there is no button {label}")


def _label(part: Json) -> str:
    text = part.get("text")
    return text["text"] if isinstance(text, dict) else ""


def _fields(view: Json) -> dict[str, Field]:
    blocks = [block for block in view["view"]["blocks"] if block["type"] == "input"]
    return {block["label"]["text"]: _field(block["element"]) for block in blocks}


def _field(element: Json) -> Field:
    choices = tuple(option["value"] for option in element.get("options", ()))
    return Field(element["action_id"], choices)
