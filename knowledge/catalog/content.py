"""The second store: what is large and named by digest. Original bytes, and vectors.

It is a file of its own beside SQLite's catalog, so that the catalog stays small and quick to
copy; on PostgreSQL it is part of the same database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.errors import UnknownDocument

Vectors = NDArray[np.float32]

_vector = tables.vector.c
# Half of a SHA-256: enough to tell texts apart, and half the size of the index.
_DIGEST_BYTES = 16


class Originals:
    """The bytes of every document version as they were added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, data: bytes) -> str:
        """Put bytes on file and return their SHA-256 in hexadecimal."""
        digest = hashlib.sha256(data)
        column = tables.original.c
        query = select(column.serial).where(column.digest == digest.digest())
        with self._database.read() as connection:
            known = connection.execute(query).first()
        if known is None:
            row = {"digest": digest.digest(), "data": data}
            with self._database.write() as connection:
                connection.execute(self._database.insert_new(tables.original).values(row))
        return digest.hexdigest()

    def read(self, digest: str) -> bytes:
        """Return the bytes of that SHA-256.

        Raises UnknownDocument when they were never added.
        """
        column = tables.original.c
        query = select(column.data).where(column.digest == bytes.fromhex(digest))
        with self._database.read() as connection:
            data = connection.execute(query).scalar()
        if data is None:
            raise UnknownDocument(f"No document of the digest {digest} is on file.")
        return bytes(data)


class VectorStore:
    """Vectors by model and text (both hexadecimal SHA-256), in half precision.

    Written in short transactions, so that nothing waits and a killed run loses little.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._models: dict[str, int] = {}

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors that are on file, by text digest, in single precision."""
        names = {_short(text): text for text in texts}
        query = select(_vector.digest, _vector.data).where(_vector.model == self._model(model))
        found: dict[str, Vectors] = {}
        with self._database.read() as connection:
            for batch in batches(names):
                for digest, data in connection.execute(query.where(_vector.digest.in_(batch))):
                    found[names[bytes(digest)]] = np.frombuffer(data, np.float16).astype(np.float32)
        return found

    def missing(self, model: str, texts: Collection[str]) -> set[str]:
        """Return the text digests that have no vector on file."""
        names = {_short(text): text for text in texts}
        query = select(_vector.digest).where(_vector.model == self._model(model))
        known: set[bytes] = set()
        with self._database.read() as connection:
            for batch in batches(names):
                rows = connection.execute(query.where(_vector.digest.in_(batch)))
                known.update(bytes(digest) for digest in rows.scalars())
        return {text for digest, text in names.items() if digest not in known}

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors by text digest; those on file already stay as they are."""
        serial = self._model(model)
        for batch in batches(vectors.items()):
            rows = [
                {"model": serial, "digest": _short(text), "data": _half(vector)}
                for text, vector in batch
            ]
            with self._database.write() as connection:
                connection.execute(self._database.insert_new(tables.vector), rows)

    def _model(self, digest: str) -> int:
        if digest not in self._models:
            column = tables.model.c
            query = select(column.serial).where(column.digest == digest)
            with self._database.read() as connection:
                serial = connection.execute(query).scalar()
            if serial is None:
                with self._database.write() as connection:
                    connection.execute(
                        self._database.insert_new(tables.model).values(digest=digest)
                    )
                    serial = connection.execute(query).scalar_one()
            self._models[digest] = serial
        return self._models[digest]


def _short(digest: str) -> bytes:
    return bytes.fromhex(digest)[:_DIGEST_BYTES]


def _half(vector: Vectors) -> bytes:
    return vector.astype(np.float16).tobytes()
