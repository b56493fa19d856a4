"""The knowledge base of one data folder, behind one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from knowledge.catalog.database import Database, open_catalog
from knowledge.drafting import Drafting
from knowledge.errors import CatalogBusy, UnknownDocument
from knowledge.exclusive import WAIT, exclusive
from knowledge.publishing import Check, Publishing
from knowledge.report import AddReport, Progress
from knowledge.revisions import Filed
from knowledge.serving import Serving
from knowledge.sweeping import clean

if TYPE_CHECKING:
    from knowledge.intake.finding import Found
    from knowledge.intake.taken import Taken
    from knowledge.retrieval.embedding import Embedder


def _silent(_phase: str, _done: int, _total: int) -> None:
    """Report to nobody."""


class Library(Serving):
    """Documents in, revisions, passages out. Safe for several threads and processes.

    One process at a time makes revisions, any number reads. Whatever ends a process, the
    revision that was live stays live, and the next start is clean.
    """

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, today: Callable[[], date]
    ) -> None:
        """Use `Library.open`."""
        super().__init__(data, database, embedder, today)
        self._data = data

    @classmethod
    def open(
        cls, data: Path, *, database_url: str = "", embedder: Embedder, today: Callable[[], date]
    ) -> Self:
        """Open a data folder, made where there is none, and clean up after crashes.

        Raises CatalogUnusable: read-only, full, damaged, unreachable or from a newer version.
        """
        library = cls(data, open_catalog(data, database_url), embedder, today)
        with suppress(CatalogBusy), library._exclusive(0):
            clean(library._history, library._folders)
        return library

    def add(  # noqa: PLR0913 - what, how far, and who says so
        self,
        paths: Sequence[Path | Found],
        *,
        mirror: bool = False,
        onto: int | None = None,
        publish: bool = False,
        checks: Sequence[Check] = (),
        who: str = "",
        note: str = "",
        override: str = "",
        progress: Progress = _silent,
    ) -> AddReport:
        """Take in the documents at these paths, as a draft or published at once.

        A `Found` is a file at one place that counts as another: one that was sent.

        A document that fails stops no other one and is named in the report, as are documents
        whose file vanished; `mirror` retires these. Nothing else is ever removed. What was read
        and embedded before an interruption isn't read and embedded again. With `onto`, which is a
        draft, documents are compared with those of the draft, and the new one holds its changes
        too and takes its place. `checks` and `override` are those of `publish`.

        Raises CatalogBusy, CatalogUnusable, ModelUnusable, UnknownRevision, and PublishRefused
        (the draft stays), also when `onto` and the live revision changed the same document.
        """
        taken = self._take(paths, self._drafting.basis(onto), progress)
        embedded = self._indexing.embed(taken.incoming, progress)

        def change(basis: Sequence[Filed]) -> Sequence[Filed]:
            nonlocal taken
            if {f.serial for f in basis} != {f.serial for f in taken.live}:
                # Somebody published meanwhile: compare with that. All is on file, this is quick.
                taken = self._take(paths, basis, _silent)
            return taken.applied_to(basis, mirror=mirror)

        progress("indexing", 0, 1)
        revision = self._drafting.draft(change, onto=onto, who=who, note=note)
        progress("indexing", 1, 1)
        published = publish and revision is not None
        if publish and revision is not None:
            revision = self.publish(revision, checks, who=who, note=note, override=override)
        return taken.report(revision, embedded=embedded, mirror=mirror, published=published)

    def check(self, paths: Sequence[Path | Found], progress: Progress = _silent) -> AddReport:
        """Read and compare the documents at these paths; nothing is stored."""
        return self._take(paths, self._drafting.basis(None), progress, dry=True).report()

    def basis(self, onto: int | None = None) -> tuple[Filed, ...]:
        """Return the versions that what is added (onto a draft) is compared with.

        Raises what `add` raises of revisions.
        """
        return self._drafting.basis(onto)

    def remove(
        self, document: str, *, onto: int | None = None, who: str = "", note: str = ""
    ) -> int:
        """Make a draft without a document (by id or path), and return the draft's number.

        `onto` is that of `add`; where nothing differs from the live revision any more, that is
        returned. Raises UnknownDocument, and what `add` raises of revisions.
        """
        gone = self._browsing.named(document, onto or self.live())[0].filed.document
        draft = self._drafting.draft(
            lambda basis: [filed for filed in basis if filed.document != gone],
            onto=onto,
            who=who,
            note=note,
        )
        return self.live() or 0 if draft is None else draft

    def bring_back(
        self,
        document: str,
        revision: int | None = None,
        *,
        onto: int | None = None,
        who: str = "",
        note: str = "",
    ) -> int:
        """Make a draft with a document (by id) as a revision held it; return the draft's number.

        By default that is the newest revision that was live and had it: what was withdrawn comes
        back. `onto` and what is returned are those of `remove`. Raises UnknownDocument where
        that revision never held it, and what `add` raises of revisions.
        """
        source = self._holdings.last_live_with(document) if revision is None else revision
        held = () if source is None else self._history.finished(source)
        back = [place.filed for place in held if place.filed.document == document]
        if not back:
            raise UnknownDocument(f"{document} isn't in what it could be brought back from.")
        draft = self._drafting.draft(
            lambda basis: [*(filed for filed in basis if filed.document != document), *back],
            onto=onto,
            who=who,
            note=note,
        )
        return self.live() or 0 if draft is None else draft

    def discard(self, draft: int) -> None:
        """Forget a draft; its documents stay on file, so that adding them again is quick.

        Raises CatalogBusy, UnknownRevision, and PublishRefused when it isn't a draft.
        """
        self._drafting.discard(draft)

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
        under a new number. Each check is called with the number of what would go live and
        returns what speaks against it. With an `override`, which is a reason in words, it goes
        live nevertheless; `revisions` shows the reason and the objections from then on.

        Raises UnknownRevision, and PublishRefused when a check objects and nothing overrides
        it, when the draft and the live revision changed the same document, or when the revision
        isn't a draft.
        """
        return self._publishing.publish(revision, checks, who=who, note=note, override=override)

    def rollback(self, revision: int | None = None, *, who: str = "", note: str = "") -> int:
        """Make live again what was before, or any revision that once was; return its number.

        Raises UnknownRevision, and PublishRefused where there is none.
        """
        return self._publishing.rollback(revision, who=who, note=note)

    def _take(
        self,
        paths: Sequence[Path | Found],
        live: Sequence[Filed],
        progress: Progress,
        *,
        dry: bool = False,
    ) -> Taken:
        from knowledge.intake.adding import Adding  # noqa: PLC0415 - see above

        now = datetime.now(UTC)
        return Adding(self._documents, self._originals, live, now, dry).take(paths, progress)

    def _exclusive(self, wait: float = WAIT) -> AbstractContextManager[None]:
        return exclusive(self._data, self.database, wait)

    @property
    def _drafting(self) -> Drafting:
        return Drafting(
            self._history, self._folders, lambda: self._indexing, self._exclusive, self._today
        )

    @property
    def _publishing(self) -> Publishing:
        return Publishing(self._drafting, self._history, self._folders, self.folder)
