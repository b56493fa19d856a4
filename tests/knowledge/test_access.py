from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.access import may, readable
from knowledge.model import Header, Partition, Viewer

groups = st.frozensets(st.sampled_from(["hr", "legal", "it"]))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
HEADER = Header("leave.md", "Leave")


@given(groups, days)
def test_a_document_without_groups_is_open_to_everybody(mine: frozenset[str], on: date) -> None:
    assert may(Viewer(mine), HEADER, on)


@given(groups, groups, days)
def test_a_restricted_document_needs_one_group_in_common(
    mine: frozenset[str], theirs: frozenset[str], on: date
) -> None:
    allowed = may(Viewer(mine), replace(HEADER, groups=theirs), on)
    assert allowed == (not theirs or bool(mine & theirs))
    assert allowed == readable(Partition(theirs, current=True), Viewer(mine))


@given(days, st.integers(0, 900))
def test_both_ends_of_the_dates_count(begins: date, length: int) -> None:
    ends = begins + timedelta(days=length)
    header = replace(HEADER, effective_from=begins, effective_to=ends)
    day = timedelta(days=1)
    assert may(Viewer(), header, begins)
    assert may(Viewer(), header, ends)
    assert not may(Viewer(), header, begins - day)
    assert not may(Viewer(), header, ends + day)


def test_the_audience_hides_nothing() -> None:
    header = replace(HEADER, audience=("police",))
    assert may(Viewer(audience="teachers"), header, date(2026, 1, 1))
