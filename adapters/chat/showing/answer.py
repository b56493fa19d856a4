"""What an asker reads in a chat: answers, questions back, escalations, the office's reply. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.chat import actions, wording
from adapters.chat.content import (
    Block,
    Button,
    Buttons,
    Cited,
    Message,
    Prose,
    Quote,
    Written,
    small,
)
from adapters.chat.showing.answer_buttons import buttons
from adapters.chat.showing.source import source
from adapters.chat.showing.splitting import shortened
from bot.model import Band, Citation, Decision, Kind
from bot.model_wording import MORE_IS_CHECKED, WRITTEN, marked
from bot.settings import Settings
from bot.ticket_wording import DANGER, dont_wait, reply_to, signature
from bot.wording import SURE, name, origin, quoted, quoted_words, see_also
from bot.writing import Sentence

# Enough of a question to know it again.
_REMINDED = 300
# A citation with its place among them, the first being 1.
_Ranked = tuple[int, Citation]


def render(
    decision: Decision, settings: Settings, *, private: bool = False, shareable: bool = False
) -> Message:
    """Return a decision as its asker reads it.

    `private` tells its asker that nobody else sees it; `shareable` offers to show it to the
    channel. Without a turn on record there are no buttons, since they'd have nothing to name.
    """
    first = [small(wording.ONLY_YOU)] if private else []
    words = [block for part in _parts(decision) for block in _shown(part, decision, settings)]
    sure = decision.kind is Kind.ANSWER and decision.band is Band.SURE
    last = [small(SURE)] if sure else []
    pressed = buttons(decision, settings.office, shareable=shareable)
    return Message(decision.text, (*first, *words, *last, *pressed))


def draft(passed: Sequence[Sentence]) -> Message:
    """Return what has passed of a language model's answer; the answer takes its place."""
    said = " ".join(map(marked, passed))
    return Message(said, (Written(said), small(MORE_IS_CHECKED)))


def notice(text: str) -> Message:
    """Return a few sentences, as they are."""
    return Message(text, (Prose(text),))


def news(  # noqa: PLR0913 - what a reply is made of
    reply: str, question: str, ticket: int, office: str, officer: str = "", *, done: bool = False
) -> Message:
    """Return the office's reply to a ticket, with the question that it answers and who wrote it.

    It is signed by the `officer`, or where that is "" by the office. A ticket that is `done` with
    it needn't be settled.
    """
    value = str(ticket)
    settles = Button(wording.SETTLES, actions.SETTLE, value, primary=True)
    back = Button(wording.WRITE_BACK, actions.WRITE_BACK, value)
    pressed = Buttons((back,) if done else (settles, back))
    asked = [Quote(shortened(question, _REMINDED))] if question else []
    signed = small(signature(office, officer))
    said = Prose(reply_to(office, ticket), bold=True)
    return Message(reply, (said, *asked, Prose(reply), signed, pressed))


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
            yield cited(citation, rank, marked=bool(decision.writer))
        case str() if decision.writer and part.endswith(WRITTEN):
            yield Written(part.removesuffix(WRITTEN).strip())
            yield small(WRITTEN)
        case str() if part:
            yield from _said(part, settings)


def _said(text: str, settings: Settings) -> Iterator[Block]:
    """Yield the bot's own words, what can't wait first."""
    paragraphs = text.split("\n\n")
    first = [DANGER, dont_wait(settings.office, settings.office_contact)]
    urgent = [one for one in first if one in paragraphs]
    if urgent:
        yield Prose("\n".join(urgent), bold=True)
    if rest := "\n\n".join(one for one in paragraphs if one not in urgent):
        yield Prose(rest)


def cited(citation: Citation, rank: int, *, marked: bool = False) -> Cited:
    """Return a citation as a platform shows it."""
    clause, version = citation.passage.clause, citation.passage.version
    named = (name(clause), version.header.title)
    return Cited(
        rank=rank,
        text=quoted_words(citation),
        name=" · ".join(dict.fromkeys(filter(None, named))),
        origin=origin(citation),
        see_also=see_also(citation),
        address=source(clause, version),
        restricted=bool(version.header.groups),
        marked=marked,
    )
