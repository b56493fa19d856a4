"""A process that serves a catalog until everything is sent; a file stands for the chat.

python -m tests.adapters.delivery.killed_process FOLDER URL EVENTS
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from adapters.delivery.delivery import Delivery
from adapters.delivery.model import Done, Event, Outcome, Outgoing, Sent, Waiting
from knowledge.catalog.database import Database, open_catalog


class Paper:
    """A chat that is a file, a line for each message."""

    name = "chat"

    def __init__(self, database: Database, file: Path) -> None:
        self._database = database
        self._file = file

    def handle(self, event: Event, done: Done) -> None:
        with self._database.write() as connection:
            done(
                connection,
                *(Outgoing("chat", f"{event.id}/{n}", event.id, event.lane, {}) for n in (1, 2)),
            )

    def apologise(self, event: Event) -> tuple[Outgoing, ...]:
        return (Outgoing("chat", f"sorry {event.id}", event.lane, event.lane, {}),)

    async def send(self, waiting: Waiting) -> Outcome:
        key = waiting.outgoing.key
        if not (waiting.unsure and key in self._file.read_text().splitlines()):
            with self._file.open("a") as file:
                file.write(f"{key}\n")
        await asyncio.sleep(0.02)
        return Sent()

    def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:
        """Keep nothing."""

    def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...]:  # noqa: ARG002 - the seam's
        return ()


async def serve(folder: Path, url: str, events: int) -> None:
    database = open_catalog(folder, url)
    paper = Paper(database, folder / "posted")
    delivery = Delivery(database, [paper], [], lambda: datetime.now(UTC), workers=2)
    delivery.start()
    while (await asyncio.to_thread(delivery.outbox.counts))["sent"] < 2 * events:  # noqa: ASYNC110 - another process may put it there
        await asyncio.sleep(0.02)
    await delivery.drain(10)
    database.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
