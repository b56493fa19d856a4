"""Anthropic's Messages, streamed as server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.providers.behaviour import Asked, Fault, parts

TYPE = "text/event-stream"


def pieces(does: str, asked: Asked) -> Iterator[bytes]:
    message = {"id": "msg_1", "type": "message", "role": "assistant", "content": []}
    more = {"model": "claude-fake-20260101", "stop_reason": None, "stop_sequence": None}
    used = {"usage": {"input_tokens": 40, "output_tokens": 1}}
    yield _event("message_start", message=message | more | used)
    tools = asked.body.get("tools")
    block: dict[str, Any] = {"type": "text", "text": ""}
    if tools:
        block = {"type": "tool_use", "id": "toolu_1", "name": tools[0]["name"], "input": {}}
    yield _event("content_block_start", index=0, content_block=block)
    for count, part in enumerate(parts(does)):
        if does == "breaks" and count == 3:
            yield _event("error", error={"type": "overloaded_error", "message": "Overloaded"})
            return
        text = {"type": "text_delta", "text": part}
        delta = {"type": "input_json_delta", "partial_json": part} if tools else text
        yield _event("content_block_delta", index=0, delta=delta)
    yield _event("content_block_stop", index=0)
    reason = {"declines": "refusal"}.get(does, "tool_use" if tools else "end_turn")
    end = {"stop_reason": reason, "stop_sequence": None}
    yield _event("message_delta", delta=end, usage={"input_tokens": 40, "output_tokens": 9})
    yield _event("message_stop")


def error(wrong: Fault) -> tuple[dict[str, Any], dict[str, str]]:
    return {"type": "error", "error": {"type": "some_error", "message": wrong.message}}, {}


def _event(kind: str, **more: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **more})}\n\n".encode()
