"""Serve until standard input closes; the first line that is printed says where."""

from __future__ import annotations

import html
import json
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.oidc.world import Refused, World
from tests.fakes.process import serve

WORLD = World()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answered(self._got)

    def do_POST(self) -> None:
        self._answered(self._posted)

    def _answered(self, answer: Any) -> None:
        where = urlsplit(self.path)
        self._body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        WORLD.address = f"http://{self.headers['Host']}"
        WORLD.calls.append(f"{self.command} {where.path}")
        if WORLD.down and where.path != "/control":
            self._send(503, b"down", "text/plain")
            return
        try:
            answer(where.path, dict(parse_qsl(where.query)))
        except Refused as refusal:
            self._json(refusal.answer, refusal.status)

    def _got(self, path: str, query: dict[str, str]) -> None:
        if path == "/.well-known/openid-configuration":
            self._json(WORLD.document())
        elif path == "/keys":
            self._json(WORLD.keys.shown())
        elif path == "/userinfo":
            self._json(WORLD.userinfo(self.headers.get("Authorization", "")))
        elif path == "/authorize":
            WORLD.check(query)
            self._send(200, _choice().encode(), "text/html; charset=utf-8")
        elif path == "/calls":
            self._json(WORLD.calls)
        else:
            self._json({"error": "not_found"}, 404)

    def _posted(self, path: str, query: dict[str, str]) -> None:
        if path == "/control":
            self._control(json.loads(self._body))
            return
        form = dict(parse_qsl(self._body.decode()))
        if path == "/token":
            self._json(WORLD.token(form, self.headers.get("Authorization", "")))
        elif path == "/authorize":
            where = WORLD.answer(query, form.get("person", ""))
            self.send_response(303)
            self.send_header("Location", where)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _control(self, wanted: dict[str, Any]) -> None:
        if "rotate" in wanted:
            WORLD.keys.rotate(same_name=wanted.pop("rotate") == "same name")
        for name, value in wanted.items():
            setattr(WORLD, name, value)
        self._json({})

    def _json(self, value: object, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _choice() -> str:
    people = [*WORLD.people, "cancel"]
    buttons = (
        f'<button name="person" value="{html.escape(one)}">{html.escape(one)}</button>'
        for one in people
    )
    return f"<!doctype html><title>Sign in</title><form method=post>{''.join(buttons)}</form>"


if __name__ == "__main__":
    serve(_Handler)
