"""What the people of the office read in a chat: plain, short, for a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.chat.content import Line, Mention
from bot.model import Reason
from bot.rulings.publishing import PUBLISHED, RETIRED
from bot.service_level import Why
from bot.tickets import Did, TicketState

WHY: Mapping[Reason, str] = {
    Reason.NO_CLAUSE: "The bot found nothing in the policies about this.",
    Reason.LOW_CONFIDENCE: "What the bot found doesn't settle this.",
    Reason.CONFLICTING_CLAUSES: "Two clauses in force say different things about this.",
    Reason.ASKS_FOR_DECISION: "This asks for an approval or a decision; only a person can give it.",
    Reason.URGENT: "This sounds urgent.",
    Reason.SENSITIVE: "This is a delicate matter that a bot shouldn't answer.",
    Reason.ASKED_FOR_PERSON: "The asker wants a person to answer.",
}

_STEPS: Mapping[str, str] = {
    Did.CLAIMED: "took it",
    Did.TAKEN_OVER: "took it over",
    Did.RELEASED: "put it back",
    Did.REPLIED: "replied",
    Did.DECLINED: "said it isn't for the office",
    Did.CLOSED: "closed it",
    Did.SETTLED: "said that this settles it",
    Did.ANSWERED_BACK: "wrote back",
    Did.REOPENED: "opened it again",
}
# Of these the text of the line says what they were about.
_CALLS: Mapping[tuple[str, str], str] = {
    (Did.RANG, Why.URGENT): "the people on call were rung",
    (Did.REMINDED, Why.DUE_SOON): "a reminder was sent: due soon",
    (Did.REMINDED, Why.OVERDUE): "a reminder was sent: overdue",
    (Did.ESCALATED, Why.UNCLAIMED): "the second list on call was told: nobody has it",
    (Did.ESCALATED, Why.LONG_OVERDUE): "the second list on call was told: long overdue",
    (Did.RULED, PUBLISHED): "published the reply as a ruling",
    (Did.RULED, RETIRED): "took the ruling out of force",
}

_STATES: Mapping[TicketState, str] = {
    TicketState.OPEN: "Open: nobody has it yet",
    TicketState.CLAIMED: "In hand: {who} has it",
    TicketState.ANSWERED: "Answered by {who}",
    TicketState.CLOSED: "Closed",
    TicketState.REOPENED: "Open again: it waits for a reply",
}

_CALLED: Mapping[Why, str] = {
    Why.URGENT: "URGENT: ticket {ticket} needs somebody now.",
    Why.WRITTEN_BACK: "The asker of ticket {ticket} wrote back.",
    Why.DUE_SOON: "Ticket {ticket} is due soon: {due}.",
    Why.OVERDUE: "Ticket {ticket} is overdue. It was to be answered by {due}.",
    Why.UNCLAIMED: "URGENT: nobody has taken ticket {ticket} yet.",
    Why.LONG_OVERDUE: "Ticket {ticket} is long overdue. It was to be answered by {due}.",
}

_PLATFORMS: Mapping[str, str] = {
    "slack": " in Slack",
    "teams": " in Teams",
}

CLAIM = "I'll take it"
TAKE_OVER = "Take over"
RELEASE = "Put back"
REPLY = "Reply"
REPLY_AGAIN = "Reply again"
PICK = "Answer from a clause"
NOT_FOR_US = "Not for us"
REOPEN = "Open again"
RULE = "Publish as a ruling"

SOMEBODY = "somebody"
FOUND = "What the bot found"
FOUND_NOTHING = "The bot found no clause that comes near."
LAST = "What happened"
WITHHELD = "the words aren't shown here, as not everybody in this channel may see the clauses"

NOT_DONE = "That can't be done"
OUTSIDER = "Only people in the office's channel can do that. Ask them to add you to it."
UNKNOWN_MEMBER = (
    "I can't look up who is in the office's channel at the moment, so I did nothing. "
    "Please try again in a minute."
)
NOT_YOURS = "Only the person who asked can do that."
NO_SUCH_BUTTON = "I don't know what that button is about, so I did nothing."
WORKS_AGAIN = "The office's channel works again: the tickets that waited are shown there."
NOBODYS = "nobody has it"
OPEN_CARD = "Open the ticket"

REPLY_HINT = "Next you see it as the asker will. Nothing is sent before that."
PICK_HINT = "Words of your own before the clause, if you like"
NO_CLAUSE_TO_PICK = "There is no clause here that everybody in this channel may see."
PREVIEW_IN_THREAD = (
    "The asker reads this in the thread where they asked. Everybody there can see it:"
)
PREVIEW_DIRECT = "The asker reads this in a direct message:"
PREVIEW_ELSEWHERE = "The asker reads this in their own conversation with the bot:"
NOT_FOR_US_LABEL = "Why, and who can help instead"
NOT_FOR_US_HINT = "The asker reads this, and the ticket is closed."
WROTE_BACK = "The asker wrote back:"
CHOOSE = "Which clause?"
EMPTY = "Please write something."
TOO_LATE = "Choose a day after today."

FOR_OFFICE_TEXT = "What the office should read"
FOR_OFFICE_CUT = "The message is too long to stand here whole: this is its beginning."
FOR_OFFICE_NOTE = "Anything to add?"


def state(of: TicketState, who: Mention | str) -> Line:
    """Return how a ticket stands; `who` has it, "" for nobody."""
    before, named, after = _STATES[of].partition("{who}")
    had = (" · ", who, " had it") if who and of is TicketState.REOPENED else ()
    has = (who or "the office", after) if named else ()
    return (before, *has, *had)


def step(did: str, text: str) -> str:
    """Return what is said of a step in a card's log, "" for one that isn't shown there."""
    return _CALLS.get((did, text)) or _STEPS.get(did, "")


def called(why: Why, ticket: int, due: str) -> str:
    """Return what people of the office are told of a ticket; `due` is by when it was promised."""
    return _CALLED[why].format(ticket=ticket, due=due)


def unreachable(why: str) -> str:
    """Return what people on call read when the office's channel doesn't take messages."""
    return f"Tickets can't be shown in the office's channel. They are safe, and wait. {why}"


def title(ticket: int, *, urgent: bool) -> str:
    """Return what a ticket's card begins with."""
    return f"URGENT · Ticket {ticket}" if urgent else f"Ticket {ticket}"


def asked(who: Mention | str, opened: str, due: str, elsewhere: str = "") -> Line:
    """Return who asked when, and by when the office means to have answered ("": no promise).

    `elsewhere` is what the platform is called that it was asked on, "" for this one.
    """
    by = f" · Answer by {due}" if due else ""
    where = _PLATFORMS.get(elsewhere, "")
    return ("Asked by ", who, f"{where} · {opened}{by}")


def not_shown(more: int, hidden: int, changed: int) -> str:
    """Return what a card doesn't show of the clauses, "" where it shows all."""
    several = "Answer from a clause"
    parts = (
        f"{more} more under “{several}”" if more else "",
        f"{_clauses(hidden)} that not everybody here may see" if hidden else "",
        f"{_clauses(changed)} that changed since" if changed else "",
    )
    return " · ".join(filter(None, parts))


def waiting(tickets: int) -> str:
    """Return what the daily digest begins with."""
    if not tickets:
        return "No ticket waits for the office."
    return "1 ticket waits" if tickets == 1 else f"{tickets} tickets wait"


def more(tickets: int) -> str:
    """Return how many tickets a digest doesn't name."""
    return f"… and {tickets} more; `policydesk tickets list` shows all of them"


def in_hand(who: str) -> str:
    """Return who has a ticket."""
    return f"{who} has it"


def due(moment: str) -> str:
    """Return by when a ticket is to be answered."""
    return f"answer by {moment}"


def overdue(moment: str) -> str:
    """Return that a ticket should have been answered."""
    return f"OVERDUE since {moment}"


def doubtful(ruling: int, clauses: Sequence[str]) -> str:
    """Return that a ruling is to be looked at; without clauses they aren't for everybody."""
    why = f": {', '.join(clauses)}" if clauses else ""
    return f"Ruling {ruling} may not hold any more, as what it rests on has changed{why}."


def failed(number: int) -> str:
    """Return how much couldn't be handled, and who can see what."""
    what = "1 message" if number == 1 else f"{number} messages"
    return f"{what} couldn't be handled since yesterday; `policydesk doctor` tells more."


def _clauses(number: int) -> str:
    return "1 clause" if number == 1 else f"{number} clauses"
