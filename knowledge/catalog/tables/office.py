"""The communications office: its cards, and the switch."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

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
