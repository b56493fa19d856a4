"""Decision → what a terminal shows. Pure; every piece of outside text is made printable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import starmap

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.inset import INDENT, Inset
from adapters.terminal.printable import one_line, printable
from bot.model import Band, Citation, Decision, Kind
from bot.model_wording import WRITTEN
from bot.wording import SURE, name, place, quoted, since
from knowledge.model import Clause, Passage

_HEADINGS = 3
_SCORES = 3
# The lines under a quote that tell where it is from and what it refers to.
_ORIGIN = r"(?m)^(?:— |See also ).*$"
# The line between a language model's words and the policy's own.
_LABEL = rf"(?m)^{re.escape(WRITTEN)}$"


def render(decision: Decision) -> Group:
    """Return the text, where its sources stand, the ready replies, and whether it is sure.

    A quote that the text holds already isn't shown again; the text also says where it is not
    sure.
    """
    parts: list[RenderableType] = [_text(decision)]
    if decision.citations:
        parts += [Text(), *starmap(_where, enumerate(decision.citations, start=1))]
    if decision.kind is Kind.ANSWER and decision.band is Band.SURE:
        parts += [Text(), Text(SURE, style="dim")]
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


def references(citations: Iterable[Citation]) -> Group:
    """Return the clauses that the cited ones refer to, whole."""
    found = {clause.id: clause for citation in citations for clause in citation.refers}
    if not found:
        return Group(Text("The clauses of the last answer refer to no others."))
    return Group(*(part for clause in found.values() for part in _reference(clause)))


def _text(decision: Decision) -> Text:
    told = one_line(decision.text)
    cited = enumerate(decision.citations, start=1)
    untold = [quoted(one, rank) for rank, one in cited if one_line(one.quote) not in told]
    text = Text(printable("\n\n".join((decision.text, *untold))))
    text.highlight_regex(_ORIGIN, style="dim")
    if decision.writer:
        text.highlight_regex(_LABEL, style="bold yellow")
    return text


def _where(rank: int, citation: Citation) -> Group:
    """Return in which section of which file a clause stands, and at which address if any."""
    passage = citation.passage
    section = Inset(_dotted(_section(passage), passage.version.path), "dim", label=f"[{rank}]")
    address = f"{' ' * INDENT}{one_line(passage.version.header.source)}"
    # Broken over two lines it could be neither pressed nor copied.
    whole = Text(address, style="dim", no_wrap=True, overflow="ignore")
    return Group(section, whole) if address.strip() else Group(section)


def _source(rank: int, passage: Passage) -> RenderableType:
    clause, header = passage.clause, passage.version.header
    score = f"score {passage.score:.{_SCORES}f}"
    return Group(
        Inset(_dotted(name(clause), header.title, since(header), score), label=f"[{rank}]"),
        Inset(_dotted(_section(passage), place(clause), passage.version.path), "dim"),
        *(Inset(printable(part)) for part in (clause.lead_in, clause.text) if part),
        Text(),
    )


def _reference(clause: Clause) -> Iterator[RenderableType]:
    yield Text(_dotted(clause.number, *clause.headings[-1:], place(clause)), style="cyan")
    yield Inset(printable("\n".join(part for part in (clause.lead_in, clause.text) if part)))


def _section(passage: Passage) -> str:
    clause = passage.clause
    # The last heading stands in for a number that isn't there.
    path = clause.headings if clause.number else clause.headings[:-1]
    return " > ".join(one_line(heading) for heading in path[-_HEADINGS:])


def _dotted(*parts: str) -> str:
    return " · ".join(one_line(part) for part in parts if part)
