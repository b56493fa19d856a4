"""What questions on record mean, kept as long as the turns are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select

from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.tables import turn, turn_vector
from knowledge.retrieval.embedding import Embedder

Vectors = NDArray[np.float32]


def meanings(
    database: Database,
    embedder: Embedder,
    texts: Mapping[int, str],
    progress: Callable[[int, int], None],
) -> Vectors:
    """Return a unit row for the text of each turn, embedding only those that aren't on file.

    They are put on file bit by bit: who is interrupted goes on from there.
    """
    model = embedder.digest
    found = _on_file(database, model, list(texts))
    missing = [number for number in texts if number not in found]
    for places, rows in embedder.encode_bulk([texts[number] for number in missing]):
        fresh = {missing[place]: row for place, row in zip(places, rows, strict=True)}
        _keep(database, model, fresh)
        found |= fresh
        progress(len(found), len(texts))
    whole = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
    for place, number in enumerate(texts):
        whole[place] = found[number]
    return whole


def _on_file(database: Database, model: str, numbers: Sequence[int]) -> dict[int, Vectors]:
    column, found = turn_vector.c, {}
    with database.read() as connection:
        for part in batches(numbers):
            wanted = select(column.turn, column.data).where(
                column.turn.in_(part), column.model == model
            )
            for number, data in connection.execute(wanted):
                found[number] = np.frombuffer(data, np.float16).astype(np.float32)
    return found


def _keep(database: Database, model: str, vectors: Mapping[int, Vectors]) -> None:
    for part in batches(vectors):
        with database.write() as connection:
            # Another model's make place, and a turn that expired meanwhile leaves nothing behind.
            connection.execute(delete(turn_vector).where(turn_vector.c.turn.in_(part)))
            left = connection.execute(select(turn.c.id).where(turn.c.id.in_(part))).scalars()
            rows = [
                {"turn": n, "model": model, "data": vectors[n].astype(np.float16).tobytes()}
                for n in left
            ]
            if rows:
                connection.execute(insert(turn_vector), rows)
