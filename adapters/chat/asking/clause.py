"""A whole clause in a view of its own, for whoever presses: their own groups decide again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.chat import actions
from adapters.chat.asking.threads import Threads, sharing_of
from adapters.chat.content import Form, Link, Prose, Quote, small
from adapters.chat.model import Pressed
from adapters.chat.office.fields import notice_form
from adapters.chat.people.readers import Readers
from adapters.chat.places import Spot, is_of
from adapters.chat.showing.source import source
from adapters.chat.wording import OPEN_SOURCE
from bot import chat_wording, wording
from bot.assistant import Assistant
from bot.citing import citation
from bot.errors import UnknownTurn
from bot.kept import Kept
from bot.model import Citation
from bot.surroundings import Whole
from knowledge.access import open_to
from knowledge.model import Clause, Passage, Version, Viewer


@dataclass(frozen=True, slots=True)
class ClauseViews:
    """Shows cited clauses as they are in force today. Thread-safe."""

    assistant: Assistant
    readers: Readers
    threads: Threads

    def open_for(self, pressed: Pressed) -> Form:
        """Return the clause that a press asks for, or the reason why it isn't shown."""
        turn, _, rank = pressed.value.partition(":")
        reader = self.readers.of(pressed.who, pressed.place.team)
        if reader.refusal:
            return _notice(reader.refusal)
        try:
            kept = self.assistant.records.turn(int(turn))
        except UnknownTurn:
            return _notice(chat_wording.EXPIRED)
        if not self._was_shown(kept, pressed):
            return _notice(chat_wording.EXPIRED)
        cited = kept.decision["citations"]
        if not 1 <= int(rank) <= len(cited):
            return _notice(chat_wording.NO_SUCH_REPLY)
        return self._shown(cited[int(rank) - 1], reader.viewer)

    def _was_shown(self, kept: Kept, pressed: Pressed) -> bool:
        """Whether somebody was shown an answer: their own, one for all, or one that was shared.

        A button's value may be forged where it comes from somebody's own machine.
        """
        spot = Spot.of(kept.conversation)
        shared = sharing_of(kept.turn)
        return not spot.private or is_of(kept.asker, pressed.who) or self.threads.put(shared)

    def _shown(self, row: Mapping[str, Any], viewer: Viewer) -> Form:
        if not open_to(frozenset(row["groups"]), viewer):
            return _notice(chat_wording.CLAUSE_NOT_YOURS)
        keys = [one["key"] for one in (row, *row["items"])]
        found = self._in_force(keys, viewer)
        if len(found) < len(set(keys)):
            return _notice(chat_wording.CLAUSE_GONE)
        clause, version = found[keys[0]]
        items = tuple(found[key][0] for key in keys[1:])
        whole = Whole(Passage(clause, version, 0.0, 0.0, 0.0), items)
        return _view(citation(whole, wording.for_whom(whole.passage)))

    def _in_force(
        self, keys: Sequence[str], viewer: Viewer
    ) -> Mapping[str, tuple[Clause, Version]]:
        library, live = self.assistant.library, self.assistant.library.live()
        if live is None:
            return {}
        return library.lookup(live, keys, viewer, self.assistant.today())


def _view(cited: Citation) -> Form:
    clause, version = cited.passage.clause, cited.passage.version
    address = source(clause, version)
    there = Link(address, OPEN_SOURCE) if address else ""
    return Form(
        name=actions.CLAUSE_VIEW,
        about="",
        title=chat_wording.clause(clause.number),
        blocks=(
            Prose(" · ".join(clause.headings) or version.header.title, bold=True),
            Quote(wording.quoted_words(cited)),
            small(wording.origin(cited), there),
        ),
        close=chat_wording.CLOSE,
    )


def _notice(said: str) -> Form:
    return notice_form(chat_wording.clause(""), said)
