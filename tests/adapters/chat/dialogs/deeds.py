"""What people do in a conversation: one method a verb."""

from __future__ import annotations

from tests.adapters.chat.dialogs.ground import CARD, Ground, ticket_of
from tests.adapters.chat.dialogs.language import Step
from tests.adapters.chat.dialogs.playground import Field
from tests.adapters.chat.harness import command
from tests.fakes.slack import until


class Deeds(Ground):
    def says(self, step: Step) -> None:
        text = self.mentioning(step)
        self.do(lambda: self.at(step).says(step.who, step.where, text))

    def adds(self, step: Step) -> None:
        text = self.mentioning(step)
        if step.where == CARD:
            card = self.card()
            self.do(lambda: self.office.replies(step.who, card, text))
        else:
            self.do(lambda: self.at(step).adds(step.who, step.where, text))

    def types(self, step: Step) -> None:
        self.do(lambda: self.at(step).types(step.who, step.where, step.what))

    def presses(self, step: Step) -> None:
        label, _, forged = step.what.partition(" = ")
        seen = until(lambda: self.with_button(step, label))
        self.do(lambda: self.at(step).presses(step.who, seen, label, forged or None))

    def chooses(self, step: Step) -> None:
        """Use a command on what was said there last."""
        self.do(lambda: self.at(step).chooses(step.who, step.where, step.what))

    def fills(self, step: Step) -> None:
        label, _, text = step.what.partition(": ")
        self.entered[self._field(step, label).name] = text

    def picks(self, step: Step) -> None:
        """Choose the so-manieth of what a form offers."""
        label, _, rank = step.what.partition(": ")
        field = self._field(step, label)
        self.entered[field.name] = field.choices[int(rank) - 1]

    def sends(self, step: Step) -> None:
        self.form_of(step)
        entered, self.entered = self.entered, {}
        self.do(lambda: self.at(step).submits(step.who, entered, step.what or None))

    def again(self, step: Step) -> None:
        """Do the last deed once more; an event that was told is told again instead."""
        self.since = self.written()
        for event in self.done.events:
            self.at(step).again(event)
        if not self.done.events:
            self.deed()

    def edits(self, step: Step) -> None:
        self.do(lambda: self.at(step).edits(step.who, step.where, step.what))

    def deletes(self, step: Step) -> None:
        self.do(lambda: self.at(step).deletes(step.who, step.where))

    def opens(self, step: Step) -> None:
        self.do(lambda: self.at(step).opens(step.who))

    def joins(self, step: Step) -> None:
        self.do(lambda: self.at(step).joins(step.who, step.where))

    def runs(self, step: Step) -> None:
        """Use a command of the terminal beside the service."""
        words = step.what.split("  ")
        if "LAST" in words:
            words[words.index("LAST")] = str(ticket_of(self.card()))
        command(self.service.data, *words)

    def _field(self, step: Step, label: str) -> Field:
        form = self.form_of(step)
        assert label in form.fields, f"the form asks for no “{label}”: {form.text}"
        return form.fields[label]
