"""Drafts: how they are made, grow, are made anew upon another revision, and are forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import structlog

from knowledge.catalog.history import History, Signed
from knowledge.errors import PublishRefused
from knowledge.model import RevisionState
from knowledge.retrieval.folders import Folders
from knowledge.revisions import Filed, Placement, place, rebase
from knowledge.sweeping import sweep

if TYPE_CHECKING:
    from knowledge.retrieval.indexing import Indexing  # heavy, and not needed to look around

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Drafting:
    """Makes revisions that nobody is answered from yet. One process at a time."""

    history: History
    folders: Folders
    indexing: Callable[[], Indexing]
    exclusive: Callable[[], AbstractContextManager[None]]
    today: Callable[[], date]

    def basis(self, onto: int | None) -> tuple[Filed, ...]:
        """Return what a coming draft starts from: the live revision, with a draft's changes.

        Raises UnknownRevision, and PublishRefused as `draft` does.
        """
        return self._basis(onto, self.history.live())

    def draft(
        self,
        change: Callable[[Sequence[Filed]], Collection[Filed]],
        *,
        onto: int | None = None,
        who: str = "",
        note: str = "",
    ) -> int | None:
        """Make a draft: what `change` makes of the live revision's versions.

        With `onto`, which is a draft, the new one holds that one's changes too and takes its
        place. Returns the number of the draft that holds them all, or None where nothing differs
        from the live revision (any more). Its index is complete when this returns.

        Raises UnknownRevision, and PublishRefused when `onto` is no draft, or it and the live
        revision changed the same document.
        """
        with self.exclusive():
            parent = self.history.live()
            members = change(self._basis(onto, parent))
            made = self._drafted(parent, members, self._signed(who, note, onto))
            if onto is not None and onto != made:
                self._forget(onto)
            return made

    def discard(self, draft: int) -> None:
        """Forget a draft; its documents stay on file, so that adding them again is quick.

        Raises UnknownRevision, and PublishRefused when it isn't a draft.
        """
        with self.exclusive():
            self.refuse_unless_draft(draft)
            self._forget(draft)

    def rebased(self, draft: int) -> int:
        """Make a draft anew upon the live revision, and return its new number.

        Raises PublishRefused when both changed the same document.
        """
        with self.exclusive():
            live = self.history.live()
            members = self._repeated(draft, live)
            made = self._make(live, members, self.history.signature(draft))
            self.history.discard(draft)
            return made

    def refuse_unless_draft(self, revision: int) -> None:
        """Raise UnknownRevision, or PublishRefused where the revision isn't a draft."""
        state = self.history.state(revision)
        if state is not RevisionState.DRAFT:
            raise PublishRefused(
                f"Revision {revision} is {state}, not a draft."
                " What was live before becomes so again by going back to it."
            )

    def _basis(self, onto: int | None, live: int | None) -> tuple[Filed, ...]:
        # Publishing takes no lock: which revision is live is read but once.
        if onto is None:
            return self._members(live)
        self.refuse_unless_draft(onto)
        same = self.history.parent(onto) == live
        return self._members(onto) if same else self._repeated(onto, live)

    def _drafted(
        self, parent: int | None, members: Collection[Filed], signed: Signed
    ) -> int | None:
        if _serials(members) == _serials(self._members(parent)):
            return None
        return self._same_draft(parent, members) or self._make(parent, members, signed)

    def _make(self, parent: int | None, members: Collection[Filed], signed: Signed) -> int:
        day = self.today()
        placements = place(members, day)
        revision = self.history.draft(parent, placements, day, signed)
        try:
            self.indexing().build(revision, placements, parent, self._placements(parent))
        except BaseException:
            self.history.discard(revision)
            raise
        self.history.finish(revision, datetime.now(UTC))
        _log.info("draft made", revision=revision, parent=parent, documents=len(placements))
        return revision

    def _same_draft(self, parent: int | None, members: Collection[Filed]) -> int | None:
        """Return a draft that was made of the same before."""
        for draft in self.history.drafts():
            same = _serials(self._members(draft)) == _serials(members)
            if same and self.history.parent(draft) == parent:
                return draft
        return None

    def _repeated(self, draft: int, live: int | None) -> tuple[Filed, ...]:
        """Return the live revision's versions after what the draft changed of its parent's."""
        parent = self.history.parent(draft)
        members, clashes = rebase(self._members(parent), self._members(draft), self._members(live))
        if clashes:
            raise PublishRefused(
                f"Since draft {draft} was made, revision {live} went live with other"
                f" changes to the same documents: {', '.join(clashes)}. Look at how the two"
                " differ, then add what should hold."
            )
        return members

    def _forget(self, draft: int) -> None:
        self.history.discard(draft)
        sweep(self.history, self.folders)
        _log.info("draft discarded", revision=draft)

    def _signed(self, who: str, note: str, onto: int | None) -> Signed:
        earlier = "" if onto is None else self.history.signature(onto).note
        return Signed(who, note or earlier, datetime.now(UTC))

    def _members(self, revision: int | None) -> tuple[Filed, ...]:
        return tuple(placement.filed for placement in self._placements(revision))

    def _placements(self, revision: int | None) -> tuple[Placement, ...]:
        return () if revision is None else self.history.placements(revision)


def _serials(members: Iterable[Filed]) -> set[int]:
    return {filed.serial for filed in members}
