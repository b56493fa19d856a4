"""Google's streamGenerateContent over HTTP: one JSON array that comes in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.providers.behaviour import Asked, Fault, parts

TYPE = "application/json"


def pieces(does: str, asked: Asked) -> Iterator[bytes]:
    if does == "declines":
        yield b"[" + json.dumps({"promptFeedback": {"blockReason": "SAFETY"}}).encode() + b"]"
        return
    yield b"["
    tools = asked.body.get("tools")
    if tools:  # it hands over a call whole
        name = tools[0]["functionDeclarations"][0]["name"]
        call = {"functionCall": {"name": name, "args": json.loads("".join(parts(does)))}}
        yield _chunk([call], {}) + b",\n"
    else:
        for count, part in enumerate(parts(does)):
            if does == "breaks" and count == 3:
                return
            yield _chunk([{"text": part}], {}) + b",\n"
    yield _chunk([], {"finishReason": "STOP"}) + b"]"


def error(wrong: Fault) -> tuple[dict[str, Any], dict[str, str]]:
    status = {"code": wrong.status, "message": wrong.message, "status": "FAILED"}
    return {"error": status}, {}


def _chunk(content: list[dict[str, Any]], more: dict[str, Any]) -> bytes:
    used = {"promptTokenCount": 40, "candidatesTokenCount": 9, "totalTokenCount": 49}
    candidate = {"content": {"parts": content, "role": "model"}, "index": 0} | more
    about = {"modelVersion": "gemini-fake-001", "usageMetadata": used}
    return json.dumps({"candidates": [candidate], **about}).encode()
