"""How an answer comes about, for a page that shows it while it does: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.model_wording import LOOKING_UP, MORE_IS_CHECKED, marked
from bot.writing import Sentence


@dataclass(frozen=True, slots=True)
class Began:
    """The question was heard."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence of the answer stood the check; the answer itself takes its place."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Ended:
    """The answer can be read at that address."""

    to: str


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no answer, and why."""

    why: str


Event = Began | Passed | Ended | Failed


def line(event: Event) -> str:
    """Return an event as the page's script reads it. Pure.

    `step` is a sentence on how far it is, `passed` a sentence of the answer, `to` the address that
    has it, `fault` why there is none. The last line has `to` or `fault`.
    """
    return f"{json.dumps(_told(event))}\n"


def _told(event: Event) -> dict[str, str]:
    match event:
        case Began():
            return {"step": LOOKING_UP}
        case Passed(sentence):
            return {"passed": marked(sentence), "step": MORE_IS_CHECKED}
        case Ended(to):
            return {"to": to}
        case Failed(why):
            return {"fault": why}
