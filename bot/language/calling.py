"""One asking of a language model as the record keeps it, however it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from bot.errors import ModelFailed
from bot.language.forms import LONGEST_REPLY
from bot.language.model import Hears, LanguageModel, Prompt, silent
from bot.writing import Call, Outcome

# What no database takes.
_UNKEPT = str.maketrans({"\0": "\N{REPLACEMENT CHARACTER}"})


@dataclass(frozen=True, slots=True)
class Called:
    """What was asked and said; `failed` tells why nothing was, None where something was."""

    call: Call
    failed: Outcome | None


def ask(model: LanguageModel, prompt: Prompt, hears: Hears = silent) -> Called:
    """Return what came of asking; of a reply that failed half-way, what had come by then."""
    heard = ""

    def hear(so_far: str) -> None:
        nonlocal heard
        heard = so_far
        hears(so_far)

    begun = perf_counter()
    call = Call(prompt.purpose, model.name, prompt.digest, f"{prompt.instruction}\n\n{prompt.data}")
    failed = None
    try:
        said = model.say(prompt, hear)
    except ModelFailed as failure:
        failed = failure.outcome
    else:
        heard = said.text
        call = replace(
            call, version=said.version, tokens_in=said.tokens_in, tokens_out=said.tokens_out
        )
    return Called(replace(call, returned=_kept(heard), seconds=perf_counter() - begun), failed)


def _kept(text: str) -> str:
    """Return the reply as it can be kept; what is longer than any reply shows by its length."""
    whole = text[: LONGEST_REPLY + 1].translate(_UNKEPT)
    return whole.encode("utf-8", "replace").decode()
