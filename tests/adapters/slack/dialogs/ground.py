"""What a conversation stands on: who is where, and what is there to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.slack.dialogs.cast import Cast
from tests.adapters.slack.dialogs.language import Step
from tests.adapters.slack.harness import OFFICE, Service
from tests.fakes.slack import Slack, buttons, form, shown, until

Json = dict[str, Any]


@dataclass
class Ground:
    """One conversation at a running service.

    `threads` are the timestamps of what was asked last, by channel; `entered` is what stands in
    the open form, `since` what was there before the last deed, `before` the newest ticket when the
    conversation began.
    """

    slack: Slack
    service: Service
    cast: Cast
    threads: dict[str, str] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)
    since: set[str] = field(default_factory=set)
    deed: Callable[[], Any] = lambda: None
    done: Any = None
    before: int = 0

    def do(self, deed: Any) -> None:
        self.since = self.written()
        self.deed, self.done = deed, None
        self.done = deed()

    def written(self) -> set[str]:
        return {message["ts"] for message in self.slack.written()}

    def new(self, message: Json) -> bool:
        return message["ts"] not in self.since

    def user(self, step: Step) -> str:
        return self.cast.user(step.who)

    def channel(self, step: Step) -> str:
        return self.cast.channel(step.where, step.who)

    def enter(self, step: Step) -> str:
        self.user(step)
        return self.channel(step)

    def seen(self, step: Step) -> list[Json]:
        channel = self.channel(step)
        if channel == OFFICE:
            return self.at_the_office(thread=step.where == "card")
        thread = None if step.where == "direct" else self.threads.get(channel)
        return [m for m in self.slack.messages(channel, thread) if m["user"] == "UBOT"]

    def only_theirs(self, step: Step) -> list[Json]:
        return self.slack.ephemerals(self.channel(step), self.user(step))

    def everything(self, step: Step) -> list[Json]:
        posted = self.slack.messages(self.channel(step)) + self.only_theirs(step)
        return [message for message in posted if message["user"] == "UBOT"]

    def card(self) -> Json:
        return until(self.cards)[-1]

    def cards(self) -> list[Json]:
        """Return the cards of the tickets that this conversation led to."""
        tops = [m for m in self.slack.messages(OFFICE) if not m["thread_ts"]]
        return [m for m in tops if ticket_of(m) > self.before]

    def newest(self) -> int:
        return max((ticket_of(m) for m in self.slack.messages(OFFICE)), default=0)

    def at_the_office(self, *, thread: bool) -> list[Json]:
        """Return the card, or what the bot wrote below it."""
        card = self.card()
        below = [m for m in self.slack.messages(OFFICE, card["ts"]) if m["user"] == "UBOT"]
        return below if thread else [card]

    def reading(self, step: Step, messages: list[Json]) -> list[Json]:
        return [message for message in messages if reads(step.what, shown(message))]

    def with_button(self, step: Step, label: str) -> Json | None:
        there = self.seen(step) + self.only_theirs(step)
        return next((m for m in reversed(there) if label in buttons(m)), None)

    def scene(self, step: Step) -> str:
        """Return what is there to see, for whoever reads of a failure."""
        there = [f"  · {shown(m)} {list(buttons(m))}" for m in self.everything(step)]
        forms = [f"  form: {form(view)}" for view in self.slack.views(self.user(step))]
        return "\n".join(("There is:", *there[-6:], *forms))


def ticket_of(message: Json) -> int:
    found = re.match(r"(?:URGENT · )?Ticket (\d+)\n", shown(message))
    return int(found[1]) if found else 0


def reads(wanted: str, text: str) -> bool:
    """Return whether a text has these words in this order; … stands for any others."""
    parts = [re.escape(part.strip()) for part in wanted.split("…")]
    flat = " ".join(text.split())
    return re.search(".*".join(parts).replace(r"\ ", " "), flat) is not None
