"""An OpenAI-compatible server in a process of its own, scripted by the name of the model.

The name says how it behaves: `mark-yes-no-yes` answers these marks in turn; others are below.
Run as a module it prints its port and serves until its standard input closes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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
    command = [sys.executable, "-m", "tests.fakes.chat_server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        yield f"http://127.0.0.1:{child.stdout.readline().strip()}/v1"
        child.stdin.close()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - whoever started it reads this
    sys.stdin.read()
