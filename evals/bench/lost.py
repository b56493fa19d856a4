"""Which words of a file reach none of its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.bench.figures import Figure, at_most
from evals.bench.plain import text_of, words
from knowledge.clauses import split
from knowledge.errors import KnowledgeError
from knowledge.header import read_header
from knowledge.loading import load
from knowledge.model import Clause

# The plain reading isn't exact either: it keeps a link's target or a running header here and
# there, and glues words of a PDF together. Headings over nothing are no clauses.
_TOLERATED = 0.02
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """The words of a file that a plain reading shows, and those of them in none of its clauses."""

    path: str
    shown: int
    lost: Counter[str]


def lost_words(corpus: Path) -> Figure:
    """Return the share of a folder's words that is lost; the note names the worst files."""
    losses = tuple(_losses(corpus))
    lost, shown = sum(one.lost.total() for one in losses), sum(one.shown for one in losses)
    share = lost / shown if shown else 0.0
    name = f"{corpus.name}: words that reach no clause"
    return at_most(name, share, _TOLERATED, note=_worst(losses))


def loss(path: str, text: str, clauses: Sequence[Clause], title: str = "") -> Loss:
    """Compare a file's text with its clauses, word by word.

    What clauses repeat (headings, lead-ins) counts once, or it would hide what is lost.
    """
    repeated = (part for clause in clauses for part in (*clause.headings, clause.lead_in))
    own = (f"{clause.number} {clause.text}" for clause in clauses)
    kept = words("\n".join((title, *dict.fromkeys(repeated), *own)))
    shown = words(text)
    return Loss(path, shown.total(), shown - kept)


def _losses(corpus: Path) -> Iterator[Loss]:
    for file in sorted(path for path in corpus.rglob("*") if path.is_file()):
        path = file.relative_to(corpus).as_posix()
        try:
            loaded = load(path, file.read_bytes())
            header, _ = read_header(path, loaded.properties, None, loaded.blocks)
            clauses, _ = split(header, loaded.blocks)
        except KnowledgeError:
            continue  # it is named with its reason among the files not readable
        yield loss(path, text_of(file), clauses, header.title)


def _worst(losses: Sequence[Loss]) -> str:
    """Name the files that lost most words with some of the words, and those not compared."""
    worst = sorted(losses, key=lambda one: one.lost.total(), reverse=True)[:_NAMED]
    named = [
        f"{one.path}: {one.lost.total()} of {one.shown}"
        f" ({', '.join(word for word, _ in one.lost.most_common(_NAMED))})"
        for one in worst
        if one.lost
    ]
    return "; ".join([*named, *(f"{one.path}: not compared" for one in losses if not one.shown)])
