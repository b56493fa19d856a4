"""Figures for Prometheus: kinds and counts alone; no label ever holds a text or a person."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.registry import Collector

from bot.model import Decision
from bot.writing import Outcome

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300)
# Nobody was waited for then.
_UNASKED = (Outcome.RESTING, Outcome.SPENT, Outcome.UNBOOKED, Outcome.RESTRICTED)


class Metrics:
    """What is counted as it happens, in a registry of its own. Thread-safe; never raises."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self._registry)
        self._acks = self._histogram("ack_seconds", "From a platform's request to its ack")
        self._refused = self._counter("requests_refused", "Requests turned away", "why")
        self._decisions = self._counter("decisions", "Questions on record", "kind", "reason")
        self._events = self._counter("events", "Events committed to the inbox", "platform")
        self._known = self._counter("events_duplicate", "Events known already", "platform")
        self._tries = self._counter("event_tries", "Events worked on", "platform", "outcome")
        self._waited = self._histogram("event_waiting_seconds", "From inbox to worker", "platform")
        self._worked = self._histogram("event_handling_seconds", "Work on an event", "platform")
        self._messages = self._counter("messages", "Messages on the way", "platform", "outcome")
        self._sending = self._histogram("message_seconds", "From outbox to there", "platform")
        self._model = self._counter("model_askings", "Askings of a model", "purpose", "outcome")
        self._wrote = self._histogram("model_seconds", "What a model takes", "purpose")
        self._followers = self._counter("follower_failures", "Followers that failed", "follower")

    def collect_from(self, collector: Collector) -> None:
        """Add figures that are looked up when they are asked for."""
        self._registry.register(collector)

    def model_rests(self, rests: Callable[[], bool]) -> None:
        """Tell whether the language model rests after failures, as looked up each time."""
        self._gauge("model_resting", "Whether the model rests after failures").set_function(rests)

    def page(self) -> bytes:
        """Return all figures in Prometheus' text format, UTF-8."""
        return generate_latest(self._registry)

    def acked(self, seconds: float) -> None:
        """Count how long a platform waited for its ack."""
        self._acks.observe(seconds)

    def refused(self, why: str) -> None:
        """Count a request that was turned away; `why` is one of a platform's few reasons."""
        self._refused.labels(why).inc()

    def decided(self, decision: Decision) -> None:
        """Count what came of a question."""
        self._decisions.labels(decision.kind.value, decision.reason.value).inc()

    def model_asked(self, purpose: str, outcome: Outcome, seconds: float) -> None:
        """Count what came of asking a language model, and how long it took where it was asked."""
        self._model.labels(purpose, outcome.value).inc()
        if outcome not in _UNASKED:
            self._wrote.labels(purpose).observe(seconds)

    def taken_in(self, platform: str) -> None:
        """Count an event."""
        self._events.labels(platform).inc()

    def duplicate(self, platform: str) -> None:
        """Count an event that came again."""
        self._known.labels(platform).inc()

    def handled(self, platform: str, seconds: float, waited: float) -> None:
        """Count an event that is done, and its times."""
        self._tries.labels(platform, "handled").inc()
        self._worked.labels(platform).observe(seconds)
        self._waited.labels(platform).observe(waited)

    def failed(self, platform: str, fault: str) -> None:  # noqa: ARG002 - stands in the log
        """Count an event that will be tried again."""
        self._tries.labels(platform, "failed").inc()

    def given_up(self, platform: str, fault: str) -> None:  # noqa: ARG002 - stands in the log
        """Count an event that failed for good."""
        self._tries.labels(platform, "given up").inc()

    def sent(self, platform: str, waited: float) -> None:
        """Count a message that is there, and its time."""
        self._messages.labels(platform, "sent").inc()
        self._sending.labels(platform).observe(waited)

    def retried(self, platform: str) -> None:
        """Count a message that will be tried again."""
        self._messages.labels(platform, "retried").inc()

    def rate_limited(self, platform: str) -> None:
        """Count that a platform asked to wait."""
        self._messages.labels(platform, "rate limited").inc()

    def undeliverable(self, platform: str) -> None:
        """Count a message that can't be delivered."""
        self._messages.labels(platform, "undeliverable").inc()

    def follower_failed(self, follower: str) -> None:
        """Count that a follower failed."""
        self._followers.labels(follower).inc()

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"policydesk_{name}", about, labels, registry=self._registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(f"policydesk_{name}", about, registry=self._registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        named = f"policydesk_{name}"
        return Histogram(named, about, labels, registry=self._registry, buckets=_SECONDS)
