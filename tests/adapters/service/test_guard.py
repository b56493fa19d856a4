from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from adapters.service import guard
from adapters.service.guard import LONGEST, BodyLimit, patient
from adapters.service.listening import listen
from adapters.service.stopwatch import Stopwatch

FILES = "/files"


async def measured(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@contextmanager
def served(*more: Middleware) -> Iterator[str]:
    """Serve a page that tells how long the body was; yields its address."""
    limit = Middleware(BodyLimit, longer={FILES: 2 * LONGEST})
    routes = [Route(path, measured, methods=["POST"]) for path in ("/", FILES)]
    app = Starlette(routes=routes, middleware=[*more, limit])
    config = uvicorn.Config(app, http=patient([FILES]), ws="none", lifespan="off", log_config=None)
    server, door = uvicorn.Server(config), listen("127.0.0.1", 0)
    thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[door])))
    thread.start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def post(address: str, parts: list[bytes]) -> httpx.Response:
    return httpx.post(address, content=iter(parts), timeout=30, trust_env=False)


def test_the_longest_body_is_read_and_a_byte_more_is_not() -> None:
    part = b"x" * (LONGEST // 4)
    with capture_logs() as logged, served() as address:
        assert post(address, [part] * 4).text == str(LONGEST)
        assert post(address, [part] * 4 + [b"x"]).status_code == 413
    assert [line["why"] for line in logged] == ["oversized body"]


def test_who_brings_only_part_of_a_request_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "WITHIN", 0.3)
    beginnings = (
        b"",
        b"POST / HTT",
        b"POST / HTTP/1.1\r\nHost: x\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
    )
    with served() as address:
        port = int(address.rpartition(":")[2])
        for beginning in beginnings:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as slow:
                slow.sendall(beginning)
                assert slow.recv(100) == b""
        assert post(address, [b"whole"]).text == "5"


def test_where_files_go_to_more_may_be_sent_and_no_more_than_that() -> None:
    part = b"x" * LONGEST
    with served() as address:
        assert post(f"{address}{FILES}", [part] * 2).text == str(2 * LONGEST)
        assert post(f"{address}{FILES}", [part] * 2 + [b"x"]).status_code == 413
        assert post(address, [part, b"x"]).status_code == 413


def test_where_files_go_to_who_brings_something_all_the_time_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "WITHIN", 0.5)

    def slowly() -> Iterator[bytes]:
        for _ in range(6):
            yield b"x"
            time.sleep(0.2)

    with served() as address:
        with httpx.Client(trust_env=False, timeout=30) as client:
            assert client.post(f"{address}{FILES}", content=slowly()).text == "6"
            with pytest.raises(httpx.TransportError):
                client.post(address, content=slowly())
        head = b"POST /files HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as stalled:
            stalled.settimeout(30)
            stalled.sendall(head)
            assert stalled.recv(100) == b""


def test_an_address_that_nothing_can_have_is_refused() -> None:
    with served() as address:
        assert post(f"{address}/{'9' * 5000}", [b""]).status_code == 414


def test_one_connection_may_bring_many_requests() -> None:
    with served() as address, httpx.Client(trust_env=False, timeout=30) as client:
        for length in range(3):
            assert client.post(address, content=b"x" * length).text == str(length)


def test_how_long_a_platform_waits_is_told_of_its_own_paths_alone() -> None:
    told: list[float] = []
    with served(Middleware(Stopwatch, paths={"/"}, acked=told.append)) as address:
        post(address, [b"x"])
        post(f"{address}/elsewhere", [b"x"])
    assert len(told) == 1
    assert told[0] >= 0
