"""tantivy: BM25 over stemmed words and word pairs, one index for each partition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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

_WRITER_BYTES = 64_000_000


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


class KeywordIndex:
    """The keywords of one partition. Scores are BM25 (k1 1.2, b 0.75: tantivy's own)."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or begin a new one where there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder))
        self._searcher = self._index.searcher()

    def change(self, removed: Iterable[str], added: Iterable[Entry]) -> None:
        """Take clauses out by key, and put clauses in."""
        writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        for key in sorted(removed):
            writer.delete_documents_by_term("key", key)
        for entry in added:
            writer.add_document(_document(entry))
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
        return min(int(self._searcher.doc_freq(*term)), self.size)

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
        return {self._key(place): float(score) for score, place in hits}

    def segments(self, keys: Sequence[str]) -> dict[str, int]:
        """Return how many segments each of these clauses has; unknown keys are left out."""
        if not keys:
            return {}
        hits = self._searcher.search(self._keys(keys), len(keys), count=False).hits
        places = [place for _, place in hits]
        counts = self._searcher.fast_field_values("segments", places)
        return {
            self._key(place): int(count or 0) for place, count in zip(places, counts, strict=True)
        }

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


def _document(entry: Entry) -> tantivy.Document:
    stemmed = stems(words(entry.keywords))
    spelt = {word for part in entry.segments for _, text in part for word in words(text)}
    return tantivy.Document(
        key=entry.key,
        segments=len(entry.segments),
        **{
            WORDS: " ".join(stemmed),
            PAIRS: " ".join(pairs(stemmed)),
            _SPELLINGS: " ".join(sorted(filter(str.isalpha, spelt))),
        },
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(PAIRS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(_SPELLINGS, tokenizer_name="whitespace", index_option="basic")
    builder.add_integer_field("segments", fast=True)
    return builder.build()
