"""Questions whose plain ending is unsettled, decided without rewordings and with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from bot.assistant import Assistant
from bot.language.reading import QuestionReading
from bot.model import Citation, Decision, Kind, Question
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench import employees
from evals.bench.places import Places
from evals.bench.reading.prepared import Prepared
from evals.cases import read
from evals.matching import meets
from evals.model import Case
from knowledge.library import Library
from knowledge.model import Passage
from knowledge.retrieval.embedding import SentenceEmbedder
from knowledge.sample import sample_folder


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `answerable` is None where a test set takes both for right.

    `gold` tells whether a clause found answers, `cites` whether a citation shows one that does.
    """

    question: Question
    answerable: bool | None
    gold: Callable[[Passage], bool]
    cites: Callable[[Citation], bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a question: the rank of the first gold clause (None: not found), and the end."""

    rank: int | None
    cites: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """A question that was read: decided by its own words, and with a model's.

    `chosen_on` tells whether it is of the half that numbers were chosen on.
    """

    answerable: bool | None
    chosen_on: bool
    plain: Seen
    read: Seen


def own(places: Places, model: Prepared) -> Iterator[Pair]:
    """Yield the sample agency's questions, of the set that may be fitted on."""
    with _library(places, "sample", sample_folder()) as assistant:
        cases = read(Path(str(files("evals.sets") / "fit.jsonl")))
        yield from _pairs(assistant, model, map(_of_case, cases))


def in_employees_words(places: Places, model: Prepared) -> Iterator[Pair]:
    """Yield the questions over real documents, each asked of its own corpus."""
    cases = list(employees.cases(places))
    for corpus in dict.fromkeys(case.corpus for case in cases):
        mine = [_of_employee(case) for case in cases if case.corpus == corpus]
        with _library(places, corpus, places.corpora / corpus) as assistant:
            yield from _pairs(assistant, model, mine)


def _pairs(assistant: Assistant, model: Prepared, asked: Iterable[Asked]) -> Iterator[Pair]:
    region = assistant.settings.phone_region
    reader = QuestionReading(model, SentenceEmbedder().encode, region)
    reading = replace(assistant, reader=reader)
    for one in asked:
        read_one = reading.reply(one.question)
        if read_one.reading is not None:
            plain = _seen(one, assistant.reply(one.question))
            yield Pair(one.answerable, _chosen_on(one.question), plain, _seen(one, read_one))


def _seen(asked: Asked, decision: Decision) -> Seen:
    ranks = (rank for rank, found in enumerate(decision.passages, 1) if asked.gold(found))
    return Seen(next(ranks, None), any(map(asked.cites, decision.citations)), decision.kind)


def _chosen_on(question: Question) -> bool:
    """Halve the questions by chance, the same at each run; a conversation is never parted."""
    begun = question.history[0].content if question.history else question.text
    return hashlib.sha256(begun.encode()).digest()[-1] % 2 == 0


def _of_case(case: Case) -> Asked:
    gold = [one for requirement in case.gold for one in requirement]

    def found(passage: Passage) -> bool:
        return any(meets(one, passage.clause, passage.version) for one in gold)

    def cites(citation: Citation) -> bool:
        clauses = (citation.passage.clause, *citation.items)
        version = citation.passage.version
        return any(meets(one, clause, version) for one in gold for clause in clauses)

    known = case.answerable or case.unanswerable
    question = Question(case.question, case.viewer, case.history, case.on)
    return Asked(question, case.answerable if known else None, found, cites)


def _of_employee(case: employees.Case) -> Asked:
    def found(passage: Passage) -> bool:
        return employees.hit(case.gold, [passage.clause.text])

    def cites(citation: Citation) -> bool:
        return employees.hit(case.gold, [employees.shown(citation)])

    question = Question(case.question, history=case.history)
    return Asked(question, bool(case.gold), found, cites)


@contextmanager
def _library(places: Places, name: str, documents: Path) -> Iterator[Assistant]:
    data = places.library(name)
    with Library.open(data, embedder=SentenceEmbedder(), today=_today) as library:
        library.add([documents], publish=True)
    # Whatever model this machine is set up with: here the rewordings are those on file.
    assistant = replace(build(load_settings(data=data)), reader=None, writer=None)
    try:
        yield assistant
    finally:
        assistant.library.close()


def _today() -> date:
    return datetime.now(UTC).date()
