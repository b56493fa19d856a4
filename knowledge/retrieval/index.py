"""A revision's index: a folder that is built once, then only read.

A folder holds the vectors and the keywords of every partition and a list of what
is there. It is derived from the catalog and never changes after it was finished.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from knowledge.errors import IndexMissing
from knowledge.model import Entry, Partition
from knowledge.retrieval import contents
from knowledge.retrieval.fusion import Hit, complete
from knowledge.retrieval.keywords import KeywordIndex, Term, rarity
from knowledge.retrieval.spelling import corrected
from knowledge.retrieval.vectors import VectorIndex, copy

Vectors = NDArray[np.float32]

_VECTORS = "vectors"
_KEYWORDS = "keywords"
# Entries whose vectors are in memory at once while building.
_BATCH = 1_000
# How many candidates each of the two searches names; either finds what the other misses.
# With 20 to 60 by words, ObliQA's figures are the same to the fourth place.
BY_MEANING = 60
BY_WORDS = 30


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the parent in one partition: keys that went, entries that came."""

    removed: frozenset[str] = frozenset()
    added: tuple[Entry, ...] = ()


def difference(old: Iterable[Entry], new: Iterable[Entry]) -> Changes:
    """Return the changes that lead from the old entries to the new ones.

    An entry whose clause stayed but whose title or headings changed is replaced too, so
    that a changed copy of an index holds what one built from scratch would.
    """
    before = {entry.key: entry for entry in old}
    after = {entry.key: entry for entry in new}
    added = tuple(entry for key, entry in after.items() if before.get(key) != entry)
    removed = frozenset(key for key, entry in before.items() if after.get(key) != entry)
    return Changes(removed, added)


def build(
    folder: Path,
    changes: Mapping[Partition, Changes],
    *,
    parent: Path | None,
    vectors: Callable[[Sequence[str]], Vectors],
) -> None:
    """Write a finished index folder, from its parent (or from nothing) and the changes.

    The work is done under another name and renamed when it is complete; what an
    interrupted build left behind is swept away by the next. A folder that another
    process finished meanwhile is taken as it is. `vectors` returns one unit row for
    each text.

    Raises:
        IndexMissing: the parent is gone or damaged; build from nothing instead.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if contents.usable(folder):
            return
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(parent, unfinished)
        _apply(unfinished, changes, vectors)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)


class Index:
    """An open index folder. Safe to use from several threads; see pool.py for closing."""

    def __init__(self, folder: Path) -> None:
        """Open the folder.

        Raises:
            IndexMissing: it is gone or damaged.
        """
        self.partitions = contents.read(folder)
        self._vectors = VectorIndex(folder / _VECTORS)
        self._keywords = {
            partition: KeywordIndex(folder / _KEYWORDS / contents.name(partition))
            for partition in self.partitions
        }

    def rarities(self, partitions: Iterable[Partition], terms: Iterable[Term]) -> dict[Term, float]:
        """Return each term's inverse document frequency over these partitions together."""
        opened = [self._keywords[partition] for partition in partitions]
        size = sum(index.size for index in opened)
        return {
            term: rarity(sum(index.frequency(term) for index in opened), size) for term in terms
        }

    def respelt(self, partitions: Iterable[Partition], text: str) -> str:
        """Return the text with misspelt words set right by what these partitions hold."""
        opened = [self._keywords[partition] for partition in partitions]

        def spellings(letter: str) -> Mapping[str, int]:
            return sum((Counter(index.spellings(letter)) for index in opened), Counter[str]())

        return corrected(text, lambda word: any(i.knows(word) for i in opened), spellings)

    def search(
        self,
        partition: Partition,
        vector: Vectors,
        wanted: Mapping[Term, float],
    ) -> tuple[Hit, ...]:
        """Return the candidates of one partition, each with both scores, in no order.

        `vector` is the question's (or a weighted sum), `wanted` weighs its terms.
        """
        index = self._keywords[partition]
        name = contents.name(partition)
        by_words = index.best(wanted, BY_WORDS) if wanted else {}
        nearest = self._vectors.nearest(name, vector, BY_MEANING)
        near = {_key(id_) for id_ in nearest}
        # What is near was found by its best segment; of the others all need a look.
        far = _ids({k: found.segments for k, found in by_words.items() if k not in near})
        by_meaning = self._vectors.scores(name, vector, [*nearest, *far])
        keywords = {key: found.score for key, found in by_words.items()}
        keywords |= index.scores(wanted, sorted(near - keywords.keys()))
        return complete(keywords, _best_segments(by_meaning))

    def close(self) -> None:
        """Release files and memory; a search still running would fail."""
        self._vectors.close()


def _copy(parent: Path | None, target: Path) -> None:
    if parent is None:
        target.mkdir()
        contents.write(target, ())
        return
    contents.read(parent)
    try:
        shutil.copytree(parent, target, ignore=shutil.ignore_patterns(_VECTORS))
        if (parent / _VECTORS).exists():
            copy(parent / _VECTORS, target / _VECTORS)
    except FileNotFoundError as error:
        raise IndexMissing(
            f"{parent}: files are missing ({error.filename}). Rebuild it."
        ) from error


def _apply(
    folder: Path,
    changes: Mapping[Partition, Changes],
    vectors: Callable[[Sequence[str]], Vectors],
) -> None:
    held = VectorIndex(folder / _VECTORS)
    try:
        partitions = {*contents.read(folder), *changes}
        for partition, change in changes.items():
            keywords = KeywordIndex(folder / _KEYWORDS / contents.name(partition))
            gone = _ids(keywords.segments(sorted(change.removed)))
            if gone:
                held.remove(contents.name(partition), gone)
            keywords.change(change.removed, change.added)
            _add_vectors(held, contents.name(partition), change.added, vectors)
        contents.write(folder, partitions)
    finally:
        held.close()


def _add_vectors(
    held: VectorIndex,
    name: str,
    added: Sequence[Entry],
    vectors: Callable[[Sequence[str]], Vectors],
) -> None:
    for start in range(0, len(added), _BATCH):
        batch = added[start : start + _BATCH]
        texts = sorted({text for e in batch for parts in e.segments for _, text in parts})
        rows = dict(zip(texts, vectors(texts), strict=True))
        ids = _ids({entry.key: len(entry.segments) for entry in batch})
        sums = [
            sum(weight * rows[text] for weight, text in parts)
            for entry in batch
            for parts in entry.segments
        ]
        held.add(name, ids, np.asarray(sums, dtype=np.float32))


def _ids(counts: Mapping[str, int]) -> list[str]:
    """Return the vector ids of clauses, one for each segment."""
    return [f"{key}:{place}" for key, count in counts.items() for place in range(count)]


def _key(id_: str) -> str:
    return id_.rpartition(":")[0]


def _best_segments(scores: Mapping[str, float]) -> dict[str, tuple[float, int]]:
    """Return each clause's best score and the place of the segment that has it."""
    best: dict[str, tuple[float, int]] = {}
    for id_, score in scores.items():
        key, _, place = id_.rpartition(":")
        if key not in best or (score, -int(place)) > (best[key][0], -best[key][1]):
            best[key] = (score, int(place))
    return best
