from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.questions.chart import HEIGHT, WIDTH, Stretch, bars, stretches
from bot.model import Kind, Reason
from bot.record_search import Tally

_COUNTS = st.fixed_dictionaries({kind: st.integers(0, 500) for kind in Kind})


@given(st.lists(_COUNTS, min_size=1, max_size=60))
def test_bars_stand_on_the_ground_beside_each_other_and_none_is_too_high(
    counts: list[dict[Kind, int]],
) -> None:
    counted = [Stretch(date(2026, 1, 1) + timedelta(n), one) for n, one in enumerate(counts)]
    drawn = list(bars(counted))
    assert len(drawn) == sum(1 for one in counts for count in one.values() if count)
    for bar in drawn:
        assert -0.05 <= bar.y <= bar.y + bar.height <= HEIGHT + 0.05
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH + 0.05
    tops = [bar.y for bar in drawn]
    assert not tops or min(tops) < 0.1 * HEIGHT


def test_reasons_of_one_kind_are_counted_together() -> None:
    tallies = [
        Tally(Kind.ESCALATE, Reason.NO_CLAUSE, (1, 2), 0, 0),
        Tally(Kind.ESCALATE, Reason.URGENT, (3, 0), 0, 0),
        Tally(Kind.ANSWER, Reason.ANSWERED, (0, 5), 0, 0),
    ]
    first, second = stretches(tallies, [date(2026, 5, 1), date(2026, 5, 2)])
    assert (first.counts[Kind.ESCALATE], second.counts[Kind.ESCALATE]) == (4, 2)
    assert (first.count, second.count) == (4, 7)
