from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families as families

from adapters.delivery.observed import Observed
from adapters.service.counting import CountedRecords
from adapters.service.metrics import Metrics
from adapters.service.spending import Spending
from adapters.service.standing import Standing, tickets
from bot.kept import Turn
from bot.language.budget import Budget, Limits, Use
from bot.language.model import Observe
from bot.model import Band, Decision, Kind, Origin, Person, Reason
from bot.tickets import Tickets
from bot.writing import Outcome
from knowledge.catalog.database import Database
from knowledge.errors import CatalogUnusable
from knowledge.model import Viewer
from tests.bot.conftest import Clock

DECISION = Decision(Kind.ESCALATE, Reason.NO_CLAUSE, Band.NONE, "Nothing found.", 0.1)
WORDS = "my boss is rude"


def values(metrics: Metrics) -> dict[str, float]:
    """Return each figure by its name and the values of its labels, with blanks between them."""
    read = families(metrics.page().decode())
    samples = (sample for family in read for sample in family.samples)
    return {
        " ".join([one.name, *(one.labels[label] for label in sorted(one.labels))]): one.value
        for one in samples
    }


def turn(clock: Clock) -> Turn:
    return Turn(
        conversation=WORDS,
        question=WORDS,
        viewer=Viewer(frozenset({WORDS})),
        history=(),
        stand_alone=WORDS,
        subject=WORDS,
        on=clock().date(),
        decision=DECISION,
        revision=1,
        settings={},
        origin=Origin("slack", Person("slack:T1:U1", WORDS)),
    )


def test_everything_that_delivery_tells_is_counted() -> None:
    metrics = Metrics()
    observed: Observed = metrics
    observed.taken_in("slack")
    observed.duplicate("slack")
    observed.failed("slack", "ValueError")
    observed.handled("slack", 0.2, 1.5)
    observed.given_up("slack", "ValueError")
    observed.sent("slack", 0.4)
    observed.retried("slack")
    observed.rate_limited("slack")
    observed.undeliverable("slack")
    observed.follower_failed("Housekeeping")
    seen = values(metrics)
    assert seen["policydesk_events_total slack"] == 1
    assert seen["policydesk_events_duplicate_total slack"] == 1
    for outcome in ("handled", "failed", "given up"):
        assert seen[f"policydesk_event_tries_total {outcome} slack"] == 1
    for outcome in ("sent", "retried", "rate limited", "undeliverable"):
        assert seen[f"policydesk_messages_total {outcome} slack"] == 1
    assert seen["policydesk_event_waiting_seconds_sum slack"] == 1.5
    assert seen["policydesk_event_handling_seconds_sum slack"] == 0.2
    assert seen["policydesk_follower_failures_total Housekeeping"] == 1


def test_questions_are_counted_where_they_are_put_on_record_and_without_words(
    database: Database, clock: Clock
) -> None:
    metrics = Metrics()
    with database.write() as connection:
        CountedRecords(database, clock, metrics.decided).keep(connection, turn(clock))
    metrics.collect_from(Standing(tickets=tickets(database)))
    assert values(metrics)["policydesk_decisions_total escalate no clause"] == 1
    assert "rude" not in metrics.page().decode()
    assert "U1" not in metrics.page().decode()


def test_how_things_stand_is_looked_up_when_it_is_asked_for(
    database: Database, clock: Clock
) -> None:
    metrics = Metrics()
    metrics.collect_from(Standing(tickets=tickets(database)))
    with database.write() as connection:
        Tickets(database, clock).open(connection, "c", WORDS, DECISION)
    seen = values(metrics)
    assert seen["policydesk_tickets open"] == 1
    assert seen["policydesk_tickets closed"] == 0


def test_what_can_not_be_looked_up_is_left_out_and_the_rest_stays() -> None:
    def away() -> dict[str, int]:
        raise CatalogUnusable("gone")

    metrics = Metrics()
    metrics.acked(0.1)
    metrics.collect_from(Standing(inbox=away, outbox=lambda: {"waiting": 3}))
    seen = values(metrics)
    assert "policydesk_inbox waiting" not in seen
    assert seen["policydesk_outbox waiting"] == 3
    assert seen["policydesk_ack_seconds_count"] == 1


def test_what_came_of_asking_a_model_is_counted_and_timed_where_it_was_asked() -> None:
    metrics = Metrics()
    observe: Observe = metrics.model_asked
    observe("writing", Outcome.WRITTEN, 1.5)
    observe("writing", Outcome.SPENT, 0.0)
    observe("reading", Outcome.RESTING, 0.0)
    seen = values(metrics)
    assert seen["policydesk_model_askings_total written writing"] == 1
    assert seen["policydesk_model_askings_total the day's budget is spent writing"] == 1
    assert seen["policydesk_model_askings_total not asked after many failures reading"] == 1
    assert seen["policydesk_model_seconds_sum writing"] == 1.5
    assert seen["policydesk_model_seconds_count writing"] == 1
    assert "policydesk_model_seconds_count reading" not in seen
    assert "policydesk_model_resting" not in seen


def test_whether_a_model_rests_is_told_as_it_is_when_somebody_looks() -> None:
    metrics, now = Metrics(), [True]
    metrics.model_rests(lambda: now[-1])
    assert values(metrics)["policydesk_model_resting"] == 1
    now.append(False)
    assert values(metrics)["policydesk_model_resting"] == 0


def test_what_models_used_today_is_looked_up_and_left_out_where_it_cant_be(
    database: Database, clock: Clock
) -> None:
    budget = Budget(database, lambda: clock().date(), Limits(0, 0, 2.0, 4.0))
    budget.reserve("openai:small", 1000, 500)
    clock.pass_days(1)
    budget.reserve("openai:small", 100, 50)
    metrics = Metrics()
    metrics.collect_from(Spending(budget.used))
    seen = values(metrics)
    assert seen["policydesk_model_tokens_today read"] == 100
    assert seen["policydesk_model_tokens_today written"] == 50
    assert seen["policydesk_model_money_today"] == pytest.approx(0.0004)


def test_where_the_catalog_is_away_nothing_is_said_of_the_spending() -> None:
    def away() -> Use:
        raise CatalogUnusable("gone")

    metrics = Metrics()
    metrics.acked(0.1)
    metrics.collect_from(Spending(away))
    seen = values(metrics)
    assert not any("today" in name for name in seen)
    assert seen["policydesk_ack_seconds_count"] == 1
