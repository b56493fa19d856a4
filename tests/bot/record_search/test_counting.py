from __future__ import annotations

from datetime import timedelta

from bot.model import Kind, Reason
from bot.record_search import Tally, TurnCounts, Wanted
from bot.records import Records
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.record_search.made import PASSED_ON, asked, keep_all


def test_turns_are_counted_between_the_edges_by_how_they_ended(
    records: Records, database: Database, clock: Clock
) -> None:
    begin = clock.now
    for day in range(5):
        numbers = keep_all(records, database, *(asked(f"q{n}") for n in range(day)))
        if numbers:
            records.rate(numbers[0], helpful=day > 1)
        clock.pass_days(1)
    keep_all(records, database, asked("who decides", PASSED_ON))
    for days in (5, 6):
        edges = [begin + timedelta(days=day) for day in range(days + 1)]
        answered, *others = TurnCounts(database).of(Wanted(), edges)
        assert answered.stretches == (0, 1, 2, 3, 4, 0)[:days]
        assert (answered.count, answered.helpful, answered.unhelpful) == (10, 3, 1)
        alone = Tally(Kind.ESCALATE, Reason.NO_CLAUSE, (0, 0, 0, 0, 0, 1), 0, 0)
        assert others == ([alone] if days == 6 else [])


def test_only_the_turns_wanted_are_counted(
    records: Records, database: Database, clock: Clock
) -> None:
    keep_all(records, database, asked("pictures"), asked("gifts"))
    edges = [clock.now, clock.now + timedelta(days=1)]
    (tally,) = TurnCounts(database).of(Wanted(words="gifts"), edges)
    assert (tally.reason, tally.stretches) == (Reason.ANSWERED, (1,))
    assert TurnCounts(database).of(Wanted(words="pay"), edges) == ()
