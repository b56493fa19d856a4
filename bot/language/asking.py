"""One asking of a model in a thread of its own, so that nobody has to wait for its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Condition, Thread

from bot.language.model import Hears, LanguageModel, Prompt, Said


class _NobodyWaitsError(Exception):
    """Ends an asking whose asker has gone, at the next word that comes."""


class Asking:
    """An asking under way; `ended` is called in its own thread once it is really over.

    Whoever listens no more sets `left`.
    """

    def __init__(
        self,
        model: LanguageModel,
        prompt: Prompt,
        ended: Callable[[Asking], None] = lambda _asking: None,
    ) -> None:
        self.left = False
        self._model = model
        self._prompt = prompt
        self._ended = ended
        self._changed = Condition()
        # The newest state alone: a model may write faster than anybody reads.
        self._so_far: str | None = None
        self._result: Said | BaseException | None = None
        # A daemon: a server that never answers mustn't hold the process's exit.
        self._thread = Thread(target=self._run, name="model", daemon=True)

    def begin(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def listen(self, hears: Hears, first: float, whole: float, now: Callable[[], float]) -> Said:
        """Return what the model says; `hears` gets what came so far, each time more has come.

        Raises TimeoutError when nothing has come by `first`, or not all by `whole` (as `now`
        counts), and whatever the asking raised, after `hears` got what came before.
        """
        heard, until = None, first
        while True:
            with self._changed:
                self._changed.wait_for(partial(self._news, heard), max(0.0, until - now()))
                so_far, result = self._so_far, self._result
            if result is None and now() >= until:
                raise TimeoutError
            if so_far is not None and so_far != heard:
                hears(so_far)
                heard, until = so_far, whole
            elif isinstance(result, Said):
                return result
            elif result is not None:
                raise result

    def _news(self, heard: str | None) -> bool:
        return self._result is not None or self._so_far != heard

    def _run(self) -> None:
        result: Said | BaseException
        try:
            result = self._model.say(self._prompt, self._hear)
        except BaseException as failure:  # noqa: BLE001 - whoever listens raises it
            result = failure
        with self._changed:
            self._result = result
            self._changed.notify()
        self._ended(self)

    def _hear(self, so_far: str) -> None:
        if self.left:
            raise _NobodyWaitsError
        with self._changed:
            self._so_far = so_far
            self._changed.notify()
