"""Questions in employees' words over real documents, and whether what was found is gold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model import Citation, Message
from evals.bench.places import Places

# The data's own rule: compare without white space and Markdown's marks.
_IGNORED = re.compile(r"[\s>*_`]+")


@dataclass(frozen=True, slots=True)
class Case:
    """A question of the set; without gold quotes nothing in its corpus answers it."""

    corpus: str
    question: str
    gold: tuple[str, ...]
    history: tuple[Message, ...]


def cases(places: Places) -> Iterator[Case]:
    """Yield all questions, in the set's order."""
    lines = (places.data / "data/dev_questions.jsonl").read_text(encoding="utf-8").splitlines()
    for line in filter(str.strip, lines):
        case = json.loads(line)
        gold = tuple(one["quote"] for one in case["gold"])
        said = tuple(Message(one["role"], one["content"]) for one in case["history"])
        yield Case(case["corpus"], case["question"], gold, said)


def shown(cited: Citation) -> str:
    """Return what the asker reads of a citation: lead-in, quote and the items of its list."""
    items = (item.text for item in cited.items)
    return "\n".join((cited.passage.clause.lead_in, cited.quote, *items))


def hit(gold: Sequence[str], found: Sequence[str]) -> bool:
    """Whether a gold quote stands in any of the texts."""
    texts = [_plain(text) for text in found]
    return any(_plain(quote) in text for quote in gold for text in texts)


def _plain(text: str) -> str:
    return _IGNORED.sub("", text)
