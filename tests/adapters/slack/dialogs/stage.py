"""Plays a conversation: does what its people do, and looks at what they see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.slack.dialogs.cast import Cast
from tests.adapters.slack.dialogs.language import Dialog, Step
from tests.adapters.slack.harness import OFFICE, Service, command
from tests.fakes.slack import Slack, buttons, form, rung, shown, until

Json = dict[str, Any]


@dataclass
class Stage:
    """One conversation at a running service.

    `threads` are the timestamps of what was asked last, by channel; `entered` is what stands in
    the open form, `since` what was there before the last deed.
    """

    slack: Slack
    service: Service
    cast: Cast
    threads: dict[str, str] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)
    since: set[str] = field(default_factory=set)
    deed: Any = None
    before: int = 0

    def play(self, dialog: Dialog) -> None:
        """Take every step; a failure names its line."""
        self.before = self._newest()
        for step in dialog.steps:
            verb = getattr(self, f"_{step.verb}", None)
            assert verb, f"{step}: there is no such verb"
            try:
                verb(step)
            except AssertionError as failed:
                raise AssertionError(f"{step}\n{failed}\n{self._scene(step)}") from failed

    # What people do.

    def _says(self, step: Step) -> None:
        channel = self._enter(step)
        self._do(lambda: self.slack.says(self._user(step), channel, step.what))
        self.threads[channel] = self.done["ts"]

    def _adds(self, step: Step) -> None:
        channel = self._enter(step)
        thread = self._card()["ts"] if step.where == "card" else self.threads[channel]
        self._do(lambda: self.slack.says(self._user(step), channel, step.what, thread))

    def _types(self, step: Step) -> None:
        channel = self._enter(step)
        self.threads.pop(channel, None)
        self._do(lambda: self.slack.commands(self._user(step), channel, step.what))

    def _presses(self, step: Step) -> None:
        label, _, forged = step.what.partition(" = ")
        message = until(lambda: self._with_button(step, label))
        action, value = _button(message, label)
        press = {"value": value, "forged": forged or None}
        self._do(lambda: self.slack.presses(self._user(step), message, action, **press))

    def _chooses(self, step: Step) -> None:
        """Use a shortcut on what was said there last."""
        channel = self._channel(step)
        message = self.slack.messages(channel, self.threads.get(channel))[-1]
        self._do(lambda: self.slack.shortcut(self._user(step), message, step.what))

    def _fills(self, step: Step) -> None:
        label, _, text = step.what.partition(": ")
        view = until(lambda: self.slack.views(self._user(step)))[-1]
        self.entered[_element(view, label)["action_id"]] = text

    def _picks(self, step: Step) -> None:
        """Choose the so-manieth of what a form offers."""
        label, _, rank = step.what.partition(": ")
        view = until(lambda: self.slack.views(self._user(step)))[-1]
        element = _element(view, label)
        self.entered[element["action_id"]] = element["options"][int(rank) - 1]["value"]

    def _sends(self, step: Step) -> None:
        until(lambda: self.slack.views(self._user(step)))
        entered, self.entered = self.entered, {}
        self._do(lambda: self.slack.submits(self._user(step), entered, step.what or None))

    def _again(self, step: Step) -> None:
        """Do the last deed once more; an event that was told is told again instead."""
        del step
        self.since = self._written()
        told = self.done.get("deliveries") if isinstance(self.done, dict) else None
        for delivery in told or ():
            self.slack.redelivers(delivery["id"])
        if not told:
            self.deed()

    def _edits(self, step: Step) -> None:
        channel = self._channel(step)
        self._do(lambda: self.slack.edits(channel, self.threads[channel], step.what))

    def _deletes(self, step: Step) -> None:
        channel = self._channel(step)
        self._do(lambda: self.slack.deletes(channel, self.threads[channel]))

    def _opens(self, step: Step) -> None:
        self._do(lambda: self.slack.opens(self._user(step)))

    def _joins(self, step: Step) -> None:
        self._do(lambda: self.slack.joins(self._user(step), self._enter(step)))

    def _runs(self, step: Step) -> None:
        """Use a command of the terminal beside the service."""
        words = step.what.split("  ")
        if "LAST" in words:
            words[words.index("LAST")] = str(_ticket(self._card()))
        self._do(lambda: command(self.service.data, *words))

    # What they see.

    def _sees(self, step: Step) -> None:
        until(lambda: self._reading(step, self._seen(step) + self._only_theirs(step)))

    def _alone(self, step: Step) -> None:
        """See it and be the only one who does."""
        until(lambda: self._reading(step, self._only_theirs(step)))
        self.service.settle()
        assert not self._reading(step, self._seen(step)), "all can see it"

    def _lacks(self, step: Step) -> None:
        self.service.settle()
        there = self._seen(step) + self._only_theirs(step)
        assert not self._reading(step, there), "it is there"

    def _once(self, step: Step) -> None:
        until(lambda: self._reading(step, self._seen(step) + self._only_theirs(step)))
        self.service.settle()
        found = self._reading(step, self._seen(step) + self._only_theirs(step))
        assert len(found) == 1, f"{len(found)} times"

    def _silence(self, step: Step) -> None:
        self.service.settle()
        new = [m for m in self._everything(step) if m["ts"] not in self.since]
        assert not new, f"there is: {[shown(message) for message in new]}"

    def _offers(self, step: Step) -> None:
        for label in step.what.split(" | "):
            until(lambda label=label: self._with_button(step, label))

    def _unoffered(self, step: Step) -> None:
        self.service.settle()
        assert not self._with_button(step, step.what), "it is there"

    def _prompted(self, step: Step) -> None:
        until(lambda: self.slack.prompts(self._channel(step)))

    def _hushed(self, step: Step) -> None:
        """See nothing that rings anybody."""
        self.service.settle()
        assert not [shown(m) for m in self._seen(step) if rung(m)]

    def _form(self, step: Step) -> None:
        def written() -> list[str]:
            forms = [form(view) for view in self.slack.views(self._user(step))[-1:]]
            return [text for text in forms if _reads(step.what, text)]

        until(written)

    def _closed(self, step: Step) -> None:
        until(lambda: not self.slack.views(self._user(step)))

    def _rings(self, step: Step) -> None:
        """See a message that rings somebody."""
        user = self.cast.user(step.what)
        until(lambda: [m for m in self._seen(step) if user in rung(m) and self._new(m)])

    # How.

    def _do(self, deed: Any) -> None:
        self.since = self._written()
        self.deed, self.done = deed, None
        self.done = deed()

    def _written(self) -> set[str]:
        return {message["ts"] for message in self.slack.written()}

    def _new(self, message: Json) -> bool:
        return message["ts"] not in self.since

    def _user(self, step: Step) -> str:
        return self.cast.user(step.who)

    def _channel(self, step: Step) -> str:
        return self.cast.channel(step.where, step.who)

    def _enter(self, step: Step) -> str:
        self._user(step)
        return self._channel(step)

    def _seen(self, step: Step) -> list[Json]:
        channel = self._channel(step)
        if channel == OFFICE:
            return self._at_the_office(thread=step.where == "card")
        thread = None if step.where == "direct" else self.threads.get(channel)
        return [m for m in self.slack.messages(channel, thread) if m["user"] == "UBOT"]

    def _only_theirs(self, step: Step) -> list[Json]:
        return self.slack.ephemerals(self._channel(step), self._user(step))

    def _everything(self, step: Step) -> list[Json]:
        posted = self.slack.messages(self._channel(step)) + self._only_theirs(step)
        return [message for message in posted if message["user"] == "UBOT"]

    def _card(self) -> Json:
        return until(self._cards)[-1]

    def _cards(self) -> list[Json]:
        """Return the cards of the tickets that this conversation led to."""
        tops = [m for m in self.slack.messages(OFFICE) if not m["thread_ts"]]
        return [m for m in tops if _ticket(m) > self.before]

    def _newest(self) -> int:
        return max((_ticket(m) for m in self.slack.messages(OFFICE)), default=0)

    def _at_the_office(self, *, thread: bool) -> list[Json]:
        """Return the card, or what the bot wrote below it."""
        card = self._card()
        below = [m for m in self.slack.messages(OFFICE, card["ts"]) if m["user"] == "UBOT"]
        return below if thread else [card]

    def _reading(self, step: Step, messages: list[Json]) -> list[Json]:
        return [message for message in messages if _reads(step.what, shown(message))]

    def _with_button(self, step: Step, label: str) -> Json | None:
        there = self._seen(step) + self._only_theirs(step)
        return next((m for m in reversed(there) if label in buttons(m)), None)

    def _scene(self, step: Step) -> str:
        """Return what is there to see, for whoever reads of a failure."""
        there = [f"  · {shown(m)} {list(buttons(m))}" for m in self._everything(step)]
        forms = [f"  form: {form(view)}" for view in self.slack.views(self._user(step))]
        return "\n".join(("There is:", *there[-6:], *forms))


def _ticket(message: Json) -> int:
    found = re.match(r"(?:URGENT · )?Ticket (\d+)\n", shown(message))
    return int(found[1]) if found else 0


def _reads(wanted: str, text: str) -> bool:
    """Return whether a text has these words in this order; … stands for any others."""
    parts = [re.escape(part.strip()) for part in wanted.split("…")]
    flat = " ".join(text.split())
    return re.search(".*".join(parts).replace(r"\ ", " "), flat) is not None


def _button(message: Json, label: str) -> tuple[str, str | None]:
    for block in message["blocks"]:
        for element in (*block.get("elements", ()), block.get("accessory") or {}):
            for part in (element, *(element.get(f"{s}_button", {}) for s in _SIDES)):
                if part.get("text", {}) and _label(part) == label:
                    return element["action_id"], part.get("value")
    raise AssertionError(f"there is no button {label}")


_SIDES = ("positive", "negative")


def _label(part: Json) -> str:
    text = part.get("text")
    return text["text"] if isinstance(text, dict) else ""


def _element(view: Json, label: str) -> Json:
    for block in view["view"]["blocks"]:
        if block["type"] == "input" and block["label"]["text"] == label:
            return dict(block["element"])
    raise AssertionError(f"the form asks for no “{label}”: {form(view)}")
