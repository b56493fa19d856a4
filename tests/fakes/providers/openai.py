"""Chat completions, OpenAI's and Azure's, streamed as server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.providers.behaviour import Asked, Fault, parts

TYPE = "text/event-stream"


def pieces(does: str, asked: Asked) -> Iterator[bytes]:
    yield _event({"role": "assistant", "content": ""})
    for count, part in enumerate(parts(does)):
        if does == "breaks" and count == 3:
            yield _line({"error": {"message": "out of memory", "code": 500}})
            return
        yield _event(_delta(part, asked))
    if does == "declines":
        yield _event({"refusal": "I can't help with that."})
    yield _event({}, "stop")
    if (asked.body.get("stream_options") or {}).get("include_usage"):
        used = {"prompt_tokens": 40, "completion_tokens": 9, "total_tokens": 49}
        yield _line(_chunk() | {"choices": [], "usage": used})
    yield b"data: [DONE]\n\n"


def error(wrong: Fault) -> tuple[dict[str, Any], dict[str, str]]:
    return {"error": {"message": wrong.message, "type": "some_error", "code": None}}, {}


def _delta(part: str, asked: Asked) -> dict[str, Any]:
    if "tools" not in asked.body:
        return {"content": part}
    name = asked.body["tools"][0]["function"]["name"]
    call = {"index": 0, "id": "call_1", "type": "function"}
    return {"tool_calls": [call | {"function": {"name": name, "arguments": part}}]}


def _event(delta: dict[str, Any], end: str | None = None) -> bytes:
    return _line(_chunk() | {"choices": [{"index": 0, "delta": delta, "finish_reason": end}]})


def _chunk() -> dict[str, Any]:
    about = {"id": "c1", "object": "chat.completion.chunk", "created": 1}
    return about | {"model": "fake-2026-01-01", "system_fingerprint": "fp_1"}


def _line(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()
