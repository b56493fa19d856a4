"""What is asked of originals and what is shown of them, as frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Clause, ClauseKind

_HEADS = re.compile(r"(?:^|(?<=; ))[^:;\n]{1,80}: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sought:
    """Words to be found, and whereabouts: `share` of the way through the document, from 0 to 1."""

    words: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a PDF as a PNG; `number` counts from 1, `pages` is how many the document has.

    `width` and `height` are pixels; `marked` says whether the words sought stand on it.
    """

    png: bytes
    number: int
    pages: int
    width: int
    height: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document as HTML that is safe to show; `marked` says whether the words are in it."""

    html: str
    marked: bool


def sought(clause: Clause, clauses: int) -> Sought:
    """Return what to look for in an original to find a clause, one of so many.

    A table row is quoted with the heads of its columns, which stand elsewhere in the original.
    """
    words = _HEADS.sub("", clause.text) if clause.kind is ClauseKind.ROW else clause.text
    return Sought(words, clause.ordinal / max(clauses, 1))
