from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.model import Header, SearchResult, Viewer
from knowledge.retrieval.pool import IndexPool
from knowledge.retrieval.search import Search
from tests.knowledge.examples import (
    OTHER,
    PUBLIC,
    STAFF,
    TEXTS,
    TODAY,
    Shelf,
    clause,
    library,
    version,
)

QUESTION = "how long are social media posts kept"
HR = Viewer(groups=frozenset({"hr"}))


def ask(
    shelf: Shelf, question: str = QUESTION, viewer: Viewer | None = None, on: date = TODAY
) -> SearchResult:
    pool = IndexPool()
    try:
        search = Search(shelf, pool, shelf.embedder)
        return search.search([(question, 1.0)], viewer or Viewer(), on, 10)
    finally:
        pool.close()


def keys(result: SearchResult) -> list[str]:
    return [passage.clause.key for passage in result.passages]


def test_the_clause_that_answers_comes_first(tmp_path: Path) -> None:
    assert keys(ask(Shelf(tmp_path, {PUBLIC: library()})))[0] == "policy.md-003"


def test_the_same_question_gives_the_same_result(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()})
    assert ask(shelf) == ask(shelf)


def test_only_members_find_what_their_group_may_read(tmp_path: Path) -> None:
    secret = library(["Disciplinary posts are kept for ten years."], "hr.md")
    shelf = Shelf(tmp_path, {PUBLIC: library(), STAFF: secret})
    assert "hr.md-000" not in keys(ask(shelf))
    assert "hr.md-000" in keys(ask(shelf, viewer=HR))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hidden=st.lists(st.sampled_from(TEXTS), max_size=4),
    question=st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1).map(" ".join),
)
def test_hidden_clauses_change_nothing_that_a_viewer_sees(
    tmp_path_factory: pytest.TempPathFactory, hidden: list[str], question: str
) -> None:
    alone = Shelf(tmp_path_factory.mktemp("alone"), {PUBLIC: library()})
    beside = Shelf(
        tmp_path_factory.mktemp("beside"), {PUBLIC: library(), STAFF: library(hidden, "hr.md")}
    )
    assert ask(alone, question) == ask(beside, question)


def test_where_nothing_is_live_nothing_is_found(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()}, number=None)
    assert ask(shelf) == SearchResult((), 0)


@pytest.mark.parametrize("question", ["", "   ", "?!", "the of and", "\x00"])
def test_questions_without_words_do_no_harm(tmp_path: Path, question: str) -> None:
    assert ask(Shelf(tmp_path, {PUBLIC: library()}), question).revision == 1


def test_only_the_beginning_of_a_very_long_question_is_read(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()})
    assert keys(ask(shelf, QUESTION + " zyzzogeton" * 10_000))
    assert max(len(text) for text in shelf.embedder.embedded) <= 4_000


def test_a_drifted_revision_searches_what_the_calendar_moved(tmp_path: Path) -> None:
    future = Header("new.md", "New", effective_from=date(2026, 5, 1))
    shelf = Shelf(
        tmp_path,
        {PUBLIC: library(), OTHER: library(["Posts are kept for nine years."], "new.md")},
        versions={"new.md": version("new.md", future)},
        moved=frozenset({OTHER.groups}),
    )
    assert "new.md-000" in keys(ask(shelf))
    assert "new.md-000" not in keys(ask(shelf, on=date(2026, 4, 30)))


def test_a_current_revision_leaves_the_other_partitions_shut(tmp_path: Path) -> None:
    moved = library(["Posts are kept for nine years."], "new.md")
    shelf = Shelf(tmp_path, {PUBLIC: library(), OTHER: moved})
    assert "new.md-000" not in keys(ask(shelf))


def test_earlier_turns_pull_a_follow_up_their_way(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()})
    pool = IndexPool()
    search = Search(shelf, pool, shelf.embedder)
    texts = [("and for videos?", 1.0), ("how long are records kept", 0.3)]
    result = search.search(texts, Viewer(), TODAY, 3)
    pool.close()
    assert keys(result)[0] == "policy.md-003"


def test_a_long_clause_names_the_stretch_that_fits(tmp_path: Path) -> None:
    filler = " ".join(f"Filler sentence number {n} says nothing." for n in range(40))
    text = f"{filler} Drones need a licence from the aviation office. {filler}"
    long = replace(clause("long", text), headings=("Drones",))
    shelf = Shelf(tmp_path, {PUBLIC: (*library(), long)})
    passages = {p.clause.key: p for p in ask(shelf, "licence for drones").passages}
    passage = passages["long"]
    assert "Drones need a licence" in passage.segment


def test_both_parts_of_a_score_are_told(tmp_path: Path) -> None:
    best = ask(Shelf(tmp_path, {PUBLIC: library()})).passages[0]
    assert best.keywords > 0
    assert best.similarity > 0
    assert best.score >= best.similarity


def test_an_unknown_revision_number_can_be_asked_for(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, {PUBLIC: library()}, number=None)
    pool = IndexPool()
    search = Search(shelf, pool, shelf.embedder)
    assert keys(search.search([(QUESTION, 1.0)], Viewer(), TODAY, 1, revision=1))
    pool.close()
