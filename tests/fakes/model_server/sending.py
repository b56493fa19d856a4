"""How chat completions go over the line: as one JSON object, or as events in chunks."""

from __future__ import annotations

import json
import select
import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fakes.model_server.asking import Asking

_PIECE = 24  # characters
_LOOKS = 0.02  # seconds between two looks at whether somebody still listens


class Line:
    """The way back to whoever asked. Raises OSError once nobody is there."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler

    def whole(self, status: int, value: object, **headers: str) -> None:
        """Send a JSON value."""
        payload = json.dumps(value).encode()
        self._head(status, {"Content-Length": str(len(payload)), **headers})
        self._handler.wfile.write(payload)

    def short(self, value: object) -> None:
        """Send half of a JSON value, and close."""
        payload = json.dumps(value).encode()
        self._head(200, {"Content-Length": str(len(payload))})
        self._handler.wfile.write(payload[: len(payload) // 2])
        self.close()

    def begin(self) -> None:
        """Begin with events."""
        self._head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})

    def event(self, value: object) -> None:
        """Send an event; a text as it stands."""
        said = value if isinstance(value, str) else json.dumps(value)
        payload = f"data: {said}\n\n".encode()
        self._handler.wfile.write(b"%x\r\n%s\r\n" % (len(payload), payload))
        self._handler.wfile.flush()

    def comment(self) -> None:
        """Send what is no event, as queues do that keep a line open."""
        self._handler.wfile.write(b"e\r\n: PROCESSING\n\n\r\n")
        self._handler.wfile.flush()

    def end(self) -> None:
        """End the events."""
        self._handler.wfile.write(b"0\r\n\r\n")

    def close(self) -> None:
        """Break off."""
        self._handler.close_connection = True
        self._handler.connection.shutdown(socket.SHUT_RDWR)

    def hold(self, seconds: float) -> None:
        """Say nothing for so long."""
        end = time.monotonic() + seconds
        connection = self._handler.connection
        while (left := end - time.monotonic()) > 0:
            readable, _, _ = select.select([connection], [], [], min(left, _LOOKS))
            if readable and not connection.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self._handler.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()


class Completion:
    """One completion in the API's form. `version` is what the model calls itself."""

    def __init__(self, asking: Asking, line: Line) -> None:
        self._asking = asking
        self._line = line
        self.streamed = bool(asking.body.get("stream"))
        self._head = {"id": "chatcmpl-1", "created": 0, "model": f"{asking.body['model']}-2026-05"}

    def send(self, text: str, finish: str = "stop", *, pause: float = 0.0) -> None:
        """Send all of it."""
        if not self.streamed:
            self._line.hold(pause)
            self._line.whole(200, self._message({"content": text}, text, finish))
            return
        self.pieces(text, pause=pause)
        self.finish(text, finish)

    def refuse(self, why: str) -> None:
        """Send a refusal in the field that the API has for it."""
        if not self.streamed:
            self._line.whole(200, self._message({"content": None, "refusal": why}, why, "stop"))
            return
        self._line.begin()
        self._line.event(self._chunk({"role": "assistant", "refusal": why}))
        self.finish(why, "stop")

    def cut(self, text: str) -> None:
        """Break off in the middle."""
        if not self.streamed:
            self._line.short(self._message({"content": text}, text, "stop"))
            return
        self.pieces(text[: len(text) // 2])
        self._line.close()

    def pieces(self, text: str, *, pause: float = 0.0) -> None:
        """Begin, and stream a text."""
        self._line.begin()
        self._line.event(self._chunk({"role": "assistant", "content": ""}))
        for start in range(0, len(text), _PIECE):
            self.piece(text[start : start + _PIECE])
            self._line.hold(pause)

    def piece(self, text: str) -> None:
        """Stream a little more."""
        self._line.event(self._chunk(self._said(text, streamed=True)))

    def finish(self, text: str, reason: str) -> None:
        """End the stream, with what it took where that was asked for."""
        tool = bool(self._asking.tool) and reason == "stop"
        self._line.event(self._chunk({}, "tool_calls" if tool else reason))
        if (self._asking.body.get("stream_options") or {}).get("include_usage"):
            self._line.event(self._chunk() | {"usage": self._usage(text)})
        self._line.event("[DONE]")
        self._line.end()

    def _said(self, text: str, *, streamed: bool) -> dict[str, Any]:
        if not self._asking.tool:
            return {"content": text}
        call = {"function": {"name": self._asking.tool, "arguments": text}}
        place = {"index": 0} if streamed else {"type": "function"}
        return {"tool_calls": [{"id": "call-1", **place, **call}]}

    def _message(self, message: dict[str, Any], text: str, finish: str) -> dict[str, Any]:
        said = self._said(text, streamed=False) if message.get("content") else message
        choice = {"index": 0, "message": {"role": "assistant", "content": None} | said}
        return {
            **self._head,
            "object": "chat.completion",
            "choices": [choice | {"finish_reason": finish}],
            "usage": self._usage(text),
        }

    def _chunk(
        self, delta: dict[str, Any] | None = None, finish: str | None = None
    ) -> dict[str, Any]:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        return {**self._head, "object": "chat.completion.chunk", "choices": choices}

    def _usage(self, text: str) -> dict[str, int]:
        sent, said = len(json.dumps(self._asking.body["messages"])) // 4, len(text) // 4 + 1
        return {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said}
