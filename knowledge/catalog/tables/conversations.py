"""What was said: turns, messages, feedback, tickets."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Index, Integer, Table, Text

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# `address` is where on its platform a reply goes, in that platform's own words.
conversation = Table(
    "conversation",
    catalog,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False, default=""),
    Column("asker", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),
    Column("address", JSON, nullable=False, default={}),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("conversation_asker", "asker", "updated"),
)

# `question` is what was asked, in its own words, and `stand_alone` what it was understood as;
# `history` the earlier messages that it leans on, `audience` and `groups` the asker's: with `on`
# and the revision all that the decision was made from. `writing` is what a language model was
# asked for it, word for word; NULL where none was.
turn = Table(
    "turn",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("asker", Text, nullable=False, default=""),
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
    Column("writing", JSON(none_as_null=True)),
    Index("turn_conversation", "conversation", "id"),
    Index("turn_at", "at"),
    sqlite_autoincrement=True,
)

# `author` is the officer who wrote it. `subject` is the question that a user's message stands for,
# "" where it is none (small talk) and NULL where nobody said; `told` is when the asker was shown
# the office's reply.
message = Table(
    "message",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("role", Text, nullable=False),
    Column("author", Text, nullable=False, default=""),
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
    Index("feedback_helpful", "helpful", "turn"),
)

# `request` names what asked for it, so that the same press opens one ticket; `due` is by when the
# office means to have answered. `assignee` has claimed it.
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
    Column("asker_name", Text, nullable=False, default=""),
    Column("question", Text, nullable=False),
    Column("decision", JSON, nullable=False),
    Column("assignee", Text, nullable=False, default=""),
    Column("assignee_name", Text, nullable=False, default=""),
    Column("due", Moment),
    Column("request", Text),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("ticket_state", "state", "id"),
    Index("ticket_conversation", "conversation", "id"),
    Index("ticket_request", "request", unique=True),
    sqlite_autoincrement=True,
)

# `person` is who did it, as the platform knows them, and `who` their name then. Append-only.
ticket_event = Table(
    "ticket_event",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("ticket", Integer, ForeignKey("ticket.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person", Text, nullable=False, default=""),
    Column("who", Text, nullable=False, default=""),
    Column("what", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("request", Text),
    Index("ticket_event_ticket", "ticket", "id"),
    Index("ticket_event_request", "request", unique=True),
    sqlite_autoincrement=True,
)
