"""The endpoint: takes requests down, and answers as the model's name says."""

from __future__ import annotations

import json
from collections import Counter
from http.server import BaseHTTPRequestHandler
from threading import Lock
from typing import Any

from tests.fakes.model_server.asking import Asking
from tests.fakes.model_server.sending import Line
from tests.fakes.model_server.weather import answer

_ASKED: list[dict[str, Any]] = []
_HELD: Counter[str] = Counter()
_LOCK = Lock()


class Endpoint(BaseHTTPRequestHandler):
    """One connection. GET /asked returns what was asked, GET /held what is being answered."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        with _LOCK:
            pages: dict[str, object] = {"/asked": list(_ASKED), "/held": dict(_HELD)}
        found = self.path in pages
        self._line().whole(200 if found else 404, pages.get(self.path, {}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.path.endswith("/chat/completions"):
            self._line().whole(404, {"error": {"message": f"no {self.path}"}})
            return
        model = str(body["model"])
        with _LOCK:
            earlier = sum(one["model"] == model for one in _ASKED)
            headers = {name.lower(): value for name, value in self.headers.items()}
            _ASKED.append(body | {"path": self.path, "headers": headers})
            _HELD[model] += 1
        try:
            answer(Asking(body), self._line(), earlier, self.headers.get("Authorization", ""))
        except OSError:
            self.close_connection = True  # whoever asked has gone
        finally:
            with _LOCK:
                _HELD[model] -= 1

    def _line(self) -> Line:
        return Line(self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
