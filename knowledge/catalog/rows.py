"""Values to rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row

from knowledge.catalog import tables
from knowledge.model import Clause, ClauseKind, Header, Version
from knowledge.revisions import Filed, Placement, ending

AnyRow = Row[*tuple[Any, ...]]
_TUPLES = ("audience", "supersedes")
_DATES = ("effective_from", "effective_to", "next_review")

CLAUSE_COLUMNS = (
    tables.clause.c.key,
    tables.clause.c.id,
    tables.clause.c.document,
    tables.clause.c.number,
    tables.clause.c.headings,
    tables.clause.c.anchor,
    tables.clause.c.page,
    tables.clause.c.lead_in,
    tables.clause.c.text,
    tables.clause.c.kind,
    tables.clause.c.links,
    tables.clause.c.questions,
)


def header_row(header: Header) -> dict[str, Any]:
    """Return the header as JSON."""
    plain = {name: getattr(header, name) for name in ("document", "title", "owner", "version")}
    dates = {name: value.isoformat() for name in _DATES if (value := getattr(header, name))}
    lists = {name: list(getattr(header, name)) for name in _TUPLES}
    return {
        **plain,
        **dates,
        **lists,
        "source": header.source,
        "groups": sorted(header.groups),
        "questions": [[place, list(asked)] for place, asked in header.questions],
    }


def header_value(row: Mapping[str, Any]) -> Header:
    """Return the header that `header_row` stored."""
    given = dict(row)
    given |= {name: date.fromisoformat(given[name]) for name in _DATES if name in given}
    given |= {name: tuple(given[name]) for name in _TUPLES}
    given["groups"] = frozenset(given["groups"])
    given["questions"] = tuple((place, tuple(asked)) for place, asked in given["questions"])
    return Header(**given)


def clause_row(clause: Clause) -> dict[str, Any]:
    """Return the columns of a clause; its ordinal belongs to the version."""
    return {
        "key": clause.key,
        "id": clause.id,
        "document": clause.document,
        "number": clause.number,
        "headings": clause.headings,
        "anchor": clause.anchor,
        "page": clause.page,
        "lead_in": clause.lead_in,
        "text": clause.text,
        "kind": clause.kind.value,
        "links": clause.references,
        "questions": clause.questions,
    }


def clause_value(row: AnyRow) -> Clause:
    """Return the clause of a row of `CLAUSE_COLUMNS` and its ordinal."""
    key, id_, document, number, headings, anchor, page, lead_in, text, kind, links, asked = row[:12]
    return Clause(
        id_, key, document, row.ordinal, number, tuple(headings), anchor, page, lead_in, text,
        ClauseKind(kind), tuple(links), tuple(asked),
    )  # fmt: skip


def filed_value(row: AnyRow) -> Filed:
    """Return the version of a row of the table `version`."""
    version = Version(row.id, row.path, row.digest, header_value(row.header))
    return Filed(row.serial, version, row.root, row.added.date(), row.clauses)


def placed_value(row: AnyRow) -> Placement:
    """Return the place in a revision of a row of `version` with `ends` and `in_force`."""
    filed = filed_value(row)
    return Placement(filed, ending(filed.version, row.ends), row.in_force)
