"""What people see in a conversation: one method a verb."""

from __future__ import annotations

from tests.adapters.slack.dialogs.ground import Ground, reads
from tests.adapters.slack.dialogs.language import Step
from tests.fakes.slack import form, rung, shown, until


class Sights(Ground):
    def sees(self, step: Step) -> None:
        until(lambda: self.reading(step, self.seen(step) + self.only_theirs(step)))

    def alone(self, step: Step) -> None:
        """See it and be the only one who does."""
        until(lambda: self.reading(step, self.only_theirs(step)))
        self.service.settle()
        assert not self.reading(step, self.seen(step)), "all can see it"

    def lacks(self, step: Step) -> None:
        self.service.settle()
        there = self.seen(step) + self.only_theirs(step)
        assert not self.reading(step, there), "it is there"

    def once(self, step: Step) -> None:
        until(lambda: self.reading(step, self.seen(step) + self.only_theirs(step)))
        self.service.settle()
        found = self.reading(step, self.seen(step) + self.only_theirs(step))
        assert len(found) == 1, f"{len(found)} times"

    def silence(self, step: Step) -> None:
        self.service.settle()
        new = [m for m in self.everything(step) if m["ts"] not in self.since]
        assert not new, f"there is: {[shown(message) for message in new]}"

    def offers(self, step: Step) -> None:
        for label in step.what.split(" | "):
            until(lambda label=label: self.with_button(step, label))

    def unoffered(self, step: Step) -> None:
        self.service.settle()
        assert not self.with_button(step, step.what), "it is there"

    def idle(self, step: Step) -> None:
        """See that nothing is being looked up."""
        channel = self.channel(step)
        until(lambda: not self.slack.status(channel, self.threads[channel]))

    def prompted(self, step: Step) -> None:
        until(lambda: self.slack.prompts(self.channel(step)))

    def hushed(self, step: Step) -> None:
        """See nothing that rings anybody."""
        self.service.settle()
        assert not [shown(m) for m in self.seen(step) if rung(m)]

    def form(self, step: Step) -> None:
        def written() -> list[str]:
            forms = [form(view) for view in self.slack.views(self.user(step))[-1:]]
            return [text for text in forms if reads(step.what, text)]

        until(written)

    def closed(self, step: Step) -> None:
        until(lambda: not self.slack.views(self.user(step)))

    def rings(self, step: Step) -> None:
        """See a message that rings somebody."""
        user = self.cast.user(step.what)
        until(lambda: [m for m in self.seen(step) if user in rung(m) and self.new(m)])
