from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.assistant import Assistant
from bot.gaps import Cause, GapFinding, Gaps
from bot.handover import Handover
from bot.model import Decision, Kind, Origin, Person, Question, Reason
from bot.retention import Schedule, expire
from knowledge.catalog.tables import turn_vector
from tests.bot.conftest import Clock
from tests.bot.record_search.made import PASSED_ON, asked, keep_all
from tests.fakes.embedder import WordEmbedder


def silent(_phase: str, _done: int, _total: int) -> None:
    pass


def find(assistant: Assistant, clock: Clock) -> Gaps:
    found = GapFinding(assistant.library).find(clock.now, assistant.today(), silent)
    assert Gaps.of(json.loads(json.dumps(found.row()))) == found
    return found


def off_topic(reason: Reason = Reason.OFF_TOPIC) -> Decision:
    return replace(PASSED_ON, kind=Kind.DECLINE, reason=reason)


def keep(assistant: Assistant, *questions: str, decision: Decision = PASSED_ON) -> list[int]:
    turns = (asked(question, decision) for question in questions)
    return keep_all(assistant.records, assistant.library.database, *turns)


def test_questions_that_mean_the_same_make_one_gap_with_its_nearest_clause(
    assistant: Assistant, clock: Clock
) -> None:
    numbers = keep(
        assistant,
        "may drones film crime scenes",
        "May drones film crime scenes",
        "may drones film the crime scenes",
        "parking permits",
    )
    found = find(assistant, clock)
    assert (found.asked, found.skipped, found.beyond) == (4, 0, 0)
    drones, parking = found.gaps
    assert set(drones.turns) == set(numbers[:3])
    assert drones.causes == {Cause.UNANSWERED: 3}
    assert drones.nearest is not None
    assert "4.2 · Social Media Policy" in drones.nearest.source
    assert parking.turns == (numbers[3],)


def test_a_gap_shows_whether_it_is_asked_more_often_than_before(
    assistant: Assistant, clock: Clock
) -> None:
    keep(assistant, *["drones"] * 4)
    clock.pass_days(40)
    keep(assistant, "drones")
    clock.pass_days(10)
    keep(assistant, "drones")
    (gap,) = find(assistant, clock).gaps
    assert (len(gap.turns), gap.recent, gap.earlier) == (6, 2, 4)
    assert gap.turns == tuple(sorted(gap.turns, reverse=True))


def test_only_what_points_at_a_gap_is_looked_at(assistant: Assistant, clock: Clock) -> None:
    library = assistant.library
    keep(assistant, "something long ago")
    clock.pass_days(91)
    reply = assistant.reply
    answered = reply(Question("may I post pictures of crime scenes?"), record=True)
    disliked = reply(Question("are hidden comments kept?"), record=True)
    wanted = reply(Question("may a calendar be kept?"), record=True)
    assert {one.kind for one in (answered, disliked, wanted)} == {Kind.ANSWER}
    assistant.records.rate(disliked.turn or 0, helpful=False)
    handover = Handover(library.database, assistant.records, assistant.tickets, assistant.settings)
    handover.pass_on(wanted.turn or 0, Origin("slack", Person("slack:T1:U9")))
    (strange,) = keep(assistant, "best pizza", decision=off_topic())
    keep(assistant, "hello", decision=off_topic(Reason.SMALL_TALK))
    keep(assistant, "a phone number", decision=off_topic(Reason.PERSONAL_DATA))
    (urgent,) = keep(assistant, "hacked", decision=replace(PASSED_ON, reason=Reason.URGENT))
    causes = {turn: cause for gap in find(assistant, clock).gaps for turn in gap.turns
              for cause in gap.causes}  # fmt: skip
    assert causes == {
        disliked.turn: Cause.DISLIKED,
        wanted.turn: Cause.WANTED,
        strange: Cause.UNANSWERED,
        urgent: Cause.ESCALATED,
    }


def test_what_questions_mean_is_kept_as_long_as_the_turns_and_not_found_out_twice(
    assistant: Assistant, clock: Clock
) -> None:
    keep(assistant, "drones over crime scenes", "Drones over crime scenes")
    database, embedder = assistant.library.database, assistant.library.embedder
    assert isinstance(embedder, WordEmbedder)
    find(assistant, clock)
    embedder.embedded.clear()
    first = find(assistant, clock)
    # The nearest clause is searched for anew; the question itself is known.
    assert len(embedder.embedded) <= 1
    clock.pass_days(40)
    expire(database, Schedule(30, 30), clock())
    with database.read() as connection:
        assert connection.execute(select(turn_vector)).all() == []
    assert first.gaps
    assert find(assistant, clock).gaps == ()


def test_nothing_asked_is_no_gap(assistant: Assistant, clock: Clock) -> None:
    found = find(assistant, clock)
    assert (found.asked, found.gaps) == (0, ())
    assert found.begins == clock.now - timedelta(days=90)


def test_progress_is_told_and_ends_the_search_when_nobody_wants_it(
    assistant: Assistant, clock: Clock
) -> None:
    keep(assistant, "drones", "parking")
    phases: list[str] = []

    def told(phase: str, _done: int, _total: int) -> None:
        phases.append(phase)
        if phase == "looking for the nearest clauses":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        GapFinding(assistant.library).find(clock.now, assistant.today(), told)
    assert list(dict.fromkeys(phases)) == [
        "reading the record",
        "reading the questions",
        "looking for the nearest clauses",
    ]
