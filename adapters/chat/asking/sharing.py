"""An answer that its asker alone has, shown to the channel: only if everybody gets the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.chat.asking.answering import shareable
from adapters.chat.content import Message, small
from adapters.chat.showing.answer import render
from bot import chat_wording
from bot.assistant import Assistant
from bot.compose import text_of
from bot.kept import Kept
from bot.model import Band, Decision
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class Sharing:
    """Runs the audience rule again on what is to be shared. Thread-safe."""

    assistant: Assistant

    def shown(self, kept: Kept, sharer: str) -> Message | None:
        """Return an answer as everybody may see it, with who shares it: the clauses alone.

        None where somebody without any group isn't shown the very same clauses today.
        """
        question, _ = self.assistant.records.asked(kept.turn)
        asked = replace(question, viewer=Viewer(), on=None)
        # Another time a model would say it otherwise, in words that the sharer has never read.
        now = self.assistant.reply(asked, verbatim=True)
        if not shareable(now) or list(_cited(now)) != list(_kept(kept.decision)):
            return None
        # Its asker may go on from it; ready replies stay with the answer that they alone have.
        decision = replace(now, turn=kept.turn, options=(), band=_lower(now, kept))
        decision = replace(decision, text=text_of(decision, self.assistant.settings))
        shared = render(decision, self.assistant.settings)
        who = small(chat_wording.shared_by(sharer, kept.question))
        return replace(shared, blocks=(who, *shared.blocks))


def _lower(now: Decision, kept: Kept) -> Band:
    """Return the band; what its asker read with a caveat isn't sure for all."""
    return Band.UNSURE if kept.decision["band"] == Band.UNSURE else now.band


def _cited(decision: Decision) -> Iterator[str]:
    for cited in decision.citations:
        yield cited.passage.clause.key
        yield from (item.key for item in cited.items)


def _kept(decision: Mapping[str, Any]) -> Iterator[str]:
    for cited in decision["citations"]:
        yield cited["key"]
        yield from (item["key"] for item in cited["items"])
