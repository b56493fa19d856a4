import pytest

from .build import clauses, heading, note, para


def targets(text: str) -> list[str]:
    """Say what a text at the end of the policy refers to."""
    blocks = [
        heading("1. Definitions"), para("1.1 Words are used so."), para("1.2 A post is content."),
        heading("4. Posts"), para("4.1 Nobody may:"), para("(a) threaten;"), para("(b) harass."),
        para("4.2 Cats are fine."), para("4.3 Dogs are fine."), note("Not all.", "3"),
        heading("Appendix A"), para("Forms are here."), heading("5. End"), para(f"5.1 {text}"),
        para("5.2 End is here."),
    ]  # fmt: skip
    found = clauses(*blocks)
    named = {clause.id: clause.number for clause in found}
    (citing,) = (clause for clause in found if clause.number == "5.1")
    return [named[identity] for identity in citing.references]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("As 4.2 says nothing, see 4.3.", ["4.3"]),
        ("Defined in section 1.2 and clauses 4.2 or 4.3.", ["1.2", "4.2", "4.3"]),
        ("See paragraph (b) of section 4.1.", ["4.1(b)"]),
        ("See 4.1(a) of this policy.", ["4.1(a)"]),
        ("Sections 4.1(a) through (b) apply.", ["4.1(a)"]),
        ("As defined in section 1, a post counts.", ["1.1"]),
        ("Use Appendix A and note 3.", ["Appendix A", "Note 3"]),
        ("Section 4.2 of the Records Policy applies.", []),
        ("See 41 CFR 4.2 and under 18 people.", []),
        ("See 9.9 instead.", []),
        ("This is 5.1 itself: see 5.1.", []),
    ],
)
def test_references_lead_to_clauses_of_the_same_document(text: str, numbers: list[str]) -> None:
    assert targets(text) == numbers


def test_paragraphs_of_this_section_are_found_beside_the_clause() -> None:
    found = clauses(
        heading("§ 1.1 One"), para("(a) Yes is the rule."), para("(b) No is the rule."),
        heading("§ 1.2 Two"), para("(a) Red is the rule."),
        para("(b) Paragraphs (a) of this section and § 1.1(b) apply."),
        para("(c) These apply: 18 U.S.C. § 1.1 and section 1.1 of title 5."),
    )  # fmt: skip
    assert found[3].references == (found[2].id, found[1].id)
    assert found[4].references == ()


def test_the_second_of_two_paragraphs_is_completed_by_the_first() -> None:
    found = clauses(
        heading("§ 1 One"), para("(a) General is this:"), para("(1) a rule;"), para("(2) a law;"),
        para("(b) Paragraphs (a)(1) through (2) are strict."),
    )  # fmt: skip
    assert found[3].references == (found[1].id, found[2].id)


def test_text_refers_to_the_notes_that_it_marks() -> None:
    found = clauses(para("One.[1] Two.[x] Three.[9]"), note("First.", "1"), note("Second.", "2"))
    assert found[0].references == (found[1].id,)
