"""Whatever is done to a ticket in whatever order: the catalog agrees with the pure rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.errors import TicketRefused
from bot.model import Origin, Person
from bot.records import Records
from bot.tickets import Did, Ticket, Tickets, TicketState
from bot.tickets.life import after, claimant_after
from knowledge.catalog.database import open_catalog
from tests.bot.tickets.made import ANN, ASKER, BEN, escalated

STEPS: dict[Did, Callable[[Tickets, int, Person, str], Ticket]] = {
    Did.CLAIMED: lambda them, number, who, request: them.claim(number, who, request),
    Did.TAKEN_OVER: lambda them, number, who, request: them.take_over(number, who, request),
    Did.RELEASED: lambda them, number, who, request: them.release(number, who, request),
    Did.REPLIED: lambda them, number, who, request: them.reply(number, "Yes.", who, request),
    Did.DECLINED: lambda them, number, who, request: them.decline(number, "No.", who, request),
    Did.CLOSED: lambda them, number, who, request: them.close(number, who, "", request),
    Did.SETTLED: lambda them, number, who, request: them.settle(number, who, request),
    Did.ANSWERED_BACK: lambda them, number, who, request: them.answer_back(
        number, "But?", who, request
    ),
    Did.REOPENED: lambda them, number, who, request: them.reopen(number, who, "", request),
    Did.RANG: lambda them, number, who, request: them.note(number, Did.RANG, "", who, request),
}


class AnyLife(RuleBasedStateMachine):
    """One ticket, two officers, its asker, and a network that delivers some requests twice."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.database = open_catalog(self.folder)
        self.now = datetime(2026, 5, 4, tzinfo=UTC)
        self.tickets = Tickets(self.database, lambda: self.now)
        origin = Origin("slack", ASKER)
        with self.database.write() as connection:
            self.number = self.tickets.open(connection, "chat-1", "may I?", escalated(), origin)
        self.known = self.tickets.show(self.number)
        self.requests = 0

    def teardown(self) -> None:
        self.database.close()
        rmtree(self.folder)

    @rule(
        did=st.sampled_from(list(STEPS)),
        who=st.sampled_from([ANN, BEN, ASKER]),
        times=st.integers(1, 2),
    )
    def step(self, did: Did, who: Person, times: int) -> None:
        self.now += timedelta(minutes=1)
        self.requests += 1
        before = self.known
        for _ in range(times):
            self.known = self._taken(did, who, before)

    def _taken(self, did: Did, who: Person, before: Ticket) -> Ticket:
        """Return the ticket after a step; a refused one changes nothing."""
        try:
            state = after(before, did, who)
        except TicketRefused:
            try:
                STEPS[did](self.tickets, self.number, who, f"event {self.requests}")
            except TicketRefused:
                return self.tickets.show(self.number)
            raise AssertionError(f"{did} was not refused") from None
        found = STEPS[did](self.tickets, self.number, who, f"event {self.requests}")
        has = claimant_after(before, did, who)
        assert (found.state, found.claimant) == (state, has)
        again = did in (Did.CLAIMED, Did.TAKEN_OVER) and _holds(before, who)
        assert len(found.events) == len(before.events) + (0 if again else 1)
        assert found.events[: len(before.events)] == before.events
        return found

    @invariant()
    def what_was_returned_is_what_is_kept(self) -> None:
        assert self.tickets.show(self.number) == self.known

    @invariant()
    def the_log_is_in_order(self) -> None:
        times = [event.at for event in self.known.events]
        assert times == sorted(times)

    @invariant()
    def every_reply_is_news_once(self) -> None:
        told = Records(self.database, lambda: self.now).news("chat-1")
        words = [one.content for one in told if one.content == "Yes."]
        assert len(words) == sum(event.what == Did.REPLIED for event in self.known.events)


def _holds(ticket: Ticket, who: Person) -> bool:
    claimed = ticket.state is TicketState.CLAIMED
    return claimed and ticket.claimant is not None and ticket.claimant.id == who.id


AnyLife.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyLife = AnyLife.TestCase
