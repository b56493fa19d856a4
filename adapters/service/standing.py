"""Figures of how things stand, looked up in the catalog when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from bot.tickets import TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import ticket
from knowledge.errors import KnowledgeError

# How many there are, by their state.
Counts = Callable[[], Mapping[str, int]]


def tickets(database: Database) -> Counts:
    """Return what counts the tickets in each state, with 0 for none."""

    def count() -> Mapping[str, int]:
        wanted = select(ticket.c.state, func.count().label("number")).group_by(ticket.c.state)
        with database.read() as connection:
            found = {row.state: row.number for row in connection.execute(wanted)}
        return {state.value: found.get(state, 0) for state in TicketState}

    return count


class Standing(Collector):
    """Gauges by state; where the catalog can't be read they are left out, and the others stay."""

    def __init__(self, **counts: Counts) -> None:
        self._counts = counts

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name the figures without looking any up."""
        for name in self._counts:
            yield _gauge(name, {})

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Look all figures up."""
        for name, count in self._counts.items():
            try:
                yield _gauge(name, count())
            except KnowledgeError:
                continue  # /readyz tells that the catalog is away


def _gauge(name: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(f"policydesk_{name}", f"How many there are: {name}", labels=["state"])
    for state, number in counts.items():
        gauge.add_metric([state], number)
    return gauge
