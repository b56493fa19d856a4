"""What a language model used."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, Table, Text

from knowledge.catalog.tables.stores import catalog

# A row for each day, by the agency's calendar, and model; `money` is in the agency's currency, by
# the prices that were set when it was spent.
model_use = Table(
    "model_use",
    catalog,
    Column("day", Date, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("tokens_in", BigInteger, nullable=False),
    Column("tokens_out", BigInteger, nullable=False),
    Column("money", Float, nullable=False),
)
