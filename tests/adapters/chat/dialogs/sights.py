"""What people see in a conversation: one method a verb."""

from __future__ import annotations

from tests.adapters.chat.dialogs.ground import Ground, reads, ticket_of
from tests.adapters.chat.dialogs.language import Step
from tests.fakes.slack import until


class Sights(Ground):
    def sees(self, step: Step) -> None:
        until(lambda: self.reading(step, self.visible(step)))

    def alone(self, step: Step) -> None:
        """See it and be the only one who does."""
        until(lambda: self.reading(step, self.theirs(step)))
        self.service.settle()
        assert not self.reading(step, self.by_all(step)), "all can see it"

    def lacks(self, step: Step) -> None:
        self.service.settle()
        assert not self.reading(step, self.visible(step)), "it is there"

    def once(self, step: Step) -> None:
        until(lambda: self.reading(step, self.visible(step)))
        self.service.settle()
        found = self.reading(step, self.visible(step))
        assert len(found) == 1, f"{len(found)} times"

    def silence(self, step: Step) -> None:
        self.service.settle()
        new = [seen for seen in self.everything(step) if self.new(seen)]
        assert not new, f"there is: {[seen.text for seen in new]}"

    def offers(self, step: Step) -> None:
        for label in step.what.split(" | "):
            until(lambda label=label: self.with_button(step, label))

    def unoffered(self, step: Step) -> None:
        self.service.settle()
        assert not self.with_button(step, step.what), "it is there"

    def unique(self, step: Step) -> None:
        """See that the ticket has one card, where the office is."""
        del step
        self.service.settle()
        number = ticket_of(self.card())
        assert [ticket_of(seen) for seen in self.office.cards()].count(number) == 1
        if self.askers is not self.office:
            assert not any(ticket_of(seen) for seen in self.askers.cards())

    def idle(self, step: Step) -> None:
        """See that nothing is being looked up."""
        until(lambda: self.at(step).idle(step.who, step.where))

    def prompted(self, step: Step) -> None:
        until(lambda: self.at(step).prompts(step.who))

    def hushed(self, step: Step) -> None:
        """See nothing that rings anybody."""
        self.service.settle()
        assert not [seen.text for seen in self.by_all(step) if seen.rings]

    def form(self, step: Step) -> None:
        def written() -> bool:
            form = self.at(step).form(step.who)
            return form is not None and reads(step.what, form.text)

        until(written)

    def closed(self, step: Step) -> None:
        until(lambda: self.at(step).form(step.who) is None)

    def rings(self, step: Step) -> None:
        """See a message that rings somebody."""
        user = self.at(step).user(step.what)
        until(lambda: [seen for seen in self.by_all(step) if user in seen.rings and self.new(seen)])
