"""What all pages about drafts and revisions need: which one it is, and who may see what of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from adapters.web.drafts.fate import Fate, Fates
from adapters.web.errors import NotHere, Overtaken
from adapters.web.parts import Parts
from adapters.web.rendering import moment
from adapters.web.roles import Role
from adapters.web.visit import Visit
from knowledge.access import open_to
from knowledge.errors import UnknownRevision
from knowledge.library import Library
from knowledge.model import RevisionState
from knowledge.reviewing import Made, Reviewing
from knowledge.version_changes import VersionChange

_T = TypeVar("_T")
_GONE: Final = "Draft {number} isn't a draft any more."


@dataclass(frozen=True, slots=True)
class Slice:
    """Some entries of a long list, and the addresses' numbers of the pages around them."""

    total: int
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads for the pages of this area; `reviewing` tells what revisions did."""

    parts: Parts
    reviewing: Reviewing

    @property
    def library(self) -> Library:
        """The knowledge base."""
        return self.parts.assistant.library

    def draft(self, visit: Visit) -> Made:
        """Return the draft that the path names.

        For what is none any more it raises NotHere, and Overtaken where something was pressed,
        with what became of it.
        """
        number = visit.number("draft")
        if found := self.found(number):
            return found
        gone, fate = _GONE.format(number=number), self.fate(number)
        sentence = _told(fate, visit)
        if visit.request.method == "POST":
            raise Overtaken(f"{gone} Nothing of yours was done.", [sentence], fate.to)
        raise NotHere(f"{gone} {sentence} “Drafts” shows what there is.")

    def found(self, number: int) -> Made | None:
        """Return a draft, None for what isn't one (any more)."""
        try:
            made = self.reviewing.made(number)
        except UnknownRevision:
            return None
        return made if made.state is RevisionState.DRAFT else None

    def fate(self, number: int) -> Fate:
        """Return what became of a draft."""
        return Fates(self.reviewing, self.parts.jobs, self.parts.audit).of(number)

    def revision(self, number: int) -> Made:
        """Return a revision that is or was live. Raises NotHere."""
        try:
            return self.reviewing.made(number)
        except UnknownRevision:
            raise NotHere(f"There is no revision {number}.") from None

    def clashes(self, visit: Visit, draft: int) -> tuple[str, ...]:
        """Return the documents that keep a draft from being published, as far as may be told."""
        found = self.reviewing.clashes(draft)
        return found if sees_all(visit) or not found else ("a document",)

    def changes(self, visit: Visit, old: int | None, new: int) -> tuple[VersionChange, ...]:
        """Return what a revision does otherwise, of what the visitor may see at all."""
        found = self.reviewing.changes(old, new)
        return tuple(one for one in found if may_see(visit, one))


def _told(fate: Fate, visit: Visit) -> str:
    when = f" ({moment(fate.at, visit)})" if fate.at else ""
    return f"{fate.who} {fate.what}{when}."


def may_see(visit: Visit, change: VersionChange) -> bool:
    """Whether somebody may see a change: the office all, others what they may read."""
    sides = (side.version.header.groups for side in (change.before, change.after) if side)
    return sees_all(visit) or all(open_to(groups, visit.viewer) for groups in sides)


def sees_all(visit: Visit) -> bool:
    """Whether somebody sees every document, whatever their groups."""
    return visit.has(Role.OFFICER, Role.ADMINISTRATOR)


def sliced(visit: Visit, items: Sequence[_T], size: int) -> tuple[Sequence[_T], Slice]:
    """Return the part of a list that the address's `page` (from 1) asks for."""
    page = max(1, visit.count("page", 1))
    begin = (page - 1) * size
    return items[begin : begin + size], Slice(len(items), page, begin + size < len(items))
