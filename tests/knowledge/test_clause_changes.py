from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clause_changes import ClauseChange, What, clause_changes
from knowledge.model import Clause
from tests.knowledge.examples import clause

LEAVE = "Leave is asked for in writing two weeks ahead."
LATER = "Leave is asked for in writing three weeks ahead."
GIFTS = "Gifts of contractors must not be accepted."
UNIFORMS = "Wear the uniform on duty."


def version(*said: tuple[str, str]) -> list[Clause]:
    """Return clauses in their order, each (number, text)."""
    return [
        clause(f"{number} {text}", text, id=number, number=number, ordinal=place)
        for place, (number, text) in enumerate(said)
    ]


def told(changes: tuple[ClauseChange, ...]) -> list[tuple[str, str, str]]:
    """Return (what, number before, number after) of each."""
    return [
        (
            one.what.value,
            one.before.number if one.before else "",
            one.after.number if one.after else "",
        )
        for one in changes
    ]


def test_changes_come_in_the_order_of_the_new_version() -> None:
    old = version(("1", LEAVE), ("2", GIFTS), ("3", UNIFORMS))
    new = version(("1", LATER), ("2", "Report accidents at once."), ("3", GIFTS), ("4", UNIFORMS))
    assert told(clause_changes(old, new)) == [
        ("changed", "1", "1"),
        ("new", "", "2"),
        ("moved", "2", "3"),
        ("moved", "3", "4"),
    ]


def test_what_was_taken_out_stands_where_it_would_have_stood() -> None:
    old = version(("1", LEAVE), ("2", GIFTS), ("3", UNIFORMS))
    new = version(("0", "Report accidents at once."), ("1", LATER), ("3", f"{UNIFORMS} Always."))
    assert told(clause_changes(old, new)) == [
        ("new", "", "0"),
        ("changed", "1", "1"),
        ("taken out", "2", ""),
        ("changed", "3", "3"),
    ]


def test_a_clause_with_another_number_and_a_few_other_words_moved() -> None:
    (change,) = clause_changes(version(("4.1", LEAVE)), version(("7.3", LATER)))
    assert (change.what, change.before is None, change.after is None) == (What.MOVED, False, False)


def test_a_clause_whose_number_another_one_took_moved() -> None:
    new = version(("4.1", GIFTS), ("4.2", LATER))
    assert told(clause_changes(version(("4.1", LEAVE)), new)) == [
        ("new", "", "4.1"),
        ("moved", "4.1", "4.2"),
    ]


def test_a_clause_that_was_written_anew_at_its_place_changed() -> None:
    changes = clause_changes(version(("4.1", LEAVE)), version(("4.1", GIFTS)))
    assert told(changes) == [("changed", "4.1", "4.1")]


def test_clauses_that_have_nothing_in_common_arent_taken_for_one() -> None:
    changes = clause_changes(version(("4.1", LEAVE)), version(("7.3", GIFTS)))
    assert sorted(told(changes)) == [("new", "", "7.3"), ("taken out", "4.1", "")]


texts = st.sampled_from([LEAVE, LATER, GIFTS, UNIFORMS])
versions = st.dictionaries(st.sampled_from(["1", "2", "3", "4", "5"]), texts).map(
    lambda found: version(*sorted(found.items()))
)


@given(versions, versions)
def test_every_clause_that_isnt_in_both_is_told_of_once(
    old: list[Clause], new: list[Clause]
) -> None:
    changes = clause_changes(old, new)
    shared = {c.key for c in old} & {c.key for c in new}
    gone = sorted(one.before.key for one in changes if one.before)
    come = sorted(one.after.key for one in changes if one.after)
    assert gone == sorted(c.key for c in old if c.key not in shared)
    assert come == sorted(c.key for c in new if c.key not in shared)
