"""What the container's health check says, run as Docker runs it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from tests.adapters.server.conftest import clean, empty, free_port, serving
from tests.fakes.model_server import model_server

__all__ = ["empty"]  # pytest finds fixtures by their names in this module
SCRIPT = Path(__file__).parents[2] / "install" / "healthy.py"


def healthy(folder: Path, port: int, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT)],
        env=clean(data=str(folder), port=str(port), **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


@contextmanager
def answering(words: bytes) -> Iterator[int]:
    """Answer whoever connects with these words, once; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            caller, _ = door.accept()
            with caller:
                caller.recv(4096)
                caller.sendall(words)

        Thread(target=answer, daemon=True).start()
        yield door.getsockname()[1]


def test_a_service_that_runs_is_well_wherever_it_listens(empty: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - as in a container
    with serving(empty, host=everywhere) as service:
        done = healthy(empty, service.port, host=everywhere)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_where_none_listens_doctor_looks(empty: Path) -> None:
    done = healthy(empty, free_port())
    assert done.returncode == 0, done.stderr
    assert "policydesk serve" in done.stdout


def test_a_language_model_is_never_asked_and_makes_nothing_unwell(empty: Path) -> None:
    with model_server() as models:
        named = {"model": "openai:no-key", "model_url": models.url, "model_key": "wrong"}
        done = healthy(empty, free_port(), **named)
        assert not models.asked()
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"HTTP/1.1 503 x\r\nContent-Length: 13\r\n\r\nended: sender", "isn't well: ended: sender"),
        (b"", "doesn't answer"),
        (b"220 mail.agency.gov\r\n", "doesn't answer"),
    ],
)
def test_what_isnt_well_or_no_service_at_all_is_told(empty: Path, words: bytes, said: str) -> None:
    with answering(words) as port:
        done = healthy(empty, port)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_with_faults_are_told(empty: Path) -> None:
    done = healthy(empty, 99_999)
    assert done.returncode == 1
    assert "give a whole number from 1 to 65535" in done.stderr
    assert "Traceback" not in done.stderr
