"""A batch of questions: JSON Lines to questions. Pure.

A line is an object with `id` (text or number) and `question`, and optionally
`history` [{role, content}], `audience`, `groups` and `on` (YYYY-MM-DD). Other
fields are left alone, so that a test set can be asked as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from adapters.terminal.printable import whole
from bot.errors import BadQuestion
from bot.model import Message, Question
from knowledge.model import Viewer

ROLES = ("user", "assistant", "office")
_NOTHING_SAID = Question("")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Item:
    """One line that can be asked."""

    identity: str | int | float
    question: Question


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that can't; `identity` is None where not even that could be read."""

    identity: str | int | float | None
    error: str


def parse(lines: Iterable[bytes], otherwise: Question = _NOTHING_SAID) -> Iterator[Item | BadLine]:
    """Yield one item or fault per line that isn't blank, in order, as the lines come.

    Lines are UTF-8; a byte order mark before the first is skipped. What a line
    doesn't say of its viewer and day is taken from `otherwise`. Faults name the
    line, counted from 1.
    """
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if content.strip():
            yield _item(number, content, otherwise)


def _item(number: int, line: bytes, otherwise: Question) -> Item | BadLine:
    identity: str | int | float | None = None
    try:
        fields = _fields(line)
        identity = _identity(fields)
        return Item(identity, _question(fields, otherwise))
    except BadQuestion as fault:
        return BadLine(identity, f"line {number}: {fault}")


def _fields(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as fault:
        raise BadQuestion(f"not UTF-8 at byte {fault.start + 1}") from fault
    except json.JSONDecodeError as fault:
        raise BadQuestion(f"not JSON: {fault.msg} at column {fault.colno}") from fault
    except (ValueError, RecursionError) as fault:
        raise BadQuestion("not JSON that can be read: too deep, or a number too large") from fault
    if not isinstance(value, dict):
        raise BadQuestion('not an object such as {"id": "1", "question": "…"}')
    return value


def _refuse(constant: str) -> object:
    raise BadQuestion(f"{constant} isn't JSON")


def _identity(fields: dict[str, object]) -> str | int | float:
    identity = fields.get("id")
    if isinstance(identity, str):
        return identity
    if isinstance(identity, bool) or not isinstance(identity, (int, float)):
        raise BadQuestion("id must be text or a number")
    if not isfinite(identity):
        raise BadQuestion("id is a number too large")
    return identity


def _question(fields: dict[str, object], otherwise: Question) -> Question:
    text = fields.get("question")
    if not isinstance(text, str):
        raise BadQuestion("question must be text")
    groups, audience, on = (fields.get(name) for name in ("groups", "audience", "on"))
    return replace(
        otherwise,
        text=whole(text),
        viewer=Viewer(
            groups=otherwise.viewer.groups if groups is None else _groups(groups),
            audience=otherwise.viewer.audience if audience is None else _text("audience", audience),
        ),
        history=tuple(map(_message, _list("history", fields.get("history")))),
        on=otherwise.on if on is None else day(_text("on", on)),
    )


def _groups(value: object) -> frozenset[str]:
    return frozenset(_text("a name in groups", name) for name in _list("groups", value))


def _message(entry: object) -> Message:
    if isinstance(entry, dict):
        role, content = entry.get("role"), entry.get("content")
        if role in ROLES and isinstance(content, str):
            return Message(role, whole(content))
    raise BadQuestion(
        f"history must hold objects with role ({', '.join(ROLES)}) and content (text)"
    )


def day(text: str) -> date:
    """Return the day of YYYY-MM-DD. Raises BadQuestion for anything else."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.isoformat() != text:
        raise BadQuestion(f"on must be a day such as 2025-03-03, not {text[:20]!r}")
    return value


def _list(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadQuestion(f"{name} must be a list")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadQuestion(f"{name} must be text")
    return value
