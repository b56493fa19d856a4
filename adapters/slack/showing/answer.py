"""What an asker reads in Slack: answers, questions back, escalations, the office's reply. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.slack import actions, wording
from adapters.slack.showing.answer_buttons import buttons
from adapters.slack.showing.blocks import (
    Block,
    Message,
    button,
    context,
    escape,
    letters,
    link,
    prose,
    quote,
)
from adapters.slack.showing.blocks import actions as row
from adapters.slack.showing.limits import fit
from adapters.slack.showing.source import source
from adapters.slack.showing.splitting import shortened
from bot.model import Band, Citation, Decision, Kind
from bot.model_wording import MORE_IS_CHECKED, WRITTEN, marked
from bot.settings import Settings
from bot.ticket_wording import DANGER, dont_wait, reply_to, signature
from bot.wording import SURE, origin, quoted, quoted_words, see_also
from bot.writing import Sentence

# Enough of a question to know it again.
_REMINDED = 300
# A citation with its place among them, the first being 1.
_Ranked = tuple[int, Citation]


def render(
    decision: Decision, settings: Settings, *, private: bool = False, shareable: bool = False
) -> tuple[Message, ...]:
    """Return a decision as one message, or several where it is long; the last has the buttons.

    `private` tells its asker that nobody else sees it; `shareable` offers to show it to the
    channel. Without a turn on record there are no buttons, since they'd have nothing to name.
    """
    first = [context(wording.ONLY_YOU)] if private else []
    words = [block for part in _parts(decision) for block in _shown(part, decision, settings)]
    sure = decision.kind is Kind.ANSWER and decision.band is Band.SURE
    last = [context(SURE)] if sure else []
    pressed = buttons(decision, settings.office, shareable=shareable)
    return fit(Message(escape(decision.text), (*first, *words, *last, *pressed)))


def draft(passed: Sequence[Sentence]) -> Message:
    """Return what has passed of a language model's answer; the answer takes its place."""
    said = " ".join(map(marked, passed))
    return fit(Message(escape(said), (letters(said), context(MORE_IS_CHECKED))))[0]


def notice(text: str) -> tuple[Message, ...]:
    """Return a few sentences, as they are."""
    return fit(Message(escape(text), (prose(text),)))


def news(  # noqa: PLR0913 - what a reply is made of
    reply: str, question: str, ticket: int, office: str, officer: str = "", *, done: bool = False
) -> tuple[Message, ...]:
    """Return the office's reply to a ticket, with the question that it answers and who wrote it.

    It is signed by the `officer`, or where that is "" by the office. A ticket that is `done` with
    it needn't be settled.
    """
    value = str(ticket)
    settles = button(wording.SETTLES, actions.SETTLE, value, "primary")
    back = button(wording.WRITE_BACK, actions.WRITE_BACK, value)
    pressed = row(back) if done else row(settles, back)
    asked = [quote(shortened(question, _REMINDED))] if question else []
    signed = context(signature(office, officer))
    said = prose(reply_to(office, ticket), bold=True)
    return fit(Message(escape(reply), (said, *asked, prose(reply), signed, pressed)))


def _parts(decision: Decision) -> Iterator[str | _Ranked]:
    """Yield the words of a decision, and each citation where its quote stands in them.

    What the words don't quote comes after them, so that no citation is left out.
    """
    rest, unquoted = decision.text, []
    for rank, citation in enumerate(decision.citations, start=1):
        before, found, after = rest.partition(quoted(citation, rank))
        if found:
            yield before.strip()
            yield rank, citation
            rest = after
        else:
            unquoted.append((rank, citation))
    yield rest.strip()
    yield from unquoted


def _shown(part: str | _Ranked, decision: Decision, settings: Settings) -> Iterator[Block]:
    match part:
        case (rank, citation):
            # A model's sentences name the quotes by these marks.
            yield from _cited(citation, f"[{rank}] " if decision.writer else "")
        case str() if decision.writer and part.endswith(WRITTEN):
            yield letters(part.removesuffix(WRITTEN).strip())
            yield context(WRITTEN)
        case str() if part:
            yield from _said(part, settings)


def _said(text: str, settings: Settings) -> Iterator[Block]:
    """Yield the bot's own words, what can't wait first."""
    paragraphs = text.split("\n\n")
    first = [DANGER, dont_wait(settings.office, settings.office_contact)]
    urgent = [one for one in first if one in paragraphs]
    if urgent:
        yield prose("\n".join(urgent), bold=True)
    if rest := "\n\n".join(one for one in paragraphs if one not in urgent):
        yield prose(rest)


def _cited(citation: Citation, mark: str) -> Iterator[Block]:
    yield quote(quoted_words(citation))
    address = source(citation.passage.clause, citation.passage.version)
    there = link(address, wording.OPEN_SOURCE) if address else ""
    yield context(f"{mark}{origin(citation)}", there, see_also(citation))
