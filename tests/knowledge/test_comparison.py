from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.comparison import Comparison, HeaderChange, compare, compare_headers
from knowledge.model import Clause, Header
from tests.knowledge.examples import clause


def numbered(number: str, text: str, **more: object) -> Clause:
    content = {"id": number, "number": number, **more}
    return clause(f"{number} {text} {sorted(more.items())}", text, **content)


def test_what_a_header_says_otherwise_is_told_readers_and_dates_first() -> None:
    old = Header("leave", "Leave", groups=frozenset({"legal", "hr"}), owner="HR")
    new = Header("leave", "Absence", effective_from=date(2026, 1, 1), audience=("all", "staff"))
    assert compare_headers(old, old) == ()
    assert compare_headers(old, new) == (
        HeaderChange("groups", "hr, legal", ""),
        HeaderChange("audience", "", "all, staff"),
        HeaderChange("effective_from", "", "2026-01-01"),
        HeaderChange("title", "Leave", "Absence"),
        HeaderChange("owner", "HR", ""),
    )
    assert [change.key for change in compare_headers(None, old)] == ["groups", "title", "owner"]


words = st.sampled_from(["gifts", "records", "leave", "uniforms"])
versions = st.dictionaries(st.sampled_from(["1", "2", "3", "4", "5"]), words).map(
    lambda found: [numbered(number, text) for number, text in found.items()]
)


@given(versions, versions)
def test_every_clause_is_accounted_for_once(old: list[Clause], new: list[Clause]) -> None:
    result = compare(old, new)
    shared = {c.key for c in old} & {c.key for c in new}
    pairs = (*result.changed, *result.moved)
    gone = [*result.removed, *(before for before, _ in pairs)]
    come = [*result.added, *(after for _, after in pairs)]
    assert sorted(c.key for c in gone) == sorted(c.key for c in old if c.key not in shared)
    assert sorted(c.key for c in come) == sorted(c.key for c in new if c.key not in shared)


@given(versions)
def test_nothing_differs_from_itself(clauses: list[Clause]) -> None:
    assert compare(clauses, clauses) == Comparison()


def test_the_same_words_under_another_number_moved() -> None:
    old = [numbered("1", "No gifts."), numbered("2", "Keep records.")]
    new = [
        numbered("1", "Wear uniforms."),
        numbered("2", "No gifts."),
        numbered("3", "Keep records."),
    ]
    result = compare(old, new)
    assert [(before.number, after.number) for before, after in result.moved] == [
        ("1", "2"),
        ("2", "3"),
    ]
    assert [c.text for c in result.added] == ["Wear uniforms."]
    assert result.removed == result.changed == ()


def test_other_words_at_the_same_place_changed() -> None:
    result = compare([numbered("1", "No gifts.")], [numbered("1", "Small gifts.")])
    assert [(before.text, after.text) for before, after in result.changed] == [
        ("No gifts.", "Small gifts.")
    ]


def test_another_page_is_no_change_and_other_questions_are() -> None:
    old = numbered("1", "No gifts.")
    assert compare([old], [numbered("1", "No gifts.", page=7)]) == Comparison()
    asked = numbered("1", "No gifts.", questions=("May I take a mug?",))
    assert compare([old], [asked]).changed == ((old, asked),)


def test_a_heading_renamed_moves_its_clauses() -> None:
    old = numbered("1", "No gifts.", headings=("Gifts",))
    new = numbered("1", "No gifts.", headings=("Presents",))
    assert compare([old], [new]).moved == ((old, new),)
