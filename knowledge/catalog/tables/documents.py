"""The knowledge base: versions, clauses, revisions, what was live, and how it was decided so."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# `id` is the digest of everything that makes the version; `stamp` that of what was read to make
# it, so that an unchanged file is known without parsing it. `clauses` stays empty until all
# clauses are written: a process that was killed leaves a version that doesn't count.
version = Table(
    "version",
    catalog,
    Column("serial", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("header", JSON, nullable=False),
    Column("added", Moment, nullable=False),
    Column("clauses", Integer),
    Index("version_stamp", "stamp", "path"),
    Index("version_document", "document"),
)

clause = Table(
    "clause",
    catalog,
    Column("serial", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("page", Integer),
    Column("lead_in", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("links", JSON, nullable=False),
    Column("questions", JSON, nullable=False),
)

# Where a clause stands in one version; its words are shared.
version_clause = Table(
    "version_clause",
    catalog,
    Column("version", Integer, ForeignKey("version.serial"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("clause", Integer, ForeignKey("clause.serial"), nullable=False),
    Index("version_clause_place", "version", "clause"),
)

# A revision counts once `finished`; it is live when the newest publication names it, a draft
# until any publication does. `day` is the day that its partitions were made for.
revision = Table(
    "revision",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("parent", Integer, ForeignKey("revision.id")),
    Column("created", Moment, nullable=False),
    Column("finished", Moment),
    Column("day", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

# `ends` is the version's last day after later versions and superseding documents had their say;
# `in_force` tells which side of the calendar its clauses are indexed on.
revision_version = Table(
    "revision_version",
    catalog,
    Column("revision", Integer, ForeignKey("revision.id"), primary_key=True),
    Column("document", Text, primary_key=True),
    Column("version", Integer, ForeignKey("version.serial"), primary_key=True),
    Column("ends", Date),
    Column("in_force", Boolean, nullable=False),
)

# What was live from when on; append-only. `follows` is unique, so of two processes that publish
# upon the same state one is refused by the database itself.
publication = Table(
    "publication",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("follows", Integer, nullable=False, unique=True),
    Column("revision", Integer, ForeignKey("revision.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Objections that somebody published against, and why; append-only.
override = Table(
    "override",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, ForeignKey("revision.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("objections", JSON, nullable=False),
    sqlite_autoincrement=True,
)

# How confidences are computed: the newest row counts, without one what is packaged. Append-only.
calibration = Table(
    "calibration",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("content", JSON, nullable=False),
    sqlite_autoincrement=True,
)
