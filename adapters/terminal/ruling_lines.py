"""Rulings as people read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line, printable
from bot.rulings import Concern, Proposal, Ruling, Why
from bot.wording import name

_NUMBER = 6
_WHAT = {
    Why.CHANGED: "has other words now",
    Why.GONE: "isn't in force any more",
    Why.RESTRICTED: "may be read by fewer people than the ruling",
}
_REMEDY = "Look at it, then `policydesk rulings publish` it anew, or `retire` it."


def overview(rulings: Sequence[Ruling]) -> Group:
    """Return a paragraph for each ruling."""
    if not rulings:
        return Group(Text("There are no rulings."))
    return Group(*(part for ruling in rulings for part in _ruling(ruling)))


def proposed(proposal: Proposal) -> Group:
    """Return what a ruling would be made of, the clauses with the numbers to choose them by."""
    parts: list[RenderableType] = [
        Text("The question:", style="bold"),
        Inset(printable(proposal.question)),
        Text("The ruling:", style="bold"),
        Inset(printable(proposal.text)),
        Text(f"It would end on {proposal.expires}.", style="bold"),
        Text("Clauses that it could interpret (--clause):", style="bold"),
    ]
    for number, one in enumerate(proposal.clauses, start=1):
        cited = f"{name(one.clause)} · {one.version.header.title}: {one.clause.text}"
        parts.append(Inset(one_line(cited), label=f"{number}"))
    if not proposal.clauses:
        parts.append(Inset("none was found; a clause's id can be given"))
    return Group(*parts)


def proposed_payload(proposal: Proposal) -> dict[str, object]:
    """Return the same for programs."""
    return {
        "ticket": proposal.ticket,
        "text": proposal.text,
        "question": proposal.question,
        "expires": proposal.expires,
        "clauses": [
            {
                "id": one.clause.id,
                "document": one.version.path,
                "title": one.version.header.title,
                "number": one.clause.number,
                "headings": list(one.clause.headings),
                "text": one.clause.text,
                "groups": sorted(one.version.header.groups),
            }
            for one in proposal.clauses
        ],
    }


def flags(ruling: Ruling) -> str:
    """Return what has become of the clauses that a ruling interprets, "" where all stand."""
    return "; ".join(map(_flag, ruling.flagged))


def _ruling(ruling: Ruling) -> Iterator[RenderableType]:
    facts = (
        f"by {ruling.who}",
        f"since {ruling.since}" if ruling.since else "",
        _end(ruling),
        f"for {', '.join(sorted(ruling.groups))}" if ruling.groups else "",
    )
    yield Inset(printable(ruling.text), "bold", _NUMBER, f"{ruling.number}")
    yield Inset(" · ".join(one_line(fact) for fact in facts if fact), "dim", _NUMBER)
    if ruling.flagged:
        yield Inset(one_line(f"{flags(ruling)}. {_REMEDY}"), "yellow", _NUMBER)


def _end(ruling: Ruling) -> str:
    if ruling.expires is None:
        return ""
    # A ruling takes effect on the day it is made: what isn't in force any more is over.
    return f"{'until' if ruling.in_force else 'ended'} {ruling.expires}"


def _flag(concern: Concern) -> str:
    one = concern.interpreted
    return f"{one.name}, {one.title}, {_WHAT[concern.why]}"
