"""The content store: original files and vectors."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text, UniqueConstraint

from knowledge.catalog.tables.stores import content

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
