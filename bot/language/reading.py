"""A question in the words of the policy: a language model rewords it, for the search alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.claims.support import Encode
from bot.language import forms, prompts
from bot.language.calling import ask
from bot.language.flaws import Flaw, essence, is_empty, is_marked
from bot.language.forms import PhrasingsForm
from bot.language.masking import Mask
from bot.language.model import LanguageModel, Observe, unobserved
from bot.language.prompts import LONGEST_PHRASING, MOST_PHRASINGS
from bot.writing import Dropped, Outcome, Reading

# The least cosine of a rewording with what was asked. Of 62 good ones it keeps 92%, half of which
# need knowledge of the world; of 62 that ask something else it lets 11% pass, and what they find
# is answered with a caveat at most (tests/bot/language/rewordings.py).
NEAR = 0.16


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """Has a language model reword questions. Thread-safe as its model is.

    `encode` gives texts their unit rows, `region` is where phone numbers without + are from.
    """

    model: LanguageModel
    encode: Encode
    region: str
    observe: Observe = unobserved

    def read(
        self, question: str, earlier: Sequence[str] = (), headings: Sequence[str] = ()
    ) -> Reading:
        """Return the question by itself and in the policy's words, as far as these are about it.

        `earlier` are the questions that it may lean on, `headings` those that the plain search
        found; they are sent as they are. Whatever the model does, the outcome tells.
        """
        mask = Mask(self.region)
        before = [mask.hide(one) for one in earlier]
        prompt = prompts.reading(mask.hide(question, own=True), before, headings)
        called = ask(self.model, prompt)
        form = None if called.failed else forms.read(PhrasingsForm, called.call.returned)
        outcome = called.failed or (Outcome.READ if form else Outcome.GARBLED)
        self.observe(prompt.purpose, outcome, called.call.seconds)
        if form is None:
            return Reading(outcome, call=called.call)
        reference = self._row("\n".join((*earlier, question)))
        sifting = _Sifting(mask, lambda text: float(reference @ self._row(text)), question)
        stand_alone = sifting.fit(form.stand_alone) if form.stand_alone else ""
        fit = tuple(filter(None, map(sifting.phrasing, form.phrasings)))
        return Reading(outcome, stand_alone, fit, tuple(sifting.dropped), called.call)

    def _row(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self.encode([text])[0]
        return row


class _Sifting:
    """Sifts what a model made of a question; `likeness` is the cosine of a text with it."""

    def __init__(self, mask: Mask, likeness: Callable[[str], float], question: str) -> None:
        self.dropped: list[Dropped] = []
        self._mask = mask
        self._likeness = likeness
        self._seen = {essence(question)}
        self._left = MOST_PHRASINGS

    def phrasing(self, text: str) -> str:
        """Return the phrasing as it is searched, "" where it isn't."""
        found = self.fit(text) if self._left else self._drop(text, Flaw.MANY)
        self._left -= bool(found)
        return found

    def fit(self, text: str) -> str:
        """Return the text with the asker's own words put back, "" where it isn't fit."""
        shown = self._mask.restore(text)
        # Flaws of form first: only what has none is worth weighing.
        wrong = {
            Flaw.EMPTY: is_empty(text),
            Flaw.LONG: len(shown) > LONGEST_PHRASING,
            Flaw.LINKED: is_marked(text),
            Flaw.HIDDEN: self._mask.foreign(text),
            Flaw.AGAIN: essence(shown) in self._seen,
        }
        flaws = [flaw for flaw, is_so in wrong.items() if is_so]
        if not flaws and self._likeness(shown) < NEAR:
            flaws = [Flaw.ASIDE]
        self._seen.add(essence(shown))
        return self._drop(text, *flaws) if flaws else shown

    def _drop(self, text: str, *flaws: Flaw) -> str:
        self.dropped.append(Dropped(text, flaws))
        return ""
