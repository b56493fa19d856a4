"""Small libraries for the tests of searching, and a source that serves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.access import may
from knowledge.model import Clause, Entry, Header, Partition, Version, Viewer
from knowledge.retrieval.entries import entries
from knowledge.retrieval.index import build, difference
from tests.fakes.embedder import WordEmbedder

PUBLIC = Partition(frozenset(), current=True)
STAFF = Partition(frozenset({"hr"}), current=True)
OTHER = Partition(frozenset(), current=False)
TODAY = date(2026, 5, 4)

TEXTS = (
    "Employees must not accept gifts from contractors.",
    "A gift worth less than twenty dollars may be accepted.",
    "Photographs in uniform need the approval of the press office.",
    "Records of social media posts are kept for three years.",
    "Comments may be hidden only under the moderation rules.",
    "Personal use of social media is allowed during breaks.",
    "Passwords are changed when an account manager leaves.",
)


def clause(key: str, text: str, document: str = "policy.md", **more: object) -> Clause:
    base = Clause(
        id=f"id-{key}",
        key=key,
        document=document,
        ordinal=0,
        number="",
        headings=("Rules",),
        anchor="",
        page=None,
        lead_in="",
        text=text,
    )
    return Clause(**{slot: more.get(slot, getattr(base, slot)) for slot in base.__slots__})


def library(texts: Sequence[str] = TEXTS, document: str = "policy.md") -> tuple[Clause, ...]:
    return tuple(
        clause(f"{document}-{place:03}", text, document) for place, text in enumerate(texts)
    )


def version(document: str = "policy.md", header: Header | None = None) -> Version:
    return Version(f"v-{document}", document, "0" * 64, header or Header(document, "The policy"))


def entries_of(clauses: Sequence[Clause]) -> tuple[Entry, ...]:
    return entries(version(clauses[0].document), clauses) if clauses else ()


@dataclass
class Shelf:
    """A source of one revision, built from clauses by partition."""

    root: Path
    contents: Mapping[Partition, Sequence[Clause]]
    versions: Mapping[str, Version] = field(default_factory=dict)
    embedder: WordEmbedder = field(default_factory=WordEmbedder)
    moved: frozenset[frozenset[str]] = frozenset()
    number: int | None = 1

    def __post_init__(self) -> None:
        changes = {
            partition: difference((), entries_of(clauses))
            for partition, clauses in self.contents.items()
        }
        build(self.root / "1", changes, parent=None, vectors=self.embedder.encode)

    def live(self) -> int | None:
        return self.number

    def folder(self, revision: int) -> Path:
        return self.root / str(revision)

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        del revision
        every = {c.key: c for clauses in self.contents.values() for c in clauses}
        found = {key: (every[key], self._version(every[key])) for key in keys if key in every}
        return {key: pair for key, pair in found.items() if may(viewer, pair[1].header, on)}

    def drifted(self, revision: int, on: date) -> frozenset[frozenset[str]]:
        del revision, on
        return self.moved

    def _version(self, one: Clause) -> Version:
        return self.versions.get(one.document, version(one.document))
