"""What is on file, looked up independently of the bot; the real catalog, one small library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evals.corpus import Corpus
from evals.model import Gold
from knowledge.errors import UnknownRevision
from knowledge.library import Library
from knowledge.model import Viewer
from tests.evals import shelf
from tests.evals.shelf import CERTIFICATES, HR, TODAY, case
from tests.fakes.embedder import WordEmbedder

EVERYBODY = Viewer()
ONE_EDITOR = "Posts on official accounts need the consent of one editor who is named in advance."


def test_gold_that_is_there_is_not_stale_and_is_wanted_with_its_words(corpus: Corpus) -> None:
    made = corpus.resolved(
        case(Gold("rules", "2.1"), Gold("rules/new.md", quote="names no")), TODAY
    )
    assert (made.stale, made.unmeetable) == ((), ())
    assert [(one.requirement, one.document) for one in made.wanted] == [
        (0, "rules/new.md"),
        (1, "rules/new.md"),
    ]
    assert made.wanted[0].text == ONE_EDITOR


def test_the_version_in_force_on_the_day_asked_is_meant(corpus: Corpus) -> None:
    made = corpus.resolved(case(Gold("rules", "2.1")), date(2025, 6, 1))
    assert "two editors" in made.wanted[0].text


@pytest.mark.parametrize(
    ("gold", "because"),
    [
        (Gold("rulez", "2.1"), "there is no document rulez; did you mean rules?"),
        (Gold("rules", "2.11"), "rules has no 2.11; did you mean 2.1?"),
        (Gold("rules", "2.1", "three editors"), "2.1 of rules doesn't say “three editors”"),
        (Gold("rules", quote="three editors"), "rules doesn't say “three editors”"),
        (Gold("rules", "2.1", version="7"), "rules has no version 7"),
        (Gold("files", "3.1"), "the asker may not read files"),
        (Gold("drones", "1.1"), "drones has no numbers; name the clause by a quote"),
        (
            Gold("drones", quote="fire marshal"),
            "it isn't in force on 2026-05-04; it applies from 2999-01-01",
        ),
        (
            Gold("rules", "2.9"),
            "it isn't in force on 2026-05-04; it applies from 2024-01-01 until 2025-12-31",
        ),
        (
            Gold("rules", "2.1", version="1"),
            "it isn't in force on 2026-05-04; it applies from 2024-01-01 until 2025-12-31",
        ),
    ],
)
def test_gold_that_means_no_clause_is_stale_and_the_reason_helps_to_mend_it(
    corpus: Corpus, gold: Gold, because: str
) -> None:
    made = corpus.resolved(case(gold), TODAY)
    assert (made.stale, made.unmeetable, made.wanted) == ((gold,), (0,), ())
    assert corpus.because(gold, EVERYBODY, TODAY) == because


def test_who_may_read_a_document_can_be_asked_about_it(corpus: Corpus) -> None:
    assert corpus.resolved(case(Gold("files", "3.1"), viewer=HR), TODAY).stale == ()


def test_a_requirement_with_one_clause_left_can_still_be_met(corpus: Corpus) -> None:
    gone = Gold("rules", "9.9")
    made = corpus.resolved(case((gone, Gold("rules", "2.1"))), TODAY)
    assert (made.stale, made.unmeetable) == ((gone,), ())
    assert [one.number for one in made.wanted] == ["2.1"]


def test_a_restricted_clause_is_known_by_its_words_wherever_they_stand(corpus: Corpus) -> None:
    told = f"As I heard:  “{CERTIFICATES.upper()}” Don't tell."
    assert corpus.leaked(told, EVERYBODY) == ("3.1 of staff/files.md",)
    assert corpus.leaked(told, HR) == ()


def test_what_is_short_or_stands_in_public_too_is_no_secret(corpus: Corpus) -> None:
    assert corpus.leaked(f"Ask first. {ONE_EDITOR}", EVERYBODY) == ()


def test_half_of_a_restricted_clause_is_not_the_clause(corpus: Corpus) -> None:
    assert corpus.leaked(CERTIFICATES[:60], EVERYBODY) == ()


def test_a_version_has_the_last_day_that_holds_in_the_revision(
    corpus: Corpus, library: Library
) -> None:
    old = library.show("rules", on=date(2025, 6, 1)).version
    assert corpus.on_file(old).header.effective_to == date(2025, 12, 31)


def test_a_quote_is_looked_up_in_the_clause_on_file_and_not_in_the_citation(
    corpus: Corpus, library: Library
) -> None:
    passage = shelf.found(library, "rules", "2.1")
    assert corpus.says("the consent of one editor", passage.clause, passage.version)
    assert not corpus.says("the consent of no editor", passage.clause, passage.version)
    assert not corpus.says("", passage.clause, passage.version)
    assert not corpus.says("An editor may agree", passage.clause, passage.version)
    assert not corpus.says("one editor", passage.clause, shelf.version_of())


def test_the_same_documents_have_the_same_digest_in_any_library(
    corpus: Corpus, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "data", embedder=WordEmbedder(), today=lambda: TODAY) as other:
        first = Corpus(other, shelf.fill(other, tmp_path / "documents"))
        assert first.digest == corpus.digest
        (tmp_path / "documents" / "rules" / "new.md").unlink()
        other.add([tmp_path / "documents"], mirror=True)
        assert Corpus(other, 2).digest != corpus.digest


def test_a_revision_that_does_not_exist_is_refused(library: Library) -> None:
    with pytest.raises(UnknownRevision):
        Corpus(library, 99)


def test_a_forbidden_clause_that_no_version_has_forbids_nothing_and_is_stale(
    corpus: Corpus,
) -> None:
    gone, restricted, former = Gold("rules", "9.9"), Gold("files", "3.1"), Gold("rules", "2.9")
    made = case(Gold("rules", "2.1"), forbidden_clauses=(gone, restricted, former))
    found = corpus.resolved(made, TODAY)
    assert (found.stale, found.unmeetable) == ((gone,), ())
