"""What the figures of a running service are looked up from."""

from __future__ import annotations

from adapters.delivery.delivery import Delivery
from adapters.service.metrics import Metrics
from adapters.service.spending import Spending
from adapters.service.standing import Standing, tickets
from bot.assistant import Assistant
from bot.language.budget import Budget, Limits


def collect(metrics: Metrics, delivery: Delivery, assistant: Assistant) -> None:
    """Have the figures look up what waits, and what a language model used, when they are asked."""
    settings, database = assistant.settings, assistant.library.database
    standing = Standing(
        inbox=delivery.inbox.counts,
        outbox=delivery.outbox.counts,
        tickets=tickets(database),
        alarms=lambda: {"standing": len(delivery.alarms.standing())},
    )
    metrics.collect_from(standing)
    if settings.model:
        budget = Budget(database, assistant.today, Limits.of(settings))
        metrics.collect_from(Spending(budget.used))
        metrics.model_rests(assistant.model_rests)
