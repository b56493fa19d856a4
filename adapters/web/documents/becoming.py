"""What files that wait become: which document each is a version of, and who goes on reading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from adapters.web.documents import targets
from knowledge.intake.uploads import ROOT, Upload, Uploads
from knowledge.library import Library
from knowledge.model import Header
from knowledge.register import Entry


@dataclass(frozen=True, slots=True)
class Row:
    """A file that waits, and the document that it is a new version of, None for a new one.

    `offered` tells that its name alone says so: it may be another document. `named` tells that
    it is that document by its id, be it that the id is the file's path.
    """

    upload: Upload
    former: Header | None
    named: bool

    @property
    def offered(self) -> bool:
        """Whether who sent it may say that it is another document."""
        return self.former is not None and not self.id

    @property
    def id(self) -> str:
        """The id that it is said to have, or says itself; "" for none."""
        return self.upload.document or (self.upload.own.document if self.upload.own else "")

    @property
    def kept(self) -> tuple[str, ...]:
        """The groups that read it as before, as neither the file nor its details name any."""
        said = "groups" in self.upload.header or (self.upload.own and self.upload.own.groups)
        return () if said or self.former is None else tuple(sorted(self.former.groups))


@dataclass(frozen=True, slots=True)
class Becoming:
    """Tells what files of a batch become, by the documents that there are, also in drafts."""

    library: Library
    uploads: Uploads

    def rows(self, batch: str) -> list[Row]:
        """Return the files of a batch. Raises UnknownDocument."""
        known = _Documents(self.library)
        return [_row(known, one) for one in self.uploads.waiting(batch)]

    def another(self, name: str) -> str:
        """Return an id that no document has, for a file that only has a document's name."""
        taken, path, number = _Documents(self.library).by_id, PurePosixPath(name), 1
        id_ = f"{ROOT}/{name}"
        while id_ in taken:
            number += 1
            id_ = f"{ROOT}/{path.stem}-{number}{path.suffix}"
        return id_

    def settle(self, batch: str) -> dict[str, tuple[str, ...]]:
        """Say of files whose id became known late what it makes of them.

        Returns by name the groups that go on reading what they are versions of.
        """
        kept: dict[str, tuple[str, ...]] = {}
        for row in self.rows(batch):
            said = header(row, {})
            if row.named and said != row.upload.header:
                self.uploads.describe(batch, row.upload.name, said)
                if row.kept:
                    kept[row.upload.name] = row.kept
        return kept


def header(row: Row, common: Mapping[str, object]) -> dict[str, object]:
    """Return what is to be said of a file, of which `common` is said as of others.

    What is restricted stays so until somebody says else.
    """
    said: dict[str, object] = {} if row.former is None else {"id": row.former.document}
    if row.kept:
        said["groups"] = list(row.kept)
    return {**said, **common, **row.upload.header}


class _Documents:
    """The documents that a file may be a version of; of several drafts the newest counts."""

    def __init__(self, library: Library) -> None:
        drafts = [library.register(draft) for draft in targets.all_open(library)]
        self._newest = drafts[-1] if drafts else library.register()
        # Who takes in again what was withdrawn doesn't say that everybody may read it.
        known = [*library.withdrawn(), *(one for draft in drafts for one in draft), *self._newest]
        self.by_id: Mapping[str, Header] = {one.header.document: one.header for one in known}

    def at(self, name: str) -> Header | None:
        """Return the document whose id a file without one would have by its name."""
        return self.by_id.get(f"{ROOT}/{name}") or self.by_id.get(name)

    def called(self, name: str) -> Header | None:
        """Return the one document whose file has that name, whatever its suffix."""
        return self._by_stem.get(_stem(name))

    @cached_property
    def _by_stem(self) -> dict[str, Header | None]:
        return _by_stem(self._newest)


def _row(known: _Documents, one: Upload) -> Row:
    id_ = one.document or (one.own.document if one.own else "")
    if id_:
        return Row(one, known.by_id.get(id_), named=id_ in known.by_id)
    found = known.at(one.name)
    return Row(one, found or known.called(one.name), named=found is not None)


def _by_stem(register: Sequence[Entry]) -> dict[str, Header | None]:
    """Return documents by their file's name; None for a name that several have."""
    found: dict[str, Header | None] = {}
    for entry in register:
        stem = _stem(entry.version.path)
        found[stem] = None if stem in found else entry.header
    return found


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.casefold()
