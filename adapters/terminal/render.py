"""Decision → what a terminal shows. Pure; every piece of outside text is made printable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from adapters.terminal.printable import one_line, printable
from bot.model import Band, Citation, Decision, Kind
from knowledge.model import Clause, Passage, Version

WIDTH = 80
_INDENT = 4
_HEADINGS = 3
_SCORES = 3
_SURE = "Sure: the clauses quoted answer this."
_UNSURE = "Not sure: this may not settle it."


def render(decision: Decision, on: date, office: str = "") -> Group:
    """Return the text, its sources, the ready replies, and how sure the answer is.

    `on` is the day asked about, in force or not; `office` says how the office is
    reached from here, "" where it can't be. A quote that the text holds already
    isn't shown again.
    """
    return Group(
        Text(printable(decision.text)),
        *_citations(decision, on),
        *_options(decision.options),
        *_trust(decision, office),
    )


def sources(passages: Iterable[Passage]) -> Group:
    """Return the clauses that were found, best first, whole and with their scores."""
    found = [_source(rank, passage) for rank, passage in enumerate(passages, start=1)]
    return Group(*found) if found else Group(Text("Nothing was found for the last question."))


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
    if decision.citations:
        yield Text()
    for rank, citation in enumerate(decision.citations, start=1):
        passage = citation.passage
        yield _heading(rank, passage, when(passage.version, on))
        yield _inset(_place(passage), "dim")
        if one_line(citation.quote) not in told:
            yield from _quote(citation)


def _quote(citation: Citation) -> Iterator[RenderableType]:
    if citation.passage.clause.lead_in:
        yield _inset(printable(citation.passage.clause.lead_in), "italic")
    yield _inset(f"“{printable(citation.quote)}”")
    if citation.note:
        yield _inset(printable(citation.note), "yellow")


def _source(rank: int, passage: Passage) -> RenderableType:
    parts = (passage.clause.lead_in, passage.clause.text)
    return Group(
        _heading(rank, passage, f"score {passage.score:.{_SCORES}f}"),
        _inset(_place(passage), "dim"),
        *(_inset(printable(part)) for part in parts if part),
        Text(),
    )


def _heading(rank: int, passage: Passage, last: str) -> Text:
    header = passage.version.header
    version = header.version and f"version {header.version}"
    parts = (_name(passage.clause), header.title, version, last)
    line = Text(f"[{rank}]".ljust(_INDENT), style="bold cyan")
    shown = " · ".join(one_line(part) for part in parts if part)
    return line.append(shown, style="not bold default")


def _name(clause: Clause) -> str:
    # What has no number is cited by its heading; a number is never made up.
    return clause.number or (clause.headings[-1] if clause.headings else "")


def _place(passage: Passage) -> str:
    clause = passage.clause
    page = f"page {clause.page}" if clause.page is not None else ""
    headings = " > ".join(one_line(heading) for heading in clause.headings[-_HEADINGS:])
    return " · ".join(part for part in (headings, page, one_line(passage.version.path)) if part)


def _options(options: tuple[str, ...]) -> Iterator[RenderableType]:
    if options:
        yield Text()
    for number, option in enumerate(options, start=1):
        yield Text(f"{number} ".rjust(_INDENT), style="bold cyan").append(
            printable(option), style="default"
        )


def _trust(decision: Decision, office: str) -> Iterator[RenderableType]:
    if decision.kind is Kind.ANSWER:
        sure = decision.band is Band.SURE
        words = _SURE if sure else f"{_UNSURE} {office}".strip()
        yield Text()
        yield Text(words, style="dim" if sure else "yellow")


def _inset(text: str, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, _INDENT), expand=False)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
