"""How an endpoint behaves, whichever it is.

good; trial answers what the doctor asks; http-STATUS; picky-PARAMETER refuses a request with it;
cut ends in the middle; silent says nothing; declines; breaks fails after it has begun; html is
another server's page; slow never begins; drips hardly goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

REPLY = json.dumps({"colour": "blue", "sure": True})
TRIAL = json.dumps({"answer": "blue, on most days"})


@dataclass(frozen=True)
class Asked:
    path: str
    query: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is answered instead; the message quotes the key and the request, as real ones do."""

    status: int
    message: str
    waits: bool = False


def script(asked: Asked) -> str:
    """Return what is after "--" in the model's name, wherever the form has that."""
    name = str(asked.body.get("model", "")) + asked.path
    return name.partition("--")[2].partition("/")[0].partition(":")[0] or "good"


def fault(does: str, asked: Asked) -> Fault | None:
    kind, _, detail = does.partition("-")
    if kind == "http":
        secrets = " ".join(asked.headers.values()) + json.dumps(asked.body)
        return Fault(int(detail), f"no, because of {secrets}", waits=detail in ("429", "503"))
    if kind == "picky" and f'"{detail}"' in json.dumps(asked.body):
        return Fault(400, f"Unsupported parameter: '{detail}' is not supported with this model.")
    return None


def parts(does: str) -> Iterator[str]:
    """Yield the reply in pieces of a few letters."""
    text = {"silent": "", "declines": "", "trial": TRIAL}.get(does, REPLY)
    yield from (text[at : at + 4] for at in range(0, len(text), 4))
