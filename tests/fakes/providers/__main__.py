"""Prints its port, and serves until its standard input closes."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from tests.fakes.providers import amazon, anthropic, google, openai
from tests.fakes.providers.behaviour import Asked, Fault, fault, script

_FOREVER = 60
_ASKED: list[dict[str, object]] = []
# What the last part of each one's path is called.
_FORMS = {
    "completions": openai,
    "messages": anthropic,
    "converse-stream": amazon,
    "streamGenerateContent": google,
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        payload, _ASKED[:] = json.dumps(_ASKED).encode(), []
        self._send(200, payload, {"Content-Type": "application/json"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        parts = urlsplit(unquote(self.path))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(parts.path, parts.query, headers, body)
        _ASKED.append({"path": asked.path, "query": asked.query, "headers": headers, "body": body})
        form = _FORMS.get(asked.path.rpartition("/")[2].rpartition(":")[2])
        does = script(asked)
        if form is None or does == "html":
            self._send(200, b"<html>Welcome to the gateway</html>", {"Content-Type": "text/html"})
        elif (wrong := fault(does, asked)) is not None:
            self._send(wrong.status, *_error(form, wrong))
        else:
            self._stream(form.TYPE, form.pieces(does, asked), does)

    def _stream(self, kind: str, pieces: Iterator[bytes], does: str) -> None:
        if does == "slow":
            time.sleep(_FOREVER)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for count, piece in enumerate(pieces):
            if does == "cut" and count > 4:
                self.close_connection = True
                return
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.wfile.flush()
            # A little, so that they don't arrive as one.
            time.sleep(0.4 if does == "drips" else 0.005)
        self.wfile.write(b"0\r\n\r\n")

    def _send(self, status: int, payload: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def handle_one_request(self) -> None:
        # Whoever asked may go at any time.
        with contextlib.suppress(ConnectionError):
            super().handle_one_request()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _error(form: object, wrong: Fault) -> tuple[bytes, dict[str, str]]:
    body, headers = form.error(wrong)  # type: ignore[attr-defined]
    more = {"Content-Type": "application/json"} | ({"Retry-After": "7"} if wrong.waits else {})
    return json.dumps(body).encode(), more | headers


server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)  # noqa: T201 - whoever started it reads this
sys.stdin.read()
