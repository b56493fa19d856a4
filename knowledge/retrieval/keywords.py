"""tantivy: BM25 over stemmed words and word pairs, one index for each partition."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import tantivy

from knowledge.model import Entry
from knowledge.words import pairs, stems, words

# The field of a term and its stem (or pair of stems).
Term = tuple[str, str]

WORDS = "words"
PAIRS = "pairs"
_SPELLINGS = "spellings"
# Measured on ObliQA: pairs at half weight lift Recall@10 from .767 to .783.
PAIR_WEIGHT = 0.5

# Bounds a segment: what doesn't fit becomes two.
_WRITER_BYTES = 256_000_000
# tantivy merges eight segments of a size into one; up to seven it leaves as they are.
_SEGMENTS = 7
# Clauses that one segment holds in any case: so many are written in a fraction of a second.
_SMALL = 5_000


def terms(text: str) -> dict[Term, float]:
    """Return what a question looks for: each distinct stem at 1, each pair at its weight."""
    stemmed = stems(words(text))
    wanted: dict[Term, float] = {(WORDS, stem): 1.0 for stem in stemmed}
    wanted.update({(PAIRS, pair): PAIR_WEIGHT for pair in pairs(stemmed)})
    return wanted


def rarity(frequency: int, size: int) -> float:
    """Return BM25's inverse document frequency, as tantivy and Lucene have it."""
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))


class Found(NamedTuple):
    """A clause's BM25, and how many segments it has."""

    score: float
    segments: int


class _Fields(NamedTuple):
    """What is stored of a clause, and all that it takes to write it anew."""

    key: str
    segments: int
    words: str
    spellings: str


class KeywordIndex:
    """The keywords of one partition. Scores are BM25 (k1 1.2, b 0.75: tantivy's own)."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or begin a new one where there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder))
        self._searcher = self._index.searcher()

    def change(self, removed: Iterable[str], added: Iterable[Entry]) -> None:
        """Take clauses out by key, and put clauses in.

        Afterwards nothing is left of what went. tantivy counts a removed clause in scores,
        frequencies and spellings for as long as others of its segment are there; so whatever
        shares a segment with one is written anew.
        """
        gone, new = frozenset(removed), [_fields(entry) for entry in added]
        places = self._places()
        sizes = Counter(place.segment_ord for place in places)
        touched = {place.segment_ord for place in self._places(self._keys(sorted(gone)))}
        emptied = _emptied(sizes, touched, len(new))
        held = [self._read(place) for place in places if place.segment_ord in emptied]
        kept = [fields for fields in held if fields.key not in gone]
        room = _SEGMENTS - len(sizes.keys() - emptied)
        self._write([fields.key for fields in held], sorted([*kept, *new]), room)

    def _write(self, removed: Sequence[str], documents: Sequence[_Fields], room: int) -> None:
        """Replace documents, filling segments of which there is room for so many."""
        writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        writer.delete_documents_by_query(self._keys(removed))
        writer.commit()
        size = max(_SMALL, math.ceil(len(documents) / max(room, 1)))
        for start in range(0, len(documents), size):
            for fields in documents[start : start + size]:
                writer.add_document(_document(fields))
            writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def size(self) -> int:
        """The number of clauses."""
        return int(self._searcher.num_docs)

    def frequency(self, term: Term) -> int:
        """Return how many clauses have the term."""
        return int(self._searcher.doc_freq(*term))

    def knows(self, word: str) -> bool:
        """Whether any clause, or the place where it stands, has the word in any of its forms."""
        stemmed = stems((word,))
        return bool(self._searcher.doc_freq(_SPELLINGS, word)) or any(
            self._searcher.doc_freq(WORDS, stem) for stem in stemmed
        )

    def spellings(self, letter: str) -> dict[str, int]:
        """Return the words that begin with the letter, each with its number of clauses."""
        return dict(self._searcher.terms_with_prefix(_SPELLINGS, letter))

    def best(self, wanted: Mapping[Term, float], limit: int) -> dict[str, Found]:
        """Return the best clauses by key, at most `limit`."""
        hits = self._searcher.search(self._query(wanted), limit, count=False).hits
        counts = self._searcher.fast_field_values("segments", [place for _, place in hits])
        return {
            self._key(place): Found(float(score), int(count or 0))
            for (score, place), count in zip(hits, counts, strict=True)
        }

    def scores(self, wanted: Mapping[Term, float], keys: Sequence[str]) -> dict[str, float]:
        """Return the score of each of these clauses; one without any of the terms is left out."""
        if not keys or not wanted:
            return {}
        within = tantivy.Query.const_score_query(self._keys(keys), 0.0)
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, within), (tantivy.Occur.Must, self._query(wanted))]
        )
        hits = self._searcher.search(query, len(keys), count=False).hits
        names = {_digest(key): key for key in keys}
        digests = self._searcher.fast_field_values("digest", [place for _, place in hits])
        return {
            names[int(digest or 0)]: float(score)
            for (score, _), digest in zip(hits, digests, strict=True)
        }

    def segments(self, keys: Sequence[str]) -> dict[str, int]:
        """Return how many segments each of these clauses has; unknown keys are left out."""
        if not keys:
            return {}
        places = self._places(self._keys(keys))
        counts = self._searcher.fast_field_values("segments", places)
        return {
            self._key(place): int(count or 0) for place, count in zip(places, counts, strict=True)
        }

    def _places(self, query: tantivy.Query | None = None) -> list[tantivy.DocAddress]:
        """Return where the clauses are that a query finds, by default all."""
        query = query or tantivy.Query.all_query()
        # tantivy wants a limit above zero.
        hits = self._searcher.search(query, self.size or 1, count=False).hits
        return [place for _, place in hits]

    def _read(self, place: tantivy.DocAddress) -> _Fields:
        held = self._searcher.doc(place).to_dict()
        return _Fields(**{name: value for name, (value,) in held.items()})

    def _key(self, place: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(place)["key"][0])

    def _keys(self, keys: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "key", list(keys))

    def _query(self, wanted: Mapping[Term, float]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._schema, field, text, "freq"), weight
                    ),
                )
                for (field, text), weight in wanted.items()
            ]
        )


def _emptied(sizes: Mapping[int, int], touched: Collection[int], added: int) -> set[int]:
    """Return the segments to write anew: those touched, and small ones to keep all alike.

    What fits into one segment is never spread over several, and none grows beyond twice its even
    share, so that a change never costs much more than that share.
    """
    emptied = set(touched)
    share = max(_SMALL, math.ceil((sum(sizes.values()) + added) / _SEGMENTS))
    for segment in sorted(sizes, key=lambda segment: (sizes[segment], segment)):
        room = _SEGMENTS - len(sizes.keys() - emptied)
        written = added + sum(sizes[one] for one in emptied)
        if written <= 2 * share * room and written + sizes[segment] > share:
            break
        emptied.add(segment)
    return emptied


def _fields(entry: Entry) -> _Fields:
    spelt = {word for part in entry.segments for _, text in part for word in words(text)}
    return _Fields(
        key=entry.key,
        segments=len(entry.segments),
        words=" ".join(stems(words(entry.keywords))),
        spellings=" ".join(sorted(filter(str.isalpha, spelt))),
    )


def _document(fields: _Fields) -> tantivy.Document:
    together = " ".join(pairs(tuple(fields.words.split())))
    return tantivy.Document(digest=_digest(fields.key), pairs=together, **fields._asdict())


def _digest(key: str) -> int:
    """Return a key as a number: a column of numbers is read faster than what is stored."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(PAIRS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(
        _SPELLINGS, stored=True, tokenizer_name="whitespace", index_option="basic"
    )
    builder.add_integer_field("segments", stored=True, fast=True)
    builder.add_integer_field("digest", fast=True)
    return builder.build()
