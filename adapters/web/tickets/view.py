"""A ticket as its page shows it, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.chat.office.desk import where
from adapters.chat.office.office_wording import WHY, step
from adapters.web.tickets import wording
from bot.errors import TicketRefused
from bot.model import Person
from bot.model_wording import worded_by
from bot.tickets import WAITING, Did, Telling, Ticket, TicketEvent
from bot.tickets.life import after, holder

# What an officer may want to do, in the order of the buttons.
_STEPS = (
    Did.CLAIMED, Did.REPLIED, Did.TAKEN_OVER, Did.RELEASED, Did.DECLINED, Did.CLOSED, Did.REOPENED,
)  # fmt: skip
# Of these the words in the log are somebody's; of calls they are what the call was about.
_WORDS = frozenset({Did.REPLIED, Did.DECLINED, Did.ANSWERED_BACK, Did.REOPENED, Did.CLOSED})
_TOLD = frozenset({Did.CLAIMED, Did.TAKEN_OVER, Did.REPLIED, Did.DECLINED})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ticket's log.

    `by` is "asker", "office" or "service"; `told` says whether the asker has been shown what it
    sent them, "" where it sent nothing.
    """

    at: datetime
    who: str
    did: str
    words: str
    by: str
    told: str


@dataclass(frozen=True, slots=True)
class View:
    """What stands on the page around the ticket itself; `may` has the steps to offer."""

    ticket: Ticket
    state: str
    why: str
    asker: str
    asked_on: str
    where: str
    overdue: bool
    held: bool
    seen: int
    may: frozenset[str]
    log: tuple[Line, ...]
    attempt: str
    worded_by: str
    rulable: bool


def view(ticket: Ticket, tellings: Sequence[Telling], who: Person, now: datetime) -> View:
    """Return a ticket as an officer sees it."""
    held = holder(ticket)
    model = ticket.decision.get("writer")
    due = ticket.due if ticket.state in WAITING else None
    return View(
        ticket=ticket,
        state=wording.state(ticket, who),
        why=WHY.get(ticket.reason, ticket.reason.value),
        asker=wording.called(ticket.asker),
        asked_on=wording.asked_on(ticket.platform),
        where=where(ticket),
        overdue=due is not None and due < now,
        held=held is not None and held.id != who.id,
        seen=ticket.events[-1].id,
        may=frozenset(did.name.lower() for did in _STEPS if _may(ticket, did, who)),
        log=tuple(_log(ticket, tellings)),
        attempt=str(ticket.decision.get("text", "")),
        worded_by=worded_by(model, ticket.decision["dropped"]) if model else "",
        rulable=bool(ticket.times(Did.REPLIED)),
    )


def _may(ticket: Ticket, did: Did, who: Person) -> bool:
    held = holder(ticket)
    mine = held is not None and held.id == who.id
    # Only what another has is taken over, and nobody takes what is theirs.
    if did is Did.TAKEN_OVER and (held is None or mine):
        return False
    if did is Did.CLAIMED and mine:
        return False
    try:
        after(ticket, did, who)
    except TicketRefused:
        return False
    return True


def _log(ticket: Ticket, tellings: Sequence[Telling]) -> Iterator[Line]:
    shown = {telling.at: telling.told for telling in tellings}
    for event in ticket.events:
        did = "asked" if event.what == Did.OPENED else step(event.what, event.text)
        if not did:
            continue
        sent = event.what in _TOLD and event.at in shown
        yield Line(
            at=event.at,
            who=event.who or _somebody(event),
            did=did,
            words=event.text if event.what in _WORDS else "",
            by=_by(event, ticket),
            told=_told(shown[event.at]) if sent else "",
        )


def _by(event: TicketEvent, ticket: Ticket) -> str:
    if event.what in (Did.OPENED, Did.ANSWERED_BACK, Did.SETTLED):
        return "asker"
    return "office" if event.person and event.person != ticket.asker.id else "service"


def _somebody(event: TicketEvent) -> str:
    return "Somebody" if event.what == Did.OPENED else ""


def _told(at: datetime | None) -> str:
    return "The asker has been shown this." if at else "The asker hasn't been shown this yet."
