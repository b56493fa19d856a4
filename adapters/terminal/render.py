"""Decision → what a terminal shows. Pure; every piece of outside text is made printable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line, printable
from bot.model import Band, Citation, Decision, Kind
from bot.wording import name
from knowledge.model import Passage, Version

WIDTH = 80
_HEADINGS = 3
_SCORES = 3
_SURE = "Sure: the clauses quoted answer this."


def render(decision: Decision, on: date) -> Group:
    """Return the text, its sources, the ready replies, and that the answer is sure if it is.

    `on` is the day asked about, in force or not. A quote that the text holds already isn't
    shown again; the text also says where it is not sure.
    """
    parts: list[RenderableType] = [Text(printable(decision.text))]
    if decision.citations:
        parts += [Text(), *_citations(decision, on)]
    if decision.kind is Kind.ANSWER and decision.band is Band.SURE:
        parts += [Text(), Text(_SURE, style="dim")]
    if decision.options:
        parts += [Text(), options(decision.options)]
    return Group(*parts)


def sources(passages: Iterable[Passage]) -> Group:
    """Return the clauses that were found, best first, whole and with their scores."""
    found = [_source(rank, passage) for rank, passage in enumerate(passages, start=1)]
    return Group(*found) if found else Group(Text("Nothing was found for the last question."))


def options(replies: Iterable[str]) -> Group:
    """Return ready replies, numbered as they can be typed."""
    numbered = enumerate(replies, start=1)
    return Group(*(Inset(printable(reply), label=f"  {number}") for number, reply in numbered))


def when(version: Version, on: date) -> str:
    """Return since when a version is in force, or that it isn't on that day; "" if undated."""
    begins, ends = version.header.effective_from, version.header.effective_to
    if begins and on < begins:
        return f"takes effect on {_long(begins)}"
    if ends and ends < on:
        return f"was in force until {_long(ends)}"
    since = f"in force since {_long(begins)}" if begins else ""
    until = f"until {_long(ends)}" if ends else ""
    return " ".join(part for part in (since or (ends and "in force"), until) if part)


def _citations(decision: Decision, on: date) -> Iterator[RenderableType]:
    told = one_line(decision.text)
    for rank, citation in enumerate(decision.citations, start=1):
        passage = citation.passage
        yield _heading(rank, passage, when(passage.version, on))
        yield Inset(_place(passage), "dim")
        if one_line(citation.quote) not in told:
            yield from _quote(citation)


def _quote(citation: Citation) -> Iterator[RenderableType]:
    if citation.passage.clause.lead_in:
        yield Inset(printable(citation.passage.clause.lead_in), "italic")
    yield Inset(f"“{printable(citation.quote)}”")
    if citation.note:
        yield Inset(printable(citation.note), "yellow")


def _source(rank: int, passage: Passage) -> RenderableType:
    parts = (passage.clause.lead_in, passage.clause.text)
    return Group(
        _heading(rank, passage, f"score {passage.score:.{_SCORES}f}"),
        Inset(_place(passage), "dim"),
        *(Inset(printable(part)) for part in parts if part),
        Text(),
    )


def _heading(rank: int, passage: Passage, last: str) -> Inset:
    header = passage.version.header
    version = header.version and f"version {header.version}"
    parts = (name(passage.clause), header.title, version, last)
    return Inset(" · ".join(one_line(part) for part in parts if part), label=f"[{rank}]")


def _place(passage: Passage) -> str:
    clause = passage.clause
    page = f"page {clause.page}" if clause.page is not None else ""
    # The last heading stands in for a number that isn't there.
    path = clause.headings if clause.number else clause.headings[:-1]
    headings = " > ".join(one_line(heading) for heading in path[-_HEADINGS:])
    return " · ".join(part for part in (headings, page, one_line(passage.version.path)) if part)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
