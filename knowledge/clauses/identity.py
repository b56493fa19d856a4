"""What makes a clause the same clause: its place gives the id, its content the key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.model import Clause

_NOT_WORD = re.compile(r"[^\w]+")


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, as anchors are written."""
    return _NOT_WORD.sub("-", text.lower()).strip("-")


def identify(document: str, place: tuple[str, ...], ordinal: int) -> str:
    """Give the id of the ordinal-th clause at a place; words don't enter it."""
    return _digest([document, *place, ordinal])[:16]


def seal(clause: Clause) -> Clause:
    """Set the key: a digest of everything but the ordinal.

    The ordinal counts through the document and shifts when a clause is inserted further
    up, which changes nothing of this one.
    """
    content = [
        clause.id, clause.document, clause.number, clause.headings, clause.anchor, clause.page,
        clause.lead_in, clause.text, clause.kind.value, clause.references, clause.questions,
    ]  # fmt: skip
    return replace(clause, key=_digest(content)[:32])


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()
