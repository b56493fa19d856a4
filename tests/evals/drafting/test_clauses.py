from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Kind
from evals.corpus import Corpus
from evals.drafting import Draft, from_clauses
from evals.drafting.clauses import _shares, _spread
from knowledge.errors import UnknownDocument
from knowledge.library import Library
from tests.evals import shelf
from tests.fakes.embedder import WordEmbedder

ATTACHED = """---
title: Visits
questions_answered:
  "1.2": ["Who signs in my guests?", "Do guests sign?"]
---
# Visits

1.1 Guest: a person who isn't employed by the agency and comes to see its rooms.

1.2 Every guest must be signed in by the person who invited them, at the gate.

1.3 The gate is painted green and stands beside the old harbor office.

1.4 Look here.
"""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("visits")
    (folder / "visits.md").write_text(ATTACHED, "utf-8")
    data = folder / "data"
    with Library.open(data, embedder=WordEmbedder(), today=lambda: shelf.TODAY) as opened:
        opened.add([folder / "visits.md"], publish=True)
        yield opened


def drafted(library: Library, *documents: str, count: int = 20) -> tuple[Draft, ...]:
    live = library.live()
    assert live is not None
    return from_clauses(library, live, shelf.TODAY, documents, count)


def test_every_draft_is_answered_by_its_clause_for_its_asker(
    library: Library, corpus: Corpus
) -> None:
    drafts = drafted(library)
    assert len(drafts) >= 5
    for draft in drafts:
        assert draft.case.expect == (Kind.ANSWER,)
        assert corpus.resolved(draft.case, shelf.TODAY).stale == ()


def test_a_draft_shows_its_clause_and_leaves_the_question_to_a_person(library: Library) -> None:
    (draft,) = drafted(library, "files", count=1)
    assert draft.case.question == ""
    assert draft.case.id.startswith("files-3")
    where, words, hint = draft.remarks
    assert "of staff/files.md (Personnel Files) says" in where
    assert draft.case.gold[0][0].quote in words
    assert "in their words" in hint


def test_only_what_is_in_force_is_asked_about(library: Library) -> None:
    asked = {draft.case.gold[0][0].document for draft in drafted(library)}
    assert asked == {"rules/new.md", "staff/files.md"}


def test_who_asks_about_a_restricted_clause_may_read_it(library: Library) -> None:
    assert {draft.case.viewer for draft in drafted(library, "staff/files.md")} == {shelf.HR}


def test_the_same_revision_gives_the_same_drafts_spread_over_its_documents(
    library: Library,
) -> None:
    assert drafted(library, count=2) == drafted(library, count=2)
    documents = [draft.case.gold[0][0].document for draft in drafted(library, count=2)]
    assert documents == ["rules/new.md", "staff/files.md"]


def test_a_document_that_isnt_in_force_yet_is_asked_about_on_its_first_day(
    library: Library, corpus: Corpus
) -> None:
    (draft,) = drafted(library, "drones")
    assert draft.case.on == date(2999, 1, 1)
    assert corpus.resolved(draft.case, draft.case.on).stale == ()


def test_a_document_named_twice_is_asked_about_once(library: Library) -> None:
    twice = drafted(library, "files", "staff/files.md")
    assert twice == drafted(library, "files")


def test_an_unknown_document_is_refused_by_name(library: Library) -> None:
    with pytest.raises(UnknownDocument, match=r"staff/file\.md"):
        drafted(library, "staff/file.md")


def test_rules_are_preferred_and_an_attached_question_makes_a_case_ready(visits: Library) -> None:
    (draft,) = drafted(visits)
    assert draft.case.gold[0][0].number == "1.2"
    assert draft.case.question == "Who signs in my guests?"
    assert draft.case.tags == ("attached",)
    assert "these very words" in draft.remarks[-1]


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(0, 100))
def test_cases_are_dealt_out_evenly_and_none_is_lost(sizes: list[int], count: int) -> None:
    shares = _shares(sizes, count)
    assert sum(shares) == min(count, sum(sizes))
    assert all(share <= size for share, size in zip(shares, sizes, strict=True))
    unfilled = [share for share, size in zip(shares, sizes, strict=True) if share < size]
    assert max(shares, default=0) - min(unfilled, default=max(shares, default=0)) <= 1


@given(st.integers(1, 50), st.data())
def test_a_spread_repeats_no_clause(size: int, data: st.DataObject) -> None:
    share = data.draw(st.integers(0, size))
    chosen = list(_spread(range(size), share))  # type: ignore[arg-type]
    assert len(set(chosen)) == share
    assert chosen == sorted(chosen)  # type: ignore[type-var]
