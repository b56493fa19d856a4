from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.naming import joined, parted


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_name_has_the_parts_that_it_was_made_of_whatever_stands_in_them(parts: list[str]) -> None:
    assert parted(joined(*parts)) == parts


@pytest.mark.parametrize("name", ["slack:T1:C1:17.1:U1", "C1:17.1", "slack:T1:C1:-", "T1:C1::17.1"])
def test_names_that_slack_has_known_since_earlier_releases_stay_what_they_are(name: str) -> None:
    assert joined(*parted(name)) == name
    assert parted(name) == name.split(":")
