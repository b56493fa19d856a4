"""Real documents: nothing crashes, nothing is lost in silence, conflicts stay rare."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.model import Question, Reason
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.figures import Figure, at_most, plain
from evals.bench.indexing import ten_thousand
from evals.bench.lost import lost_words
from evals.bench.places import Places
from knowledge.library import Library
from knowledge.report import Status
from knowledge.retrieval.embedding import SentenceEmbedder

_ASKED = 400


def run(places: Places) -> list[Figure]:
    """Read every corpus, compare its words with a plain reading, and count conflicting answers."""
    return [*_readings(places), *_conflicts(places)]


def _readings(places: Places) -> Iterator[Figure]:
    data = places.library("check")
    with Library.open(data, embedder=SentenceEmbedder(), today=_today) as library:
        for corpus in sorted(path for path in places.corpora.iterdir() if path.is_dir()):
            report = library.check([corpus])
            failed = report.failed
            clauses = sum(document.clauses for document in report.documents)
            named = "; ".join(f"{d.path}: {d.error.reason}" for d in failed if d.error)
            yield plain(f"{corpus.name}: clauses", clauses)
            read = sum(d.status is Status.ADDED for d in report.documents)
            yield plain(f"{corpus.name}: documents read", read)
            yield plain(f"{corpus.name}: files not readable", len(failed), note=named)
            yield lost_words(corpus)


def _conflicts(places: Places) -> Iterator[Figure]:
    data, _ = ten_thousand(places)
    assistant = build(load_settings(data=data))
    flagged = []
    asked = _headings(data)
    for text in asked:
        decision = assistant.reply(Question(text))
        if decision.reason is Reason.CONFLICTING_CLAUSES:
            clauses = [citation.passage.clause for citation in decision.citations]
            flagged.append(f"{text} ({' / '.join(c.number or c.id for c in clauses)})")
    share = len(flagged) / len(asked)
    yield at_most("answers flagged as conflicting", share, 0.01, note="; ".join(flagged))


def _headings(data: Path) -> Sequence[str]:
    """Return section headings of the library, which are what people would ask about."""
    with Library.open(data, embedder=SentenceEmbedder(), today=_today) as library:
        found = {
            clause.headings[-1]
            for listing in library.documents()
            for clause in library.show(listing.document).clauses
            if clause.headings
        }
    dealer = random.Random(7)  # noqa: S311 - not for secrets
    return dealer.sample(sorted(found), _ASKED)


def _today() -> date:
    return datetime.now(UTC).date()
