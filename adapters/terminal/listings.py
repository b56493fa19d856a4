"""Documents, clauses, differences and revisions as people read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.header_lines import header_lines
from adapters.terminal.inset import INDENT, Inset
from adapters.terminal.printable import one_line, printable
from knowledge.model import Clause
from knowledge.report import Difference, Listing, Shown

if TYPE_CHECKING:
    from knowledge.catalog.overrides import Override
    from knowledge.catalog.overview import Revision

_LONGEST = 200  # characters of a clause that are enough to recognise it


def documents(listings: Sequence[Listing]) -> Group:
    """Return two lines for each version of a document."""
    if not listings:
        return Group(Text("There are no documents. `policydesk knowledge add PATH` adds some."))
    return Group(*(part for one in listings for part in _document(one)))


def clauses(shown: Shown) -> Group:
    """Return a document's clauses in order, each with its number or heading."""
    header = shown.version.header
    version = f", version {header.version}" if header.version else ""
    title = Text(one_line(f"{header.title}{version} · {shown.version.path}"), style="bold")
    return Group(title, *(part for clause in shown.clauses for part in _whole(clause)))


def changes(differences: Sequence[Difference]) -> Group:
    """Return what became of each document: readers and dates, then clause by clause.

    A clause was added, removed, changed (both wordings) or moved.
    """
    if not differences:
        return Group(Text("Nothing differs."))
    return Group(*(part for one in differences for part in _difference(one)))


def history(revisions: Sequence[Revision], zone: tzinfo) -> Group:
    """Return one line for each revision, and its note; times are those of `zone`."""
    if not revisions:
        return Group(Text("There are no revisions. `policydesk knowledge add PATH` makes one."))
    return Group(*(part for revision in revisions for part in _revision(revision, zone)))


def _document(listing: Listing) -> Iterator[RenderableType]:
    begins, ends = listing.effective_from, listing.effective_to
    facts = (
        listing.version and f"version {listing.version}",
        f"{listing.clauses} clauses",
        begins and f"from {begins}",
        ends and f"until {ends}",
        "" if listing.in_force else "not in force",
        listing.audience and f"for {', '.join(listing.audience)}",
        listing.groups and f"read by {', '.join(listing.groups)}",
    )
    yield Text(one_line(listing.title), style="bold" if listing.in_force else "dim")
    yield Inset(" · ".join(one_line(str(fact)) for fact in (listing.path, *facts) if fact), "dim")


def _whole(clause: Clause) -> Iterator[RenderableType]:
    page = f"page {clause.page}" if clause.page is not None else ""
    place = (clause.number, " > ".join(clause.headings), page)
    yield Text()
    yield Text(" · ".join(one_line(part) for part in place if part), style="cyan")
    yield Inset(printable("\n".join(part for part in (clause.lead_in, clause.text) if part)))


def _difference(difference: Difference) -> Iterator[RenderableType]:
    version = f", version {difference.version}" if difference.version else ""
    since = f", from {difference.effective_from}" if difference.effective_from else ""
    title = f"{difference.status.value}: {difference.title}{version}{since}"
    title += f" ({difference.document})"
    yield Text(one_line(title), style="bold")
    yield from header_lines(difference.status, difference.header)
    found = difference.clauses
    yield from (_clause("+", clause, "green") for clause in found.added)
    yield from (_clause("-", clause, "red") for clause in found.removed)
    for before, after in found.changed:
        yield _clause("-", before, "red")
        yield _clause("+", after, "green")
    for before, after in found.moved:
        yield Inset(one_line(f"> {_place(before)} is now {_place(after)}"), "cyan")


def _clause(sign: str, clause: Clause, style: str) -> RenderableType:
    text = one_line(f"{clause.lead_in} {clause.text}")
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return Inset(f"{sign} {_place(clause)}: {short}", style)


def _place(clause: Clause) -> str:
    return one_line(clause.number or " > ".join(clause.headings) or f"clause {clause.ordinal + 1}")


def _revision(revision: Revision, zone: tzinfo) -> Iterator[RenderableType]:
    at = (revision.published or revision.created).astimezone(zone)
    when = f"{'published' if revision.published else 'made'} {at:%Y-%m-%d %H:%M}"
    who = f"by {one_line(revision.who)}" if revision.who else ""
    size = f"{revision.documents} documents, {revision.clauses} clauses"
    line = Text(f"{revision.id:>{INDENT}}  {revision.state.value:<8}", style="bold")
    yield line.append(" · ".join(part for part in (when, who, size) if part), style="not bold")
    if revision.note:
        yield Inset(one_line(revision.note), "dim")
    if revision.override:
        yield from _override(revision.override)


def _override(override: Override) -> Iterator[RenderableType]:
    who = f" by {one_line(override.who)}" if override.who else ""
    said = f"Published against objections{who}: “{one_line(override.reason)}”"
    yield Inset(said, "yellow")
    yield from (Inset(one_line(f"- {told}"), "dim") for told in override.objections)
