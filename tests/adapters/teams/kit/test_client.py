from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.kit.client import Connector, converted
from adapters.teams.kit.configuration import bot_framework
from adapters.teams.sending.calling import CallFailed
from bot.settings import load

HELLO = {"type": "message", "text": "Hello"}


class Elsewhere(BaseHTTPRequestHandler):
    """Answers everything as a test says, and keeps what it was asked."""

    answer: ClassVar[tuple[int, str, bytes]]
    asked: ClassVar[list[tuple[str, dict[str, str], Any]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.asked.append((self.path, dict(self.headers), json.loads(body)))
        status, kind, said = self.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Elsewhere.answer, Elsewhere.asked = (201, "application/json", b'{"id": "17"}'), []
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/amer/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def connector() -> Connector:
    """Return the connector of an app that is being developed: nothing is signed."""
    settings = load(teams_unauthenticated=True, host="127.0.0.1")
    return Connector(bot_framework(settings), "")


def sent(connector: Connector, url: str) -> str:
    return asyncio.run(connector.send(url, "19:hr@thread.tacv2;messageid=17", HELLO))


def test_a_conversation_is_named_in_the_address_and_without_an_app_nothing_is_signed(
    connector: Connector, url: str
) -> None:
    assert sent(connector, url) == "17"
    ((path, headers, body),) = Elsewhere.asked
    name = "19%3Ahr%40thread.tacv2%3Bmessageid%3D17"
    assert path == f"/amer/v3/conversations/{name}/activities"
    assert "Authorization" not in headers
    assert HELLO.items() <= body.items()


def test_an_accepted_activity_without_a_name_has_none(connector: Connector, url: str) -> None:
    for said in (b"{}", b""):
        Elsewhere.answer = (202, "application/json", said)
        assert sent(connector, url) == ""


@pytest.mark.parametrize(
    ("answer", "error", "unsure"),
    [
        ((200, "text/html", b"<html>sign in"), "not_teams", True),
        ((200, "application/json", b"[1]"), "not_teams", True),
        ((200, "application/json", b"{"), "not_teams", True),
        ((307, "text/html", b""), "http_307", False),
        ((502, "text/html", b"<html>"), "http_502", True),
        ((403, "application/json", b'{"error": {"code": "Nope"}}'), "Nope", False),
    ],
)
def test_what_something_else_answers_is_no_yes_and_is_asked_once(
    connector: Connector, url: str, answer: tuple[int, str, bytes], error: str, *, unsure: bool
) -> None:
    Elsewhere.answer = answer
    with pytest.raises(CallFailed) as told:
        sent(connector, url)
    assert (told.value.error, told.value.unsure) == (error, unsure)
    assert len(Elsewhere.asked) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ftp://x.example/", "no address"])
def test_what_never_left_is_not_unsure(connector: Connector, url: str) -> None:
    with pytest.raises(CallFailed) as told:
        sent(connector, url)
    assert (told.value.error, told.value.unsure) == ("unreachable", False)


values = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
objects = st.dictionaries(st.text(max_size=5), values, max_size=4)


@given(
    st.fixed_dictionaries(
        {"type": st.just("message"), "text": st.text(max_size=20)},
        optional={
            "summary": st.text(max_size=9),
            "textFormat": st.sampled_from(["plain", "markdown"]),
            "channelData": objects,
            "attachments": st.lists(
                st.fixed_dictionaries({"contentType": st.just("x/y"), "content": objects})
            ),
            "entities": st.lists(
                st.builds(lambda more, kind: {**more, "type": kind}, objects, st.text(min_size=1))
            ),
        },
    )
)
def test_all_json_passes_the_kit_as_it_is(said: dict[str, Any]) -> None:
    assert converted(said).serialize() == said
