"""What people do in a conversation: one method a verb."""

from __future__ import annotations

from tests.adapters.slack.dialogs.ground import Ground, Json, ticket_of
from tests.adapters.slack.dialogs.language import Step
from tests.adapters.slack.harness import command
from tests.fakes.slack import form, until


class Deeds(Ground):
    def says(self, step: Step) -> None:
        channel = self.enter(step)
        self.do(lambda: self.slack.says(self.user(step), channel, step.what))
        self.threads[channel] = self.done["ts"]

    def adds(self, step: Step) -> None:
        channel = self.enter(step)
        thread = self.card()["ts"] if step.where == "card" else self.threads[channel]
        self.do(lambda: self.slack.says(self.user(step), channel, step.what, thread))

    def types(self, step: Step) -> None:
        channel = self.enter(step)
        self.threads.pop(channel, None)
        self.do(lambda: self.slack.commands(self.user(step), channel, step.what))

    def presses(self, step: Step) -> None:
        label, _, forged = step.what.partition(" = ")
        message = until(lambda: self.with_button(step, label))
        action, value = _button(message, label)
        press = {"value": value, "forged": forged or None}
        self.do(lambda: self.slack.presses(self.user(step), message, action, **press))

    def chooses(self, step: Step) -> None:
        """Use a shortcut on what was said there last."""
        channel = self.channel(step)
        message = self.slack.messages(channel, self.threads.get(channel))[-1]
        self.do(lambda: self.slack.shortcut(self.user(step), message, step.what))

    def fills(self, step: Step) -> None:
        label, _, text = step.what.partition(": ")
        view = until(lambda: self.slack.views(self.user(step)))[-1]
        self.entered[_element(view, label)["action_id"]] = text

    def picks(self, step: Step) -> None:
        """Choose the so-manieth of what a form offers."""
        label, _, rank = step.what.partition(": ")
        view = until(lambda: self.slack.views(self.user(step)))[-1]
        element = _element(view, label)
        self.entered[element["action_id"]] = element["options"][int(rank) - 1]["value"]

    def sends(self, step: Step) -> None:
        until(lambda: self.slack.views(self.user(step)))
        entered, self.entered = self.entered, {}
        self.do(lambda: self.slack.submits(self.user(step), entered, step.what or None))

    def again(self, step: Step) -> None:
        """Do the last deed once more; an event that was told is told again instead."""
        del step
        self.since = self.written()
        told = self.done.get("deliveries") if isinstance(self.done, dict) else None
        for delivery in told or ():
            self.slack.redelivers(delivery["id"])
        if not told:
            self.deed()

    def edits(self, step: Step) -> None:
        channel = self.channel(step)
        self.do(lambda: self.slack.edits(channel, self.threads[channel], step.what))

    def deletes(self, step: Step) -> None:
        channel = self.channel(step)
        self.do(lambda: self.slack.deletes(channel, self.threads[channel]))

    def opens(self, step: Step) -> None:
        self.do(lambda: self.slack.opens(self.user(step)))

    def joins(self, step: Step) -> None:
        self.do(lambda: self.slack.joins(self.user(step), self.enter(step)))

    def runs(self, step: Step) -> None:
        """Use a command of the terminal beside the service."""
        words = step.what.split("  ")
        if "LAST" in words:
            words[words.index("LAST")] = str(ticket_of(self.card()))
        self.do(lambda: command(self.service.data, *words))


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
