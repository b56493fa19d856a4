"""An answer that its asker alone has, shown to the channel: only if everybody gets the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack.asking.answering import shareable
from adapters.slack.showing.answer import render
from adapters.slack.showing.blocks import Message, context
from adapters.slack.showing.limits import fit
from bot import chat_wording
from bot.assistant import Assistant
from bot.model import Decision
from bot.records import Kept
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class Sharing:
    """Runs the audience rule again on what is to be shared. Thread-safe."""

    assistant: Assistant

    def shown(self, kept: Kept, sharer: str) -> tuple[Message, ...]:
        """Return an answer as everybody may see it, with who shares it.

        Nothing where somebody without any group isn't shown the very same clauses today.
        """
        question, _ = self.assistant.records.asked(kept.turn)
        asked = replace(question, viewer=Viewer(), on=None)
        now = self.assistant.reply(asked, record=False)
        if not shareable(now) or list(_cited(now)) != list(_kept(kept.decision)):
            return ()
        # Its asker may go on from it; ready replies stay with the answer that they alone have.
        decision = replace(now, turn=kept.turn, options=())
        first, *rest = render(decision, self.assistant.settings)
        who = context(chat_wording.shared_by(sharer, kept.question))
        return (*fit(replace(first, blocks=(who, *first.blocks))), *rest)


def _cited(decision: Decision) -> Iterator[str]:
    for cited in decision.citations:
        yield cited.passage.clause.key
        yield from (item.key for item in cited.items)


def _kept(decision: Mapping[str, Any]) -> Iterator[str]:
    for cited in decision["citations"]:
        yield cited["key"]
        yield from (item["key"] for item in cited["items"])
