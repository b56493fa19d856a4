"""The tables as SQLAlchemy Core sees them; `knowledge/migrations` creates them.

Moments are UTC. `serial` columns are the database's own short names of rows.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from knowledge.catalog.moment import Moment

catalog = MetaData()
content = MetaData()

# --- the knowledge base -------------------------------------------------------------------------

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

# --- what was said ------------------------------------------------------------------------------

conversation = Table(
    "conversation",
    catalog,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False, default=""),
    Column("asker", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
)

# `question` is what was asked, in its own words, and `stand_alone` what it was understood as;
# `history` the earlier messages that it leans on, `audience` and `groups` the asker's: with `on`
# and the revision all that the decision was made from.
turn = Table(
    "turn",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("asked_on", Date),
    Column("question", Text, nullable=False),
    Column("stand_alone", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),
    Column("groups", JSON, nullable=False, default=[]),
    Column("history", JSON, nullable=False, default=[]),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("band", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("revision", Integer),
    Column("decision", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("writer", Text, nullable=False, default=""),
    Index("turn_conversation", "conversation", "id"),
    Index("turn_at", "at"),
    sqlite_autoincrement=True,
)

# `subject` is the question that a user's message stands for, "" where it is none (small talk) and
# NULL where nobody said; `told` is when the asker was shown the office's reply.
message = Table(
    "message",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("role", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("subject", Text),
    Column("ticket", Integer),
    Column("told", Moment),
    Index("message_conversation", "conversation", "id"),
    sqlite_autoincrement=True,
)

# What an asker thought of an answer; the latest word counts.
feedback = Table(
    "feedback",
    catalog,
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("comment", Text, nullable=False, default=""),
)

ticket = Table(
    "ticket",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("urgent", Boolean, nullable=False, default=False),
    Column("platform", Text, nullable=False, default=""),
    Column("conversation", Text, nullable=False, default=""),
    Column("asker", Text, nullable=False, default=""),
    Column("question", Text, nullable=False),
    Column("decision", JSON, nullable=False),
    Column("assignee", Text, nullable=False, default=""),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("ticket_state", "state", "id"),
    sqlite_autoincrement=True,
)

ticket_event = Table(
    "ticket_event",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("ticket", Integer, ForeignKey("ticket.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False, default=""),
    Column("what", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Index("ticket_event_ticket", "ticket", "id"),
    sqlite_autoincrement=True,
)

# --- the content store --------------------------------------------------------------------------

original = Table(
    "original",
    content,
    Column("serial", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("data", LargeBinary, nullable=False),
)

model = Table(
    "model",
    content,
    Column("serial", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
)

# Rows by serial number and digests of 16 bytes: 100,000 vectors of 384 dimensions take 86 MB.
vector = Table(
    "vector",
    content,
    Column("serial", Integer, primary_key=True),
    Column("model", Integer, ForeignKey("model.serial"), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("model", "digest", name="vector_text"),
)
