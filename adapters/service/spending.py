"""Figures of what language models used today."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.language.budget import Use
from knowledge.errors import KnowledgeError


class Spending(Collector):
    """Gauges of tokens and money of today, by the agency's calendar.

    They are left out where the catalog can't be read.
    """

    def __init__(self, used: Callable[[], Use]) -> None:
        self._used = used

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name the figures without looking any up."""
        yield _tokens()
        yield _money()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Look all figures up."""
        try:
            use = self._used()
        except KnowledgeError:
            return  # /readyz tells that the catalog is away
        tokens, money = _tokens(), _money()
        tokens.add_metric(["read"], use.tokens_in)
        tokens.add_metric(["written"], use.tokens_out)
        money.add_metric([], use.money)
        yield tokens
        yield money


def _tokens() -> GaugeMetricFamily:
    about = "Tokens that models used today, with what is reserved for askings under way"
    return GaugeMetricFamily("policydesk_model_tokens_today", about, labels=["direction"])


def _money() -> GaugeMetricFamily:
    return GaugeMetricFamily("policydesk_model_money_today", "What those tokens cost", labels=[])
