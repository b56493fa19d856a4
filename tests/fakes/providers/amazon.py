"""Bedrock's ConverseStream, in Amazon's binary frames.

A frame: lengths of all and of the headers, their CRC, headers, payload, and the CRC of all, as
https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html draws it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from tests.fakes.providers.behaviour import Asked, Fault, parts

TYPE = "application/vnd.amazon.eventstream"
_STRING = 7
_ERRORS = {
    400: "ValidationException",
    401: "UnrecognizedClientException",
    403: "AccessDeniedException",
    404: "ResourceNotFoundException",
    429: "ThrottlingException",
    500: "InternalServerException",
    503: "ServiceUnavailableException",
}


def pieces(does: str, asked: Asked) -> Iterator[bytes]:
    yield _event("messageStart", role="assistant")
    tools = asked.body.get("toolConfig", {}).get("tools")
    if tools:
        use = {"toolUseId": "t1", "name": tools[0]["toolSpec"]["name"]}
        yield _event("contentBlockStart", start={"toolUse": use}, contentBlockIndex=0)
    for count, part in enumerate(parts(does)):
        if does == "breaks" and count == 3:
            yield _exception("throttlingException", "Too many tokens")
            return
        delta = {"toolUse": {"input": part}} if tools else {"text": part}
        yield _event("contentBlockDelta", delta=delta, contentBlockIndex=0)
    yield _event("contentBlockStop", contentBlockIndex=0)
    reason = {"declines": "guardrail_intervened"}.get(does, "tool_use" if tools else "end_turn")
    yield _event("messageStop", stopReason=reason)
    used = {"inputTokens": 40, "outputTokens": 9, "totalTokens": 49}
    yield _event("metadata", usage=used, metrics={"latencyMs": 5})


def error(wrong: Fault) -> tuple[dict[str, Any], dict[str, str]]:
    return {"message": wrong.message}, {"x-amzn-ErrorType": _ERRORS[wrong.status]}


def _event(kind: str, **payload: Any) -> bytes:
    return _frame({":message-type": "event", ":event-type": kind}, payload)


def _exception(kind: str, message: str) -> bytes:
    return _frame({":message-type": "exception", ":exception-type": kind}, {"message": message})


def _frame(headers: dict[str, str], payload: dict[str, Any]) -> bytes:
    named = headers | {":content-type": "application/json"}
    head = b"".join(_header(name, value) for name, value in named.items())
    body = json.dumps(payload).encode()
    lengths = struct.pack("!II", 12 + len(head) + len(body) + 4, len(head))
    whole = lengths + struct.pack("!I", zlib.crc32(lengths)) + head + body
    return whole + struct.pack("!I", zlib.crc32(whole))


def _header(name: str, value: str) -> bytes:
    text = value.encode()
    return bytes([len(name)]) + name.encode() + struct.pack("!BH", _STRING, len(text)) + text
