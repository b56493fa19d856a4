"""MTRAG-UN: conversations with their source passages, and whether those answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.model import Message
from evals.bench.places import Places
from evals.bench.shelf import Piece


@dataclass(frozen=True, slots=True)
class Task:
    """The last question of a conversation; `answerable` as its author judged.

    `passages` are the ids of those that answer.
    """

    conversation: str
    collection: str
    question: str
    history: tuple[Message, ...]
    answerable: bool
    passages: frozenset[str]


def collections(places: Places) -> dict[str, list[Piece]]:
    """Return the source passages of each collection."""
    found: defaultdict[str, dict[str, Piece]] = defaultdict(dict)
    for line in _lines(places):
        for context in line["contexts"]:
            name = context["document_id"]
            text = " ".join(context["text"].split())
            found[line["Collection"]][name] = Piece(name, "", text)
    return {name: list(pieces.values()) for name, pieces in found.items()}


def tasks(places: Places) -> Iterator[Task]:
    """Yield the tasks that are plainly answerable or plainly not."""
    judged = {"ANSWERABLE": True, "UNANSWERABLE": False}
    for line in _lines(places):
        if (answerable := judged.get(line["answerability"][0])) is None:
            continue
        *before, last = (
            Message("user" if said["speaker"] == "user" else "assistant", said["text"])
            for said in line["input"]
        )
        yield Task(
            conversation=line["conversation_id"],
            collection=line["Collection"],
            question=last.content,
            history=tuple(before),
            answerable=answerable,
            passages=frozenset(context["document_id"] for context in line["contexts"]),
        )


def _lines(places: Places) -> Iterator[dict[str, Any]]:
    file = places.data / "data/mtrag_un/reference.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
