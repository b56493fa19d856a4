from __future__ import annotations

import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.server.conftest import Running, free_port, refused, serving, until
from tests.adapters.terminal.conftest import invoke


@pytest.fixture(scope="module")
def running(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One service on a knowledge base of its own, without any platform, ready."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(data, folder)
    with serving(folder) as service:
        until(lambda: service.get("/readyz").status_code == 200)
        yield service


def served(running: Running) -> Path:
    return next(path for path in running.log.parent.iterdir() if path.is_dir())


def test_it_is_alive_and_ready_without_any_platform(running: Running) -> None:
    assert running.get("/healthz").text == "ok"
    assert running.get("/readyz").json() == {"ready": True, "missing": {}, "switched_off": ""}


def test_that_no_platform_is_set_up_is_said_with_what_to_set(running: Running) -> None:
    (said,) = [line for line in running.lines() if "no chat platform" in line["event"]]
    assert "POLICYDESK_SLACK_BOT_TOKEN" in said["remedy"]
    assert "POLICYDESK_SLACK_APP_TOKEN" in said["remedy"]


def test_prometheus_reads_its_figures(running: Running) -> None:
    page = running.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain; version=")
    for figure in ('policydesk_tickets{state="open"} 0.0', 'policydesk_inbox{state="waiting"} 0.0'):
        assert figure in page.text


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/slack/events", "/../etc/passwd"])
def test_what_is_not_there_is_not_found_and_nothing_tells_what_serves(
    running: Running, path: str
) -> None:
    answer = running.get(path)
    assert answer.status_code == 404
    assert "This address leads nowhere" in answer.text
    for maker in ("uvicorn", "starlette", "python", "jinja"):
        assert maker not in f"{answer.headers}{answer.text}".lower()
    assert "server" not in answer.headers


def test_a_body_that_is_announced_too_long_is_refused_before_it_comes(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as caller:
        caller.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n")
        answer = b"".join(iter(lambda: caller.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 413")


def test_a_second_process_on_the_same_data_ends_with_a_clear_line(running: Running) -> None:
    line = refused(served(running), port=str(free_port()))
    assert "Another process serves" in line
    assert running.get("/healthz").text == "ok"


def test_a_port_that_is_taken_ends_with_a_clear_line(running: Running, empty: Path) -> None:
    line = refused(empty, port=str(running.port))
    assert f"port {running.port}: another program listens there" in line


def test_switching_off_and_on_again_holds_at_once_and_leaves_it_ready(running: Running) -> None:
    assert invoke(served(running), "off", "Moving house").exit_code == 0
    seen = running.get("/readyz")
    assert (seen.status_code, seen.json()["switched_off"]) == (200, "Moving house")
    assert invoke(served(running), "on").exit_code == 0
    assert running.get("/readyz").json()["switched_off"] == ""


def test_the_log_has_a_json_object_in_each_line(running: Running) -> None:
    assert {line["level"] for line in running.lines()} <= {"info", "warning"}
    assert "ready" in [line["event"] for line in running.lines()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(empty: Path, number: signal.Signals) -> None:
    with serving(empty) as service:
        assert service.end(number) == 0
        assert service.lines()[-1]["event"] == "stopped"


def test_it_waits_for_something_to_be_published(empty: Path, documents: Path) -> None:
    with serving(empty) as service:
        until(lambda: "nothing" in service.get("/readyz").text)
        missing = service.get("/readyz")
        assert missing.status_code == 503
        assert missing.json()["missing"] == {"index": "nothing is published yet"}
        assert service.get("/healthz").text == "ok"
        added = invoke(empty, "knowledge", "add", str(documents / "policies"), "--publish")
        assert added.exit_code == 0
        until(lambda: service.get("/readyz").status_code == 200)


def test_without_a_folder_nothing_is_made(tmp_path: Path) -> None:
    assert "There is no data folder" in refused(tmp_path / "mistyped")
    assert not (tmp_path / "mistyped").exists()


def test_all_faults_of_the_settings_are_told_before_anything_starts(empty: Path) -> None:
    wrong = {"slack_bot_token": "xoxp-1", "slack_office_channel": "#office", "port": "0"}
    line = refused(empty, **wrong)
    for name in ("SLACK_BOT_TOKEN", "SLACK_OFFICE_CHANNEL", "PORT"):
        assert f"POLICYDESK_{name}:" in line
    assert not any(empty.iterdir())


def test_an_address_that_is_none_ends_with_a_clear_line(empty: Path) -> None:
    assert "mend POLICYDESK_HOST" in refused(empty, host="nowhere.invalid")
