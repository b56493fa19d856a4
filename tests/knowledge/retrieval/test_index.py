import threading
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexMissing
from knowledge.model import Entry, Header
from knowledge.retrieval.entries import entries
from knowledge.retrieval.index import BY_WORDS, Changes, Index, build, difference
from knowledge.retrieval.keywords import KeywordIndex, terms
from knowledge.retrieval.pool import IndexPool
from tests.fakes.embedder import WordEmbedder
from tests.knowledge.examples import (
    OTHER,
    PUBLIC,
    STAFF,
    TEXTS,
    clause,
    entries_of,
    library,
    version,
)

EMBEDDER = WordEmbedder()
QUESTION = "social media records"


def found(folder: Path, question: str = QUESTION) -> list[tuple[str, float, float]]:
    index = Index(folder)
    try:
        vector = EMBEDDER.encode([question])[0]
        hits = index.search(PUBLIC, vector, terms(question))
        return sorted((hit.key, round(hit.keywords, 4), round(hit.similarity, 4)) for hit in hits)
    finally:
        index.close()


def make(folder: Path, entries: tuple[Entry, ...], parent: Path | None = None) -> Path:
    build(folder, {PUBLIC: difference((), entries)}, parent=parent, vectors=EMBEDDER.encode)
    return folder


def test_every_candidate_has_both_scores(tmp_path: Path) -> None:
    clauses = library([f"{text} Number {n}." for n in range(60) for text in TEXTS])
    folder = make(tmp_path / "1", entries_of(clauses))
    index = Index(folder)
    vector, wanted = EMBEDDER.encode([QUESTION])[0], terms("moderation rules for gifts")
    hits = index.search(PUBLIC, vector, wanted)
    (keywords,) = (folder / "keywords").iterdir()
    by_words = {k: f.score for k, f in KeywordIndex(keywords).best(wanted, BY_WORDS).items()}
    index.close()
    rows = {
        entry.key: max(
            float(sum(weight * EMBEDDER.encode([text])[0] for weight, text in part) @ vector)
            for part in entry.segments
        )
        for entry in entries_of(clauses)
    }
    assert {hit.key: hit.similarity for hit in hits} == pytest.approx(
        {hit.key: rows[hit.key] for hit in hits},
        abs=2e-4,  # half precision
    )
    assert {hit.key for hit in hits} >= by_words.keys()
    assert {hit.key: hit.keywords for hit in hits if hit.key in by_words} == pytest.approx(by_words)


def test_a_changed_copy_finds_what_one_built_from_nothing_finds(tmp_path: Path) -> None:
    before = entries_of(library())
    after = entries_of((*library()[:2], clause("new", "Posts are public records."), *library()[3:]))
    first = make(tmp_path / "1", before)
    build(
        tmp_path / "2",
        {PUBLIC: difference(before, after)},
        parent=first,
        vectors=EMBEDDER.encode,
    )
    make(tmp_path / "3", after)
    assert found(tmp_path / "2") == found(tmp_path / "3")


def test_what_is_in_force_is_searched_first_in_whatever_order_it_came(tmp_path: Path) -> None:
    later = {OTHER: difference((), entries_of(library(TEXTS[:1], "old.md")))}
    build(tmp_path / "1", later, parent=None, vectors=EMBEDDER.encode)
    make(tmp_path / "2", entries_of(library()), parent=tmp_path / "1")
    index = Index(tmp_path / "2")
    index.close()
    assert index.partitions == (PUBLIC, OTHER)


def test_the_parent_is_not_touched_by_its_child(tmp_path: Path) -> None:
    entries = entries_of(library())
    first = make(tmp_path / "1", entries)
    before = found(first)
    changes = {PUBLIC: difference(entries, entries[:2])}
    build(tmp_path / "2", changes, parent=first, vectors=EMBEDDER.encode)
    assert found(first) == before
    assert len(found(tmp_path / "2")) == 2


def test_long_clauses_go_with_all_their_segments(tmp_path: Path) -> None:
    long = clause("long", " ".join(f"Media record number {n} is kept." for n in range(100)))
    entries = entries_of((*library(), long))
    first = make(tmp_path / "1", entries)
    changes = {PUBLIC: Changes(removed=frozenset({"long"}))}
    build(tmp_path / "2", changes, parent=first, vectors=EMBEDDER.encode)
    assert "long" in {key for key, _, _ in found(first)}
    assert "long" not in {key for key, _, _ in found(tmp_path / "2")}


def test_what_an_interrupted_build_left_is_swept_away(tmp_path: Path) -> None:
    leftover = tmp_path / "1.unfinished"
    (leftover / "vectors").mkdir(parents=True)
    (leftover / "vectors" / "chroma.sqlite3").write_text("half a file")
    make(tmp_path / "1", entries_of(library()))
    assert not leftover.exists()
    assert len(found(tmp_path / "1")) == len(TEXTS)


def test_a_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    def broken(texts: object) -> np.ndarray:
        raise MemoryError(texts)

    with pytest.raises(MemoryError):
        build(
            tmp_path / "1",
            {PUBLIC: difference((), entries_of(library()))},
            parent=None,
            vectors=broken,
        )
    assert not (tmp_path / "1").exists()


def test_a_finished_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    make(tmp_path / "1", entries_of(library()))
    make(tmp_path / "1", entries_of(library(["Something else."])))
    assert len(found(tmp_path / "1")) == len(TEXTS)


def test_a_missing_or_damaged_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="Rebuild"):
        Index(tmp_path / "nowhere")
    folder = make(tmp_path / "1", entries_of(library()))
    (folder / "contents.json").write_text("{")
    with pytest.raises(IndexMissing, match="Rebuild"):
        build(tmp_path / "2", {}, parent=folder, vectors=EMBEDDER.encode)


def test_an_index_of_another_version_is_to_be_rebuilt(tmp_path: Path) -> None:
    folder = make(tmp_path / "1", entries_of(library()))
    (folder / "contents.json").write_text('{"format": 1, "partitions": []}')
    with pytest.raises(IndexMissing, match="another version"):
        Index(folder)
    make(folder, entries_of(library()))
    assert len(found(folder)) == len(TEXTS)


def test_partitions_keep_to_themselves(tmp_path: Path) -> None:
    build(
        tmp_path / "1",
        {
            PUBLIC: difference((), entries_of(library(TEXTS[:3]))),
            STAFF: difference((), entries_of(library(TEXTS[3:5], "hr.md"))),
            OTHER: difference((), entries_of(library(TEXTS[5:], "old.md"))),
        },
        parent=None,
        vectors=EMBEDDER.encode,
    )
    assert {key for key, _, _ in found(tmp_path / "1")} == {f"policy.md-{n:03}" for n in range(3)}


def test_an_emptied_partition_finds_nothing(tmp_path: Path) -> None:
    entries = entries_of(library())
    first = make(tmp_path / "1", entries)
    build(
        tmp_path / "2",
        {PUBLIC: difference(entries, ())},
        parent=first,
        vectors=EMBEDDER.encode,
    )
    assert found(tmp_path / "2") == []


def test_an_entry_under_another_title_is_replaced_too() -> None:
    other = version(header=Header("policy.md", "Another title"))
    changes = difference(entries_of(library()), entries(other, library()))
    assert len(changes.added) == len(changes.removed) == len(TEXTS)


def test_entries_that_stayed_are_not_touched() -> None:
    before = entries_of(library())
    after = entries_of((*library()[:3], clause("new", "New text."), *library()[4:]))
    changes = difference(before, after)
    assert [entry.key for entry in changes.added] == ["new"]
    assert changes.removed == {"policy.md-003"}


def test_an_index_is_closed_only_when_its_last_reader_has_left(tmp_path: Path) -> None:
    folders = [make(tmp_path / str(n), entries_of(library())) for n in range(3)]
    pool = IndexPool(keep=1)
    vector = EMBEDDER.encode([QUESTION])[0]
    with pool.reader(folders[0]) as held:
        for folder in folders[1:]:
            with pool.reader(folder) as other:
                assert other.search(PUBLIC, vector, terms(QUESTION))
        assert held.search(PUBLIC, vector, terms(QUESTION))
    pool.close()
    with pool.reader(folders[0]) as again:
        assert again.search(PUBLIC, vector, terms(QUESTION))
    pool.close()


def test_an_index_that_is_read_while_the_pool_closes_is_closed_by_its_reader(
    tmp_path: Path,
) -> None:
    pool = IndexPool()
    vector = EMBEDDER.encode([QUESTION])[0]
    with pool.reader(make(tmp_path / "1", entries_of(library()))) as index:
        pool.close()
        assert index.search(PUBLIC, vector, terms(QUESTION))
    with pytest.raises(AttributeError):  # Chroma's own, for a closed client
        index.search(PUBLIC, vector, terms(QUESTION))


def test_threads_may_search_while_indexes_are_switched(tmp_path: Path) -> None:
    folders = [make(tmp_path / str(n), entries_of(library())) for n in range(3)]
    pool = IndexPool(keep=1)
    vector = EMBEDDER.encode([QUESTION])[0]
    counts: list[int] = []

    def work(start: int) -> None:
        for turn in range(10):
            with pool.reader(folders[(start + turn) % 3]) as index:
                counts.append(len(index.search(PUBLIC, vector, terms(QUESTION))))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    assert counts == [len(TEXTS)] * 40
