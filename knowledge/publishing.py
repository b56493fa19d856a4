"""Drafts, publishing and rolling back: how one revision follows another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import structlog

from knowledge.catalog.history import History, Signed
from knowledge.catalog.overrides import Override
from knowledge.errors import PublishRefused
from knowledge.model import RevisionState
from knowledge.retrieval.folders import Folders
from knowledge.revisions import Filed, Placement, place, rebase
from knowledge.sweeping import sweep

if TYPE_CHECKING:
    from knowledge.retrieval.indexing import Indexing  # heavy, and not needed to look around

_log = structlog.get_logger(__name__)

# Looks at a draft and returns what speaks against publishing it; nothing is assent.
Check = Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes revisions and makes them live. Whatever ends it early, the live one stays live.

    `ready` builds a revision's index where it is missing.
    """

    history: History
    folders: Folders
    indexing: Callable[[], Indexing]
    ready: Callable[[int], object]
    exclusive: Callable[[], AbstractContextManager[None]]
    today: Callable[[], date]

    def members(self, revision: int | None) -> tuple[Filed, ...]:
        """Return the versions of a revision; of none, none."""
        return tuple(placement.filed for placement in self._placements(revision))

    def basis(self, onto: int | None) -> tuple[Filed, ...]:
        """Return what a coming draft starts from: the live revision, with a draft's changes.

        Raises UnknownRevision, and PublishRefused as `draft` does.
        """
        live = self.history.live()
        if onto is None:
            return self.members(live)
        self._refuse_unless_draft(onto)
        return self.members(onto) if self.history.parent(onto) == live else self._repeated(onto)

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
            members = change(self.basis(onto))
            made = self._drafted(parent, members, self._signed(who, note, onto))
            if onto not in {None, made}:
                self._forget(onto)
            return made

    def discard(self, draft: int) -> None:
        """Forget a draft; its documents stay on file, so that adding them again is quick.

        Raises UnknownRevision, and PublishRefused when it isn't a draft.
        """
        with self.exclusive():
            self._refuse_unless_draft(draft)
            self._forget(draft)

    def publish(
        self,
        revision: int,
        checks: Sequence[Check] = (),
        *,
        who: str = "",
        note: str = "",
        override: str = "",
    ) -> int:
        """Make a draft live and return the number of the revision that now is.

        A draft made from a revision that isn't live any more is made anew upon the live one,
        under a new number; the checks look at what would go live. With an `override`, which is
        a reason in words, it goes live against their objections, and both go on record.

        Raises UnknownRevision, and PublishRefused when a check objects and nothing overrides
        it, when the draft and the live revision changed the same document, or when the revision
        isn't a draft.
        """
        while True:
            live, parent = self.history.live(), self.history.parent(revision)
            self._refuse_unless_draft(revision)
            if parent != live:
                revision = self._rebased(revision)
                continue
            self.ready(revision)
            objections = tuple(spoken for check in checks for spoken in check(revision))
            signed = _signed(who, note)
            against = _overridden(objections, revision, override, signed)
            if self.history.publish(revision, live, signed, against):
                _log.info("published", revision=revision, before=live, objections=len(objections))
                sweep(self.history, self.folders)
                return revision

    def rollback(self, revision: int | None = None, *, who: str = "", note: str = "") -> int:
        """Make a revision live again that was, by default the one before; return its number.

        Raises UnknownRevision, and PublishRefused where there is none before, it never was
        live, or another process publishes at the same moment.
        """
        live = self.history.live()
        target = self._before(live) if revision is None else revision
        if self.history.state(target) is RevisionState.DRAFT:
            raise PublishRefused(f"Revision {target} never was live. Publish it if it should be.")
        if target == live:
            return target
        self.ready(target)
        if not self.history.publish(target, live, _signed(who, note)):
            raise PublishRefused(
                "Another process published at the same moment. Look at what is live now,"
                " then roll back again if it still is needed."
            )
        _log.info("rolled back", revision=target, before=live)
        sweep(self.history, self.folders)
        return target

    def _drafted(
        self, parent: int | None, members: Collection[Filed], signed: Signed
    ) -> int | None:
        if _serials(members) == _serials(self.members(parent)):
            return None
        return self._same_draft(parent, members) or self._make(parent, members, signed)

    def _forget(self, draft: int) -> None:
        self.history.discard(draft)
        sweep(self.history, self.folders)
        _log.info("draft discarded", revision=draft)

    def _signed(self, who: str, note: str, onto: int | None) -> Signed:
        earlier = "" if onto is None else self.history.signature(onto).note
        return _signed(who, note or earlier)

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
            same = _serials(self.members(draft)) == _serials(members)
            if same and self.history.parent(draft) == parent:
                return draft
        return None

    def _rebased(self, revision: int) -> int:
        with self.exclusive():
            members = self._repeated(revision)
            made = self._make(self.history.live(), members, self.history.signature(revision))
            self.history.discard(revision)
            return made

    def _repeated(self, revision: int) -> tuple[Filed, ...]:
        """Return the live revision's members after what the draft changed of its parent's."""
        live, parent = self.history.live(), self.history.parent(revision)
        members, clashes = rebase(self.members(parent), self.members(revision), self.members(live))
        if clashes:
            raise PublishRefused(
                f"Since draft {revision} was made, revision {live} went live with other"
                f" changes to the same documents: {', '.join(clashes)}. Look at both with"
                f" `policydesk knowledge diff {live} {revision}`, then add what should hold."
            )
        return members

    def _placements(self, revision: int | None) -> tuple[Placement, ...]:
        return () if revision is None else self.history.placements(revision)

    def _refuse_unless_draft(self, revision: int) -> None:
        state = self.history.state(revision)
        if state is not RevisionState.DRAFT:
            raise PublishRefused(
                f"Revision {revision} is {state}, not a draft."
                " `policydesk knowledge rollback` makes an earlier one live again."
            )

    def _before(self, live: int | None) -> int:
        before = None if live is None else self.history.parent(live)
        if before is None:
            raise PublishRefused("There is no earlier revision to go back to.")
        return before


def _overridden(
    objections: tuple[str, ...], revision: int, reason: str, signed: Signed
) -> Override | None:
    """Return what is to go on record. Raises PublishRefused where no reason was given."""
    if not objections:
        return None
    if not reason.strip():
        told = "; ".join(objections)
        raise PublishRefused(f"Revision {revision} stays a draft, because: {told}.", objections)
    return Override(signed.at, signed.who, reason.strip(), objections)


def _serials(members: Iterable[Filed]) -> set[int]:
    return {filed.serial for filed in members}


def _signed(who: str, note: str) -> Signed:
    return Signed(who, note, datetime.now(UTC))
