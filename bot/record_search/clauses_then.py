"""The clauses of a decision on record, in their words of then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from knowledge.catalog.rows import AnyRow, header_value
from knowledge.catalog.tables import clause, version
from knowledge.model import Header

ClauseOnRecord = Mapping[str, Any]
_WORDS = (clause.c.key, clause.c.lead_in, clause.c.text, clause.c.headings, clause.c.page)


@dataclass(frozen=True, slots=True)
class ClauseThen:
    """A clause that an answer rested on, or that came near, and the version it was found in.

    `text` is what it said then, "" where the knowledge base no longer has those words; `header`
    is None where it no longer has that version. `quote` is the part that was shown, with the
    `items` of its list, and `note` what was said of it; all are empty where it was only found.
    """

    clause: str
    version: str
    number: str
    title: str
    score: float
    header: Header | None
    text: str
    lead_in: str = ""
    headings: tuple[str, ...] = ()
    page: int | None = None
    quote: str = ""
    note: str = ""
    items: tuple[str, ...] = ()


def clauses_then(connection: Connection, rows: Sequence[ClauseOnRecord]) -> tuple[ClauseThen, ...]:
    """Return the citations or passages of a decision on record, in their order."""
    keys = {key for row in rows for key in (row["key"], *_items(row))}
    named = {row["version"] for row in rows}
    words = connection.execute(select(*_WORDS).where(clause.c.key.in_(keys)))
    known: dict[str, AnyRow] = {row.key: row for row in words}
    filed = select(version.c.id, version.c.header).where(version.c.id.in_(named))
    headers = {row.id: header_value(row.header) for row in connection.execute(filed)}
    return tuple(_then(row, known, headers.get(row["version"])) for row in rows)


def _then(row: ClauseOnRecord, known: Mapping[str, AnyRow], header: Header | None) -> ClauseThen:
    found = known.get(row["key"])
    unchanged = found is not None and _digest(found.text) == row["text_digest"]
    words = found if unchanged else None
    return ClauseThen(
        clause=row["clause"],
        version=row["version"],
        number=row["number"],
        title=row["title"],
        score=row["score"],
        header=header,
        text=words.text if words else "",
        lead_in=words.lead_in if words else "",
        headings=tuple(words.headings) if words else (),
        page=words.page if words else None,
        quote=row.get("quote", ""),
        note=row.get("note", ""),
        items=tuple(known[key].text for key in _items(row) if key in known),
    )


def _items(row: ClauseOnRecord) -> Iterable[str]:
    return (item["key"] for item in row.get("items", ()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
