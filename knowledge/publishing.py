"""Publishing and rolling back: how one revision follows another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from knowledge.catalog.history import History, Signed
from knowledge.catalog.overrides import Override
from knowledge.drafting import Drafting
from knowledge.errors import PublishRefused
from knowledge.model import RevisionState
from knowledge.retrieval.folders import Folders
from knowledge.sweeping import sweep

_log = structlog.get_logger(__name__)

# Looks at a draft and returns what speaks against publishing it; nothing is assent.
Check = Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes revisions live. Whatever ends it early, the live one stays live.

    `ready` builds a revision's index where it is missing.
    """

    drafting: Drafting
    history: History
    folders: Folders
    ready: Callable[[int], object]

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
            self.drafting.refuse_unless_draft(revision)
            if parent != live:
                revision = self.drafting.rebased(revision)
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


def _signed(who: str, note: str) -> Signed:
    return Signed(who, note, datetime.now(UTC))
