"""Serve until standard input closes; the first line that is printed says where."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.fakes.teams.outside import Outside
from tests.fakes.teams.tls import certified


async def main(folder: Path) -> None:
    context, trusted = certified(folder)
    outside = Outside(context)
    where = await outside.start()
    print(json.dumps(where | {"ca": str(trusted)}), flush=True)  # noqa: T201 - its starter reads it
    await asyncio.to_thread(sys.stdin.read)
    await outside.stop()


with tempfile.TemporaryDirectory() as scratch:
    asyncio.run(main(Path(scratch)))
