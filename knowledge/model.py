"""The words of the knowledge base as frozen values. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a loader saw at one place of a document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    DEFINITION = "definition"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document in reading order, as a loader found it.

    `text` is verbatim with white space folded and mark-up removed. `number` is
    what the format itself renders (DOCX automatic numbering, HTML `<ol>`); a
    number that the author typed stays in `text`. `level` is 1–9 for headings,
    the nesting depth from 1 for items and for a paragraph that goes on with an
    item after a list nested in it, 0 otherwise. `page` counts from 1 (pages,
    slides) and is None where the format has none. A row carries its cells and
    the column heads that belong to them; a definition the cells (term, meaning).
    A note's `number` is its mark, which stands in the text as "[mark]".
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str = ""
    page: int | None = None
    anchor: str = ""
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loader yields: blocks, raw header properties, and warnings for the uploader."""

    blocks: tuple[Block, ...]
    properties: dict[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a document beside its text. Dates are inclusive days.

    `groups` names who may read it (empty: everybody); `audience` whom it
    addresses (empty: everybody). `questions` maps a clause number or heading to
    the questions people ask about it; they are searched and never quoted. `next_review`
    is the day by which its owner looks at it again; nothing ends on it.
    """

    document: str
    title: str
    owner: str = ""
    version: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    audience: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    source: str = ""
    supersedes: tuple[str, ...] = ()
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    next_review: date | None = None


class ClauseKind(StrEnum):
    """What sort of text a clause is."""

    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    DEFINITION = "definition"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable unit.

    `id` is stable while the clause keeps its place (document and number, or
    heading path and ordinal), whatever its words; `key` is the digest of all its
    content, so that unchanged clauses of two versions share one key. `text` is
    verbatim and is what gets quoted; `lead_in` is the sentence that a list item
    or table row needs to be read at all. `number` is never guessed: "" where the
    document has none. `references` are ids of clauses of the same document that
    this one points at.
    """

    id: str
    key: str
    document: str
    ordinal: int
    number: str
    headings: tuple[str, ...]
    anchor: str
    page: int | None
    lead_in: str
    text: str
    kind: ClauseKind = ClauseKind.PROSE
    references: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One dated state of a document, as it is on file.

    `path` is relative to the folder that was added, with forward slashes; `digest`
    is the SHA-256 of the bytes on file.
    """

    id: str
    path: str
    digest: str
    header: Header

    def in_force(self, on: date) -> bool:
        """Whether the version applies on that day; both ends count."""
        begins, ends = self.header.effective_from, self.header.effective_to
        return (begins is None or begins <= on) and (ends is None or on <= ends)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: groups decide what may be read, the audience what fits best ("" is unknown)."""

    groups: frozenset[str] = frozenset()
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause found, the version it was found in, and its scores.

    `score` is the fused score that ranks; `keywords` and `similarity` are its raw
    parts (BM25, and the summed cosine that the vector index holds). Every
    candidate has both. `segment` is the stretch of a long clause's text that fits
    best, "" where the clause is short enough to be searched whole.
    """

    clause: Clause
    version: Version
    score: float
    keywords: float
    similarity: float
    segment: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The ranked passages, best first, and what the confidence model needs of the search."""

    passages: tuple[Passage, ...]
    revision: int
    features: tuple[tuple[str, float], ...] = ()


class RevisionState(StrEnum):
    """The life of a revision."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Partition:
    """One access class at one side of the calendar: its own vectors, its own keyword statistics."""

    groups: frozenset[str]
    current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What the indexes hold of one clause; pure data, made from the clause and its surroundings.

    `key` is the clause's key; `keywords` the text that BM25 reads. A long clause
    has several `segments`; each is a tuple of (weight, text) whose unit vectors,
    times their weights, are summed into the one vector that is stored.
    """

    key: str
    keywords: str
    segments: tuple[tuple[tuple[float, str], ...], ...]
