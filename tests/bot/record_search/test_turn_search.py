from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.model import Band, Kind, Reason
from bot.record_search import FoundTurn, Opinion, TurnSearch, Wanted
from bot.record_search.turn_search import numbered
from bot.records import Records
from bot.retention import Schedule, expire
from knowledge.catalog.database import Database
from knowledge.catalog.tables import turn_words
from tests.bot.conftest import Clock
from tests.bot.record_search.made import PASSED_ON, asked, keep_all


def found(database: Database, wanted: Wanted) -> list[int]:
    """Return the numbers found, which are as many as counted."""
    search = TurnSearch(database)
    numbers = [one.turn for one in search.page(wanted)]
    assert search.count(wanted) == len(numbers)
    return numbers


def test_a_turn_is_found_with_what_a_list_shows(
    records: Records, database: Database, clock: Clock
) -> None:
    (number,) = keep_all(records, database, asked("May I post pictures?"))
    records.rate(number, helpful=False, comment="It isn't.")
    assert TurnSearch(database).page(Wanted()) == (
        FoundTurn(
            number, clock.now, "May I post pictures?", Kind.ANSWER, Reason.ANSWERED, Band.SURE,
            "slack", "slack:T1:U1", helpful=False, comment="It isn't.",
        ),
    )  # fmt: skip


def test_all_words_must_stand_in_the_question_in_whatever_letters(
    records: Records, database: Database
) -> None:
    a, b, c = keep_all(
        records, database, asked("May I post PICTURES?"), asked("Post hours?"), asked("Pay?")
    )
    assert found(database, Wanted(words="post")) == [b, a]
    assert found(database, Wanted(words="Pictures pos")) == [a]
    assert found(database, Wanted(words='"post hours"')) == [b]
    assert found(database, Wanted(words='"hours post"')) == []
    assert found(database, Wanted(words="  ")) == [c, b, a]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"'])
def test_signs_of_the_database_are_looked_for_as_themselves(
    records: Records, database: Database, sign: str
) -> None:
    keep_all(records, database, asked("nothing of the kind"))
    (number,) = keep_all(records, database, asked(f"is it 5{sign} or"))
    if sign != '"':  # quotation marks hold words together
        assert found(database, Wanted(words=f"5{sign}")) == [number]
    assert TurnSearch(database).count(Wanted(words=sign)) <= 2


def test_turns_are_found_by_how_they_ended_and_by_whom_and_where_they_were_asked(
    records: Records, database: Database
) -> None:
    a, b = keep_all(records, database, asked("one"), asked("two", PASSED_ON, asker="web:guest:Ab"))
    for wanted, numbers in {
        Wanted(kind=Kind.ESCALATE): [b],
        Wanted(reason=Reason.ANSWERED): [a],
        Wanted(band=Band.NONE): [b],
        Wanted(platform="slack"): [a],
        Wanted(asker="u1"): [a],
        Wanted(asker="GUEST:a"): [b],
        Wanted(kind=Kind.ESCALATE, platform="slack"): [],
    }.items():
        assert found(database, wanted) == numbers
    assert TurnSearch(database).platforms() == ("slack", "web")


def test_turns_are_found_by_what_their_askers_thought(records: Records, database: Database) -> None:
    good, bad, _ = keep_all(records, database, asked("one"), asked("two"), asked("three"))
    records.rate(good, helpful=True, comment="Thanks.")
    records.rate(bad, helpful=False)
    assert found(database, Wanted(opinion=Opinion.HELPFUL)) == [good]
    assert found(database, Wanted(opinion=Opinion.UNHELPFUL)) == [bad]
    assert found(database, Wanted(opinion=Opinion.COMMENTED)) == [good]


def test_days_begin_with_their_first_moment_and_end_before_the_next(
    records: Records, database: Database, clock: Clock
) -> None:
    first = clock.now
    (a,) = keep_all(records, database, asked("one"))
    clock.pass_days(1)
    (b,) = keep_all(records, database, asked("two"))
    assert found(database, Wanted(begins=first, ends=clock.now)) == [a]
    assert found(database, Wanted(begins=first + timedelta(seconds=1))) == [b]


def test_pages_go_on_below_the_last_number_and_miss_none(
    records: Records, database: Database
) -> None:
    numbers = keep_all(records, database, *(asked(f"question {n}") for n in range(7)))
    search, got, before = TurnSearch(database), [], None
    while page := search.page(Wanted(words="question"), before, most=3):
        got += [one.turn for one in page]
        before = page[-1].turn
    assert got == numbers[::-1]


def test_turns_are_read_by_their_numbers(records: Records, database: Database) -> None:
    a, b = keep_all(records, database, asked("one"), asked("two"))
    search = TurnSearch(database)
    assert {n: one.question for n, one in search.of([a, b, 99]).items()} == {a: "one", b: "two"}
    assert search.having("two", [a, b]) == {b}
    assert search.having("two", [a]) == set()


def test_what_expired_is_found_no_more(records: Records, database: Database, clock: Clock) -> None:
    keep_all(records, database, asked("old"))
    clock.pass_days(20)
    (new,) = keep_all(records, database, asked("new", name="chat-2"))
    clock.pass_days(15)
    expire(database, Schedule(30, 30), clock())
    with database.read() as connection:
        assert connection.execute(select(turn_words.c.turn)).scalars().all() == [new]


def test_looking_through_turns_reads_no_wide_row() -> None:
    wanted = Wanted("some words", kind=Kind.ANSWER, band=Band.SURE, platform="web", asker="x")
    assert list(numbered(wanted).get_final_froms()) == [turn_words]
