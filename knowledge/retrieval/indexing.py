"""A revision's index from the catalog: only what differs from the parent, where there is one."""

from __future__ import annotations

import errno
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import structlog

from knowledge.catalog.content import Vectors, VectorStore
from knowledge.catalog.documents import Documents
from knowledge.catalog.faults import fault
from knowledge.errors import IndexMissing, KnowledgeError
from knowledge.model import Entry, Partition
from knowledge.report import Progress
from knowledge.retrieval.embedding import Embedder, cached_vectors, text_digest
from knowledge.retrieval.entries import entries
from knowledge.retrieval.folders import Folders
from knowledge.retrieval.index import Changes, build, difference
from knowledge.revisions import Filed, Placement, since

_log = structlog.get_logger(__name__)

Entries = dict[Partition, dict[str, Entry]]


class Indexing:
    """Builds index folders; texts whose vectors are on file are never embedded again."""

    def __init__(
        self, documents: Documents, vectors: VectorStore, folders: Folders, embedder: Embedder
    ) -> None:
        self._documents = documents
        self._vectors = vectors
        self._folders = folders
        self._embedder = embedder

    def embed(self, versions: Sequence[Filed], progress: Progress) -> dict[int, int]:
        """Embed what is new in these versions, keeping vectors as they come.

        Returns how many clauses of each version (by its serial number) needed it.
        """
        wanted: dict[str, str] = {}
        counts: dict[int, int] = {}
        for filed in versions:
            made = entries(filed.version, self._documents.clauses(filed.serial))
            texts = {text_digest(text): text for entry in made for text in _texts(entry)}
            new = self._vectors.missing(self._embedder.digest, texts.keys() - wanted.keys())
            counts[filed.serial] = _count(made, {texts[digest] for digest in new})
            wanted |= {digest: texts[digest] for digest in sorted(new)}
        if wanted:
            self._embedded(
                list(wanted.values()), lambda done, total: progress("embedding", done, total)
            )
        return counts

    def build(
        self,
        revision: int,
        placements: Sequence[Placement],
        parent: int | None = None,
        before: Sequence[Placement] = (),
    ) -> None:
        """Write a revision's folder, from its parent's where that is there and is less work."""
        source = None if parent is None else self._folders.of(parent)
        if source is not None and source.is_dir() and not _mostly_new(before, placements):
            try:
                self._write(revision, before, placements, source)
            except IndexMissing as error:
                _log.warning("index of the parent unusable", revision=parent, error=str(error))
            else:
                return
        self._write(revision, (), placements, None)

    def _write(
        self,
        revision: int,
        before: Sequence[Placement],
        after: Sequence[Placement],
        parent: Path | None,
    ) -> None:
        folder = self._folders.of(revision)
        try:
            changes = self._changes(before, after)
            build(folder, changes, parent=parent, vectors=self._embedded)
        except KnowledgeError:
            raise
        except Exception as error:
            # Chroma and tantivy have their own ways of saying that the disk is full.
            full = OSError(errno.ENOSPC, "") if self._folders.cramped() else error
            self._folders.abandon(revision)
            raise fault(full, str(folder.parent)) or error from error

    def _changes(
        self, before: Sequence[Placement], after: Sequence[Placement]
    ) -> dict[Partition, Changes]:
        removed: defaultdict[Partition, set[str]] = defaultdict(set)
        added: defaultdict[Partition, list[Entry]] = defaultdict(list)
        for old, new in _differing(before, after):
            held, holds = self._entries(old), self._entries(new)
            for partition in held | holds:
                change = difference(
                    held.get(partition, {}).values(), holds.get(partition, {}).values()
                )
                removed[partition] |= change.removed
                added[partition] += change.added
        return {
            partition: Changes(frozenset(removed[partition]), tuple(added[partition]))
            for partition in removed
        }

    def _entries(self, placements: Sequence[Placement]) -> Entries:
        """Return what the partitions hold of one document; a clause that stayed, as of late."""
        held: defaultdict[Partition, dict[str, Entry]] = defaultdict(dict)
        for placement in placements:
            clauses = self._documents.clauses(placement.filed.serial)
            made = entries(placement.version, clauses)
            held[placement.partition].update((entry.key, entry) for entry in made)
        return held

    def _embedded(
        self, texts: Sequence[str], progress: Callable[[int, int], None] = lambda *_: None
    ) -> Vectors:
        return cached_vectors(texts, self._embedder, self._vectors, progress)


def _differing(
    before: Iterable[Placement], after: Iterable[Placement]
) -> Iterator[tuple[list[Placement], list[Placement]]]:
    old, new = _by_document(before), _by_document(after)
    for document in sorted(old.keys() | new.keys()):
        pair = old.get(document, []), new.get(document, [])
        if _places(pair[0]) != _places(pair[1]):
            yield pair


def _by_document(placements: Iterable[Placement]) -> dict[str, list[Placement]]:
    found: defaultdict[str, list[Placement]] = defaultdict(list)
    for placement in sorted(placements, key=lambda p: since(p.filed)):
        found[placement.filed.document].append(placement)
    return found


def _places(placements: Iterable[Placement]) -> list[tuple[int, bool]]:
    return [(p.filed.serial, p.current) for p in placements]


def _mostly_new(before: Sequence[Placement], after: Sequence[Placement]) -> bool:
    """Whether more than half was replaced: an index built anew is smaller and sooner done."""
    old, new = (
        {(p.filed.serial, p.current): p.filed.clauses for p in side} for side in (before, after)
    )
    fresh = sum(count for place, count in new.items() if place not in old)
    return 2 * fresh > sum(new.values())


def _texts(entry: Entry) -> Iterator[str]:
    return (text for segment in entry.segments for _, text in segment)


def _count(made: Sequence[Entry], new: set[str]) -> int:
    """Count the clauses that new texts belong to: neighbours that merely quote one don't count."""
    left, count = set(new), 0
    for texts in sorted(({*_texts(e)} & new for e in made), key=len, reverse=True):
        if texts & left:
            left -= texts
            count += 1
    return count
