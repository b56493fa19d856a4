from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.matching import meets, met, name_of
from evals.model import Gold
from tests.evals.shelf import case, clause_of, version_of

CLAUSE = clause_of("Employees may post “pictures” of  themselves.", "4.1", "In uniform:")
VERSION = version_of("policies/social.md", "COM-04")


@pytest.mark.parametrize("name", ["policies/social.md", "COM-04"])
def test_a_document_is_named_by_path_or_id(name: str) -> None:
    assert meets(Gold(name, "4.1"), CLAUSE, VERSION)


@pytest.mark.parametrize(
    "gold",
    [
        Gold("social.md", "4.1"),
        Gold("COM-04", "4"),
        Gold("COM-04", "4.1", "pictures of others"),
        Gold("COM-04", "4.2", "may post"),
    ],
)
def test_another_document_number_or_quote_is_another_clause(gold: Gold) -> None:
    assert not meets(gold, CLAUSE, VERSION)


def test_a_quote_may_begin_in_the_lead_in_and_differ_in_case_space_and_quotation_marks() -> None:
    assert meets(Gold("COM-04", quote='UNIFORM: employees may\npost "pictures"'), CLAUSE, VERSION)


@given(st.text(min_size=1), st.data())
def test_every_piece_of_a_clause_is_a_quote_of_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    assert meets(Gold("COM-04", quote=text[begin:end].strip()), clause_of(text), VERSION)


def test_a_requirement_is_met_by_any_of_its_clauses_and_counted_by_its_place() -> None:
    asked = case(
        Gold("COM-04", "9.9"),
        (Gold("COM-04", "9.9"), Gold("COM-04", "4.1")),
        Gold("COM-04", quote="in uniform"),
    )
    assert met(asked, [clause_of("else", "1.1"), CLAUSE], VERSION) == (1, 2)


def test_a_clause_without_a_number_is_named_by_its_headings() -> None:
    assert name_of(CLAUSE, VERSION) == "4.1 of policies/social.md"
    assert name_of(clause_of("x", ""), VERSION) == "Rules of policies/social.md"
