"""An OpenAI-compatible server whose models judge, scripted by the name of the model.

The name says how it behaves: `mark-yes-no-yes` answers these marks in turn; others are below.
The models that write are those of `model_server`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.fakes.process import serve, started

ASKED: list[dict[str, object]] = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._send(200, ASKED)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        ASKED.append(body | {"authorization": self.headers.get("Authorization", "")})
        turn = sum(one["model"] == body["model"] for one in ASKED) - 1
        name, *script = body["model"].split("-")
        if name == "busy" and turn < 2:
            self._send(429, {"error": "slow down"}, {"Retry-After": "0"})
        elif name == "refuses":
            self._send(401, {"error": "no such key"})
        elif name == "nonsense":
            self._send(200, {"unexpected": True})
        else:
            self._send(200, {"choices": [{"message": {"content": _content(name, script, turn)}}]})

    def _send(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        payload = json.dumps(value).encode()
        self.send_response(status)
        for key, text in (headers or {}).items():
            self.send_header(key, text)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _content(name: str, script: list[str], turn: int) -> str:
    if name == "talks" or (name == "stutters" and turn < 2):
        return "I would say the answer is fine."
    mark = script[turn % len(script)] if script else "yes"
    reply = json.dumps({"answers": mark, "grounded": "yes"})
    return f"```json\n{reply}\n```" if name == "fenced" else reply


@contextmanager
def chat_server() -> Iterator[str]:
    """Yield the base address of a server in its own process."""
    with started("tests.fakes.chat_server") as address:
        yield f"{address}/v1"


if __name__ == "__main__":
    serve(_Handler)
