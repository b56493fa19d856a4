"""The buttons below an answer; each value is an id. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.chat import actions as names
from adapters.chat import wording
from adapters.chat.content import Block, Button, Buttons, Thumbs
from bot.model import Citation, Decision, Kind, Reason
from bot.wording import ask, name


def buttons(decision: Decision, office: str, *, shareable: bool) -> tuple[Block, ...]:
    """Return a row of buttons and the thumbs, as far as the decision has use for them.

    None without a turn on record.
    """
    if decision.turn is None:
        return ()
    row = tuple(_row(decision, decision.turn, office, shareable=shareable))
    return (
        *([Buttons(row)] if row else []),
        *([Thumbs(decision.turn)] if decision.kind is Kind.ANSWER else []),
    )


def _row(decision: Decision, turn: int, office: str, *, shareable: bool) -> Iterator[Button]:
    for index, reply in enumerate(decision.options):
        if reply != ask(office):
            yield Button(reply, names.OPTION, f"{turn}:{index}")
    for rank, label in enumerate(_labels(decision.citations), start=1):
        yield Button(label, names.WHOLE_CLAUSE, f"{turn}:{rank}")
    off_topic = decision.reason is Reason.OFF_TOPIC
    if decision.kind is Kind.ANSWER or off_topic or ask(office) in decision.options:
        yield Button(ask(office), names.ASK_OFFICE, str(turn))
    if shareable:
        yield Button(wording.SHARE, names.SHARE, str(turn))


def _labels(citations: Sequence[Citation]) -> list[str]:
    """Return what shows each clause whole: of several it says which, also where names repeat."""
    if len(citations) == 1:
        return [wording.WHOLE_CLAUSE]
    cited = [name(citation.passage.clause) for citation in citations]
    if len(set(cited)) < len(cited) or not all(cited):
        titles = (citation.passage.version.header.title for citation in citations)
        cited = [" · ".join(filter(None, pair)) for pair in zip(cited, titles, strict=True)]
    return [wording.all_of(one) for one in cited]
