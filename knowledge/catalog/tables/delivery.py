"""What comes in from chat platforms and goes out to them, and what can't."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, Table, Text

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# `event` is the platform's own name of what happened, so that it is taken in once; events of one
# `lane` are handled one after the other. `body` is emptied when it has been handled.
inbox = Table(
    "inbox",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("body", JSON(none_as_null=True)),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("finished", Moment),
    Column("fault", Text, nullable=False, default=""),
    Index("inbox_event", "platform", "event", unique=True),
    Index("inbox_state", "state", "lane", "id"),
    sqlite_autoincrement=True,
)

# `key` is what the message is for, so that it is sent once; a `lane` (a channel) has its pace, and
# the messages of one `thread` keep their order. `ref` is what the platform calls it once sent.
outbox = Table(
    "outbox",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("body", JSON(none_as_null=True)),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("made", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("finished", Moment),
    Column("ref", Text, nullable=False, default=""),
    Column("fault", Text, nullable=False, default=""),
    Index("outbox_key", "platform", "key", unique=True),
    Index("outbox_state", "state", "thread", "id"),
    Index("outbox_thread", "platform", "thread", "state"),
    Index("outbox_lane", "platform", "lane", "state"),
    sqlite_autoincrement=True,
)

# What people must know of until it has ended: a channel that can't be reached.
alarm = Table(
    "alarm",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("about", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("ended", Moment),
    sqlite_autoincrement=True,
)
