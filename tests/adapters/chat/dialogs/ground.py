"""What a conversation stands on: who is where, and what is there to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.adapters.chat.dialogs.language import Step
from tests.adapters.chat.dialogs.playground import OFFICE, Form, Playground, Seen, Told
from tests.adapters.chat.harness import Service
from tests.fakes.slack import until

# Below the card of the conversation's newest ticket.
CARD = "card"
# These people are on the office's platform, wherever they are; all others where askers are.
_OFFICERS = ("Olga", "Otto", "Rina", "Rolf")
_SOMEBODY = re.compile(r"\{(\w+)\}")


@dataclass
class Ground:
    """One conversation at a running service, on the askers' platform and on the office's.

    `entered` is what stands in the open form, `since` what was there before the last deed, `begun`
    what was there before the conversation, `before` the newest ticket then.
    """

    service: Service
    askers: Playground
    office: Playground
    entered: dict[str, str] = field(default_factory=dict)
    since: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    deed: Callable[[], Told] = Told
    done: Told = field(default_factory=Told)
    before: int = 0

    def begin(self) -> None:
        self.begun = self.written()
        self.before = max((ticket_of(seen) for seen in self.office.cards()), default=0)

    def do(self, deed: Callable[[], Told]) -> None:
        self.since = self.written()
        self.deed, self.done = deed, Told()
        self.done = deed()

    def written(self) -> set[str]:
        return self.askers.names() | self.office.names()

    def at(self, step: Step) -> Playground:
        """Return where somebody is."""
        there = step.where in (OFFICE, CARD) or step.who in _OFFICERS
        return self.office if there else self.askers

    def new(self, seen: Seen) -> bool:
        return seen.name not in self.since

    def by_all(self, step: Step) -> list[Seen]:
        """Return what all can see there; of the office's channel the card."""
        if step.where == OFFICE:
            return [self.card()]
        if step.where == CARD:
            return self.office.below(self.card())
        return self._own(self.at(step).seen(step.who, step.where))

    def theirs(self, step: Step) -> list[Seen]:
        """Return what this person alone can see."""
        return self._own(self.at(step).alone(step.who, _place(step)))

    def visible(self, step: Step) -> list[Seen]:
        return self.by_all(step) + self.theirs(step)

    def everything(self, step: Step) -> list[Seen]:
        return self._own(self.at(step).everything(step.who, _place(step)))

    def card(self) -> Seen:
        """Return the card of the newest ticket that this conversation led to."""
        found: Seen = until(self._cards)[-1]
        return found

    def reading(self, step: Step, messages: list[Seen]) -> list[Seen]:
        wanted = self.named(step)
        return [seen for seen in messages if reads(wanted, seen.text)]

    def named(self, step: Step) -> str:
        """Return what is to be read, with those who are spoken of as their platform names them."""
        called = self.at(step).called
        return _SOMEBODY.sub(lambda who: called(who[1]), step.what)

    def mentioning(self, step: Step) -> str:
        """Return what is to be written, with mentions of those who are spoken of."""
        mention = self.at(step).mention
        return _SOMEBODY.sub(lambda who: mention(who[1]), step.what)

    def with_button(self, step: Step, label: str) -> Seen | None:
        there = self.visible(step)
        return next((seen for seen in reversed(there) if label in seen.labels), None)

    def form_of(self, step: Step) -> Form:
        found: Form = until(lambda: self.at(step).form(step.who))
        return found

    def scene(self, step: Step) -> str:
        """Return what is there to see, for whoever reads of a failure."""
        there = [f"  · {seen.text} {list(seen.labels)}" for seen in self.everything(step)]
        form = self.at(step).form(step.who)
        forms = [f"  form: {form.text}"] if form else []
        return "\n".join(("There is:", *there[-6:], *forms))

    def _cards(self) -> list[Seen]:
        return [seen for seen in self.office.cards() if ticket_of(seen) > self.before]

    def _own(self, messages: list[Seen]) -> list[Seen]:
        """Leave out what other conversations led to."""
        return [seen for seen in messages if seen.name not in self.begun]


def ticket_of(seen: Seen) -> int:
    found = re.match(r"(?:URGENT · )?Ticket (\d+)\n", seen.text)
    return int(found[1]) if found else 0


def reads(wanted: str, text: str) -> bool:
    """Return whether a text has these words in this order; … stands for any others."""
    parts = [re.escape(part.strip()) for part in wanted.split("…")]
    flat = " ".join(text.split())
    return re.search(".*".join(parts).replace(r"\ ", " "), flat) is not None


def _place(step: Step) -> str:
    return OFFICE if step.where == CARD else step.where
