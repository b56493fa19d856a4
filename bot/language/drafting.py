"""An answer in plain words: a language model writes it from the clauses that were decided on.

It can change no decision and no citation: it gets nothing but the clauses that are cited, and of
what it writes only the sentences stand that the clauses bear out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot import citations as checks
from bot import wording
from bot.claims.support import Encode
from bot.language import forms, prompts
from bot.language.calling import Called, ask
from bot.language.forms import DraftForm
from bot.language.masking import Mask
from bot.language.model import LanguageModel, Observe, Says, unobserved, unsaid
from bot.language.proof import Proof, Proved
from bot.model import Citation
from bot.writing import Outcome, Sentence, Writing

# An answer that has lost more isn't the one that was written.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Drafting:
    """Has a language model word answers. Thread-safe as its model is.

    `encode` gives texts their unit rows, `region` is where phone numbers without + are from.
    Clauses that only some may read are sent only if `restricted`.
    """

    model: LanguageModel
    encode: Encode
    region: str
    restricted: bool
    observe: Observe = unobserved

    def write(self, question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        """Return the answer in the model's words, as far as they stand, and what became of it.

        `says` gets each sentence of a complete answer as soon as it stands, from the first on; what
        is returned may still be without them. Whatever the model does, the outcome tells.
        """
        if not self.restricted and any(map(_is_restricted, citations)):
            return Writing(Outcome.RESTRICTED)
        mask = Mask(self.region)
        ids = prompts.opaque_ids(len(citations))
        clauses = dict(zip(ids, map(_given, citations), strict=True))
        check = partial(checks.faults, clauses=clauses, encode=self.encode)
        proof = Proof(mask, {one: rank for rank, one in enumerate(ids, start=1)}, check)
        prompt = prompts.writing(mask.hide(question, own=True), clauses)
        called = ask(self.model, prompt, _Aloud(proof, says).hear)
        writing = _writing(called, proof)
        self.observe(prompt.purpose, writing.outcome, called.call.seconds)
        return writing


class _Aloud:
    """Says the sentences of a draft while it comes."""

    def __init__(self, proof: Proof, says: Says) -> None:
        self._proof = proof
        self._says = says
        self._said: tuple[Sentence, ...] = ()

    def hear(self, so_far: str) -> None:
        """Say what stands and wasn't said yet; nothing that another beginning of it said."""
        draft = forms.finished(so_far)
        if draft is None or draft.completeness != "complete":
            return
        proved = self._proof.of(draft)
        said = len(self._said)
        if not proved.leads or proved.sentences[:said] != self._said:
            return
        for sentence in proved.sentences[said:]:
            self._says(sentence)
        self._said = proved.sentences


def _writing(called: Called, proof: Proof) -> Writing:
    if called.failed:
        return Writing(called.failed, call=called.call)
    draft = forms.read(DraftForm, called.call.returned)
    if draft is None:
        return Writing(Outcome.GARBLED, call=called.call)
    proved = proof.of(draft)
    return Writing(
        _outcome(draft, proved), proved.sentences, proved.caveats, proved.dropped, called.call
    )


def _outcome(draft: DraftForm, proved: Proved) -> Outcome:
    match draft.completeness:
        case "none":
            return Outcome.NONE
        case "partial":
            return Outcome.PARTIAL
    enough = len(proved.sentences) >= _ENOUGH * len(draft.sentences)
    return Outcome.WRITTEN if proved.leads and enough else Outcome.DROPPED


def _is_restricted(citation: Citation) -> bool:
    return bool(citation.passage.version.header.groups)


def _given(citation: Citation) -> str:
    """Return all that the model is given of a clause."""
    return "\n".join(filter(None, (wording.quoted_words(citation), citation.note)))
