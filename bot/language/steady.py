"""Patience with a language model: how long it may take, how often it is tried, when it rests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Semaphore
from typing import Final, Self

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential_jitter

from bot.errors import ModelFailed
from bot.language.asking import Asking
from bot.language.breaker import Breaker
from bot.language.model import Hears, LanguageModel, Prompt, Said, silent
from bot.settings import Settings
from bot.writing import Outcome

_TRIES: Final = 3
# Seconds to wait while as many are asking as may: whoever waits keeps a worker from the next asker,
# who may have something urgent.
_TURN: Final = 2.0
_BACKOFF: Final = wait_exponential_jitter(multiplier=0.5, jitter=0.5)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to the first word and to the whole reply, and how many replies at once."""

    first_token: float
    whole: float
    at_once: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the patience that an agency has."""
        return cls(settings.model_first_token, settings.model_timeout, settings.model_at_once)


class _CrowdedError(ModelFailed):
    """As many are asking as may; that says nothing of the endpoint."""


class Steady:
    """A language model that is given up when it takes too long. Thread-safe.

    What may pass is tried again, as long as nothing was heard and the waits fit into the whole
    time; after many failures in a row the model rests. `now` counts seconds, `sleep` waits. What
    has to be loaded or booked isn't the endpoint's delay and takes nothing of its time: `ready` is
    called before an asking, and `book` before each try, which then asks the model that it returns.

    Whoever gave a reply up waits no longer, but its turn is free only when the connection ends: at
    the next word, or after as long without a byte as the kit waits. An endpoint that keeps a line
    open with bytes that are no word keeps that turn, and with all of them the model rests.
    """

    def __init__(  # noqa: PLR0913 - what asks, the times, and what goes before
        self,
        model: LanguageModel,
        patience: Patience,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        *,
        ready: Callable[[], None] = lambda: None,
        book: Callable[[Prompt], LanguageModel] | None = None,
    ) -> None:
        self._model = model
        self._ready = ready
        self._book = book or (lambda _prompt: self._model)
        self._patience = patience
        self._now = now
        self._sleep = sleep
        self._breaker = Breaker(model.name, _blamed, now)
        self._slots = Semaphore(patience.at_once)
        self._under_way: set[Asking] = set()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The setting that chose the model."""
        return self._model.name

    @property
    def resting(self) -> bool:
        """Whether the model rests after many failures."""
        return self._breaker.open

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what the model says within its time.

        Raises ModelFailed: as the model, `ready` and `book` do, or SLOW, BUSY (no turn within two
        seconds) and RESTING; none of them waits for the endpoint any longer.
        """
        with self._breaker.watch():
            self._ready()
            return self._tried(prompt, hears, self._now() + prompt.share * self._patience.whole)

    def _tried(self, prompt: Prompt, hears: Hears, until: float) -> Said:
        heard = Event()

        def hear(so_far: str) -> None:
            heard.set()
            hears(so_far)

        retrying = Retrying(
            retry=retry_if_exception(lambda failure: _passes(failure) and not heard.is_set()),
            wait=_pause,
            stop=lambda state: self._over(state, until),
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._once, prompt, hear, until)

    def _over(self, state: RetryCallState, until: float) -> bool:
        late = self._now() + state.upcoming_sleep >= until
        return late or state.attempt_number >= _TRIES

    def _once(self, prompt: Prompt, hears: Hears, until: float) -> Said:
        self._take_turn(until)
        began = self._now()
        asking = self._begin(prompt)
        until += self._now() - began
        first = min(until, self._now() + self._patience.first_token)
        try:
            return asking.listen(hears, first, until, self._now)
        except TimeoutError as late:
            raise ModelFailed("The model takes too long to answer.", Outcome.SLOW) from late
        finally:
            asking.left = True

    def _take_turn(self, until: float) -> None:
        left = max(0.0, until - self._now())
        if not self._slots.acquire(timeout=min(left, _TURN)):
            raise self._crowded()

    def _begin(self, prompt: Prompt) -> Asking:
        try:
            asking = Asking(self._book(prompt), prompt, self._ended)
        except BaseException:
            self._slots.release()
            raise
        with self._lock:
            self._under_way.add(asking)
        try:
            asking.begin()
        except BaseException:
            self._ended(asking)
            raise
        return asking

    def _crowded(self) -> ModelFailed:
        with self._lock:
            hangs = any(asking.left for asking in self._under_way)
        # Where replies hang that nobody waits for any more, the endpoint keeps the others out.
        failed = ModelFailed if hangs else _CrowdedError
        most = self._patience.at_once
        return failed(
            f"The model is being asked {most} times at once, which is as often as it may"
            " (POLICYDESK_MODEL_AT_ONCE).",
            Outcome.BUSY,
        )

    def _ended(self, asking: Asking) -> None:
        with self._lock:
            self._under_way.discard(asking)
        self._slots.release()


def _blamed(failure: ModelFailed) -> bool:
    return failure.outcome.by_endpoint and not isinstance(failure, _CrowdedError)


def _passes(failure: BaseException) -> bool:
    return isinstance(failure, ModelFailed) and failure.passing


def _pause(state: RetryCallState) -> float:
    failure = state.outcome.exception() if state.outcome else None
    asked_for = failure.wait if isinstance(failure, ModelFailed) else 0.0
    return max(asked_for, _BACKOFF(state))
