from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from adapters.delivery.inbox import Inbox
from knowledge.catalog.database import Database
from tests.adapters.delivery.chat import event

EVENTS = 30
LANES = 6


def serving(folder: Path, url: str) -> subprocess.Popen[bytes]:
    module = "tests.adapters.delivery.killed_process"
    return subprocess.Popen([sys.executable, "-m", module, folder, url, str(EVENTS)])


def test_a_process_killed_in_the_middle_loses_nothing_and_repeats_nothing(
    database: Database, url: str, tmp_path: Path
) -> None:
    posted = tmp_path / "posted"
    posted.touch()
    inbox = Inbox(database, lambda: datetime.now(UTC))
    for number in range(EVENTS):
        inbox.put(event(f"e{number:02}", f"lane {number % LANES}"))
    for reached in (5, 25):
        process = serving(tmp_path, url)
        while len(posted.read_text().splitlines()) < reached:
            assert process.poll() is None
            time.sleep(0.005)
        process.kill()
        process.wait()
    last = serving(tmp_path, url)
    try:
        assert last.wait(timeout=120) == 0
    finally:
        last.kill()
    keys = posted.read_text().splitlines()
    assert sorted(keys) == [f"e{number:02}/{n}" for number in range(EVENTS) for n in (1, 2)]
    for lane in range(LANES):
        in_thread = [key for key in keys if int(key[1:3]) % LANES == lane]
        assert in_thread == sorted(in_thread)
    assert inbox.counts()["handled"] == EVENTS
