from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RulingRefused
from bot.rulings.access import strictest
from knowledge.access import open_to
from knowledge.model import Viewer

GROUPS = st.frozensets(st.sampled_from("abcd"), max_size=3)


def test_it_is_everybodys_where_everything_is() -> None:
    assert strictest([]) == frozenset()
    assert strictest([("Gifts", frozenset())]) == frozenset()


def test_it_is_theirs_who_may_read_all_it_draws_on() -> None:
    sources = [
        ("Files", frozenset({"hr", "board"})),
        ("Gifts", frozenset()),
        ("Cases", frozenset({"legal", "board"})),
    ]
    assert strictest(sources) == {"board"}


def test_what_no_group_may_read_altogether_is_refused_with_what_to_do() -> None:
    sources = [("Files", frozenset({"hr", "board"})), ("Audits", frozenset({"audit"}))]
    with pytest.raises(RulingRefused) as refused:
        strictest(sources)
    told = str(refused.value)
    assert "(Files: board and hr; Audits: audit)" in told
    assert "give the documents a group in common" in told


@given(st.lists(st.tuples(st.just("x"), GROUPS), max_size=4), GROUPS)
def test_nobody_reads_a_ruling_who_may_not_read_all_of_its_sources(
    sources: list[tuple[str, frozenset[str]]], mine: frozenset[str]
) -> None:
    try:
        groups = strictest(sources)
    except RulingRefused:
        closed = [groups for _, groups in sources if groups]
        assert not frozenset.intersection(*closed)
        return
    viewer = Viewer(mine)
    if open_to(groups, viewer):
        assert all(open_to(one, viewer) for _, one in sources)
