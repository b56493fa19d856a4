from __future__ import annotations

import itertools
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.questions.periods import PERIODS, USUAL

_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_ZONES = st.sampled_from(["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])


@given(_DAYS, _ZONES, st.sampled_from(list(PERIODS.values())))
def test_a_period_ends_with_today_and_is_cut_at_midnights(
    today: date, zone: str, period: object
) -> None:
    assert period in PERIODS.values()
    chosen = next(one for one in PERIODS.values() if one is period)
    edges = chosen.edges(today, ZoneInfo(zone))
    days = [edge.date() for edge in edges]
    assert all(edge.hour == edge.minute == 0 for edge in edges)
    assert days[-1] == today + timedelta(days=1)
    assert (days[-1] - days[0]).days == chosen.days
    assert {(later - earlier).days for earlier, later in itertools.pairwise(days)} == {
        chosen.stretch
    }
    assert days[:-1] == chosen.begins(today)


def test_the_usual_period_is_among_those_to_choose_from() -> None:
    assert USUAL in PERIODS
