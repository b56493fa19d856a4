from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpx

from adapters.terminal.demo import unfilled
from bot.settings import load
from bot.wiring import build
from tests.adapters.server.conftest import clean, free_port, until
from tests.adapters.terminal.conftest import COMMAND, invoke


def test_it_says_what_it_does_before_it_loads_anything(tmp_path: Path) -> None:
    shown = invoke(tmp_path, "serve", "--help")
    assert shown.exit_code == 0
    assert "/readyz" in shown.stdout
    assert "--demo" in shown.stdout


def test_the_demo_serves_its_own_folder_and_uses_what_is_published_there(
    data: Path, fresh: Path
) -> None:
    shutil.copytree(data, fresh / "demo-data")
    port = free_port()
    command = [*COMMAND, "serve", "--demo"]
    with subprocess.Popen(
        command, cwd=fresh, env=clean(port=str(port)), stderr=subprocess.DEVNULL
    ) as process:

        def ready() -> bool:
            assert process.poll() is None
            try:
                asked = httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=30, trust_env=False)
            except httpx.TransportError:
                return False
            return asked.status_code == 200

        until(ready)
        process.terminate()
        assert process.wait() == 0
    listed = invoke(fresh / "demo-data", "knowledge", "list").stdout
    assert "Social Media Policy" in listed
    assert "Personnel Files" in listed


def test_the_sample_is_for_a_folder_that_holds_nothing_yet(data: Path, tmp_path: Path) -> None:
    for folder, empty in ((tmp_path / "new", True), (data, False)):
        with build(load(data=folder)).library as library:
            assert unfilled(library) is empty
