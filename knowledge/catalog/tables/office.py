"""The communications office: its cards, its rulings, and the switch."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, Table, Text

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# A ticket's message in the office's channel: `ref` is what the platform calls it ("" until it is
# there), `shown` the number of the ticket's event that it showed last.
card = Table(
    "card",
    catalog,
    Column("ticket", Integer, primary_key=True, autoincrement=False),
    Column("platform", Text, primary_key=True),
    Column("ref", Text, nullable=False, default=""),
    Column("shown", Integer, nullable=False),
    Index("card_ref", "platform", "ref"),
)

# Whether askers are answered: the newest row counts. Append-only.
switch = Table(
    "switch",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("off", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Replies that became clauses: of which ticket, and which clauses (id, key …) they interpret.
ruling = Table(
    "ruling",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("ticket", Integer, nullable=False),
    Column("document", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("expires", Date),
    Column("groups", JSON, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("revision", Integer),
    sqlite_autoincrement=True,
)
