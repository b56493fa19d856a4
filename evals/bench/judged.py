"""Questions of which it is known whether the documents answer them, as the bot sees them.

Three sources: ObliQA with half of its regulations taken away, MTRAG-UN as its authors judged
it, and the sample agency's own test sets.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files

from bot.confidence import features
from bot.followup import stand_alone
from bot.model import Message
from bot.purpose import Purpose
from evals.bench.mtrag import collections, tasks
from evals.bench.places import Places
from evals.bench.shelf import Piece, Shelf, key
from knowledge.library import Library
from knowledge.model import SearchResult, Viewer
from knowledge.retrieval.embedding import SentenceEmbedder
from knowledge.sample import sample_folder

# Enough for intervals of a few hundredths; all of them would take half an hour.
_QUESTIONS = 900
# How deep an answer may be for its clause to reach the asker.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's features; `found` tells whether a clause that answers is among the first.

    Questions of one `group` (a conversation, a question in two libraries) are never
    parted between fitting and judging.
    """

    group: str
    features: Mapping[str, float]
    answerable: bool
    found: bool


def obliqa(places: Places, split: str) -> Iterator[Judged]:
    """Yield questions asked of one half of the regulations and of the other.

    A question is answerable where all its passages are, and not where all are gone;
    those whose passages are in both halves are left out.
    """
    pieces = list(_regulations(places))
    documents = sorted({piece.document for piece in pieces}, key=int)
    dealer = random.Random(0)  # noqa: S311 - not for secrets
    dealer.shuffle(documents)
    cases = json.loads((places.data / f"data/obliqa/ObliQA_{split}.json").read_text("utf-8"))
    asked = dealer.sample(cases, _QUESTIONS)
    for name, half in (("odd", set(documents[::2])), ("even", set(documents[1::2]))):
        shelf = Shelf(places, f"obliqa-{name}", [p for p in pieces if p.document in half])
        for case in asked:
            gold = {(str(p["DocumentID"]), str(p["PassageID"])) for p in case["Passages"]}
            here = {document in half for document, _ in gold}
            if len(here) == 1:
                result = shelf.search([(case["Question"], 1.0)])
                yield _judged(case["QuestionID"], result, here.pop(), {key(*g) for g in gold})
        shelf.close()


def mtrag(places: Places) -> Iterator[Judged]:
    """Yield the last questions of conversations, each asked of its own collection."""
    purpose_of = Purpose(SentenceEmbedder())
    shelves = {
        name: Shelf(places, f"mtrag-{name}", pieces) for name, pieces in collections(places).items()
    }
    for task in tasks(places):
        texts = stand_alone(task.question, task.history, purpose_of).texts
        result = shelves[task.collection].search(texts)
        gold = {key(name, "") for name in task.passages}
        yield _judged(task.conversation, result, task.answerable, gold)
    for shelf in shelves.values():
        shelf.close()


def sample(places: Places, split: str) -> Iterator[Judged]:
    """Yield the sample agency's questions ("fit", "held") that clauses settle or leave open."""
    lines = (files("evals.sets") / f"{split}.jsonl").read_text("utf-8").splitlines()
    embedder = SentenceEmbedder()
    purpose_of = Purpose(embedder)
    with Library.open(places.library("sample"), embedder=embedder, today=_today) as library:
        library.add([sample_folder()], publish=True)
        for case in map(json.loads, filter(str.strip, lines)):
            if not case["gold"] and "unanswerable" not in case["tags"]:
                continue
            said = tuple(Message(m["role"], m["content"]) for m in case["history"])
            day = date.fromisoformat(case["on"]) if case["on"] else _today()
            viewer = Viewer(frozenset(case["groups"]), case["audience"])
            texts = stand_alone(case["question"], said, purpose_of).texts
            result = library.search(texts, viewer, day, 10)
            gold = {p.clause.key for p in result.passages if _quoted(p.clause.text, case["gold"])}
            yield _judged(case["id"], result, bool(case["gold"]), gold)


def _judged(group: str, result: SearchResult, answerable: bool, gold: set[str]) -> Judged:  # noqa: FBT001 - a value, not a switch
    best = {passage.clause.key for passage in result.passages[:_FEW]}
    return Judged(group, features(result), answerable, answerable and not gold.isdisjoint(best))


def _regulations(places: Places) -> Iterator[Piece]:
    folder = places.data / "data/obliqa/StructuredRegulatoryDocuments"
    for file in sorted(folder.glob("*.json")):
        for passage in json.loads(file.read_text("utf-8")):
            if passage["Passage"].strip():
                yield Piece(file.stem, passage["PassageID"], passage["Passage"])


def _quoted(text: str, gold: Iterable[Mapping[str, str]]) -> bool:
    plain = " ".join(text.split())
    return any(" ".join(one["quote"].split()) in plain for one in gold)


def _today() -> date:
    return datetime.now(UTC).date()
