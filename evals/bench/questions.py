"""Questions in employees' words over real documents, one corpus at a time, beside the peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.model import Band, Decision, Question
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.employees import Case, cases, hit, shown
from evals.bench.figures import Figure, at_least, plain
from evals.bench.material import texts
from evals.bench.peers.bm25s_alone import Bm25sAlone
from evals.bench.peers.haystack_hybrid import HaystackHybrid
from evals.bench.peers.langchain_stack import LangChainStack
from evals.bench.places import Places
from knowledge.library import Library
from knowledge.retrieval.embedding import SentenceEmbedder

_DEPTHS = (1, 3, 5, 10)
_AIMED_AT = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: our decision, and the texts that the peers found."""

    case: Case
    decision: Decision
    chunks: tuple[str, ...]
    hybrid: tuple[str, ...]
    keywords: tuple[str, ...]


def run(places: Places) -> list[Figure]:
    """Index each corpus by itself, ask its questions, and report over all."""
    by_corpus: dict[str, list[Case]] = defaultdict(list)
    for case in cases(places):
        by_corpus[case.corpus].append(case)
    outcomes = [o for corpus, asked in by_corpus.items() for o in _asked(places, corpus, asked)]
    return list(_figures(outcomes))


def _asked(places: Places, corpus: str, asked: Sequence[Case]) -> Iterator[Outcome]:
    data = places.library(corpus)
    with Library.open(data, embedder=SentenceEmbedder(), today=_today) as library:
        library.add([places.corpora / corpus], publish=True)
        clauses = [
            clause.text
            for listing in library.documents()
            for clause in library.show(listing.document).clauses
        ]
    assistant = build(load_settings(data=data))
    plain_texts = list(texts(places.corpora / corpus))
    stack = LangChainStack(plain_texts)
    hybrid = HaystackHybrid(plain_texts)
    keywords = Bm25sAlone(clauses)
    for case in asked:
        decision = assistant.reply(Question(case.question, history=case.history))
        found = (peer.search(case.question, max(_DEPTHS)) for peer in (stack, hybrid, keywords))
        yield Outcome(case, decision, *found)


def _figures(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    answerable = [o for o in outcomes if o.case.gold]
    others = [o for o in outcomes if not o.case.gold]
    yield plain("questions with an answer", len(answerable))
    yield plain("questions without", len(others))
    for depth in _DEPTHS:
        share = _share(answerable, _passages, depth)
        name = f"gold quote among the first {depth} passages"
        yield at_least(name, share, 0.7) if depth == _AIMED_AT else plain(name, share)
        yield plain(f"LangChain stack: first {depth} chunks", _share(answerable, _chunks, depth))
        yield plain(f"Haystack hybrid: first {depth} chunks", _share(answerable, _hybrid, depth))
        yield plain(f"bm25s alone: first {depth} clauses", _share(answerable, _keywords, depth))
    yield at_least("gold quote in the citations", _share(answerable, _shown), 0.55)
    unsure = [o.decision.band is not Band.SURE for o in others]
    yield at_least("without an answer: not in band sure", float(np.mean(unsure)), 0.75)
    sure = [o.decision.band is Band.SURE for o in answerable]
    yield plain("with an answer: in band sure", float(np.mean(sure)))
    truth = [bool(o.case.gold) for o in outcomes]
    stated = [o.decision.confidence for o in outcomes]
    yield plain("confidence, with an answer or without: AUROC", float(roc_auc_score(truth, stated)))


def _passages(outcome: Outcome) -> Sequence[str]:
    return [passage.clause.text for passage in outcome.decision.passages]


def _shown(outcome: Outcome) -> Sequence[str]:
    return [shown(cited) for cited in outcome.decision.citations]


def _chunks(outcome: Outcome) -> Sequence[str]:
    return outcome.chunks


def _hybrid(outcome: Outcome) -> Sequence[str]:
    return outcome.hybrid


def _keywords(outcome: Outcome) -> Sequence[str]:
    return outcome.keywords


def _share(
    outcomes: Sequence[Outcome],
    found: Callable[[Outcome], Sequence[str]],
    depth: int = max(_DEPTHS),
) -> float:
    """Return the share of the outcomes with a gold quote among the first texts."""
    return float(np.mean([hit(one.case.gold, found(one)[:depth]) for one in outcomes]))


def _today() -> date:
    return datetime.now(UTC).date()
