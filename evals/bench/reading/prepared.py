"""Rewordings that were written beforehand, said as a language model would say them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.language.model import Hears, Prompt, Said, silent

_NOTHING = json.dumps({"stand_alone": "", "phrasings": []})


@dataclass(frozen=True, slots=True)
class Prepared:
    """Implements `bot.language.model.LanguageModel`; `replies` has them by `digest`."""

    replies: Mapping[str, str]

    @property
    def name(self) -> str:
        """What stands on record for the model."""
        return "prepared:by hand"

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what was written for the question; for one without, that there is nothing."""
        asked = json.loads(prompt.data)
        text = self.replies.get(digest(asked["question"], asked["earlier_questions"]), _NOTHING)
        hears(text)
        return Said(text, "", 0, 0)


def prepared(file: Path) -> Prepared:
    """Return what is on file; a line names its question word for word, or by its digest alone."""
    lines = map(json.loads, filter(str.strip, file.read_text("utf-8").splitlines()))
    return Prepared({_key(line): _reply(line) for line in lines})


def digest(question: str, earlier: Sequence[str]) -> str:
    """Return what tells a question, with those it leans on, from any other (SHA-256)."""
    return hashlib.sha256("\n".join((*earlier, question)).encode()).hexdigest()


def _key(line: Mapping[str, object]) -> str:
    given = line.get("digest")
    return str(given) if given else digest(str(line["question"]), _texts(line["earlier"]))


def _reply(line: Mapping[str, object]) -> str:
    return json.dumps({name: line[name] for name in ("stand_alone", "phrasings")})


def _texts(given: object) -> list[str]:
    return [str(one) for one in given] if isinstance(given, list) else []
