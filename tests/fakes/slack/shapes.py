"""How Slack checks Block Kit: small checks that put together say what is wrong, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

# What is wrong with a value at a place, one sentence each; nothing where it is right.
Check = Callable[[Any, str], Iterator[str]]


def string(longest: int, shortest: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"must be a string [{at}]"
        elif len(value) > longest:
            yield f"must be less than {longest + 1} characters [{at}]"
        elif len(value) < shortest:
            yield f"must be more than {shortest - 1} characters [{at}]"

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"must be true or false [{at}]"


def number(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield f"must be a number [{at}]"


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield f"must be one of {', '.join(allowed)} [{at}]"

    return check


def listed(item: Check, longest: int, shortest: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"must be a list [{at}]"
            return
        if len(value) > longest:
            yield f"no more than {longest} items allowed [{at}]"
        if len(value) < shortest:
            yield f"must provide at least {shortest} items [{at}]"
        for place, one in enumerate(value):
            yield from item(one, f"{at}/{place}")

    return check


def shape(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    any_of: tuple[str, ...] = (),
) -> Check:
    """Check an object's fields; `type` is checked by whoever chose the shape."""
    needed, known = required or {}, (required or {}) | (optional or {})

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"must be an object [{at}]"
            return
        for name in needed:
            if name not in value:
                yield f"missing required field: {name} [{at}]"
        if any_of and not any(name in value for name in any_of):
            yield f"must have one of: {', '.join(any_of)} [{at}]"
        for name, field in value.items():
            if name in known:
                yield from known[name](field, f"{at}/{name}")
            elif name != "type":
                yield f"invalid additional property: {name} [{at}]"

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """Check an object by the shape that its `type` names."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in kinds:
            yield f"unsupported type: {kind} [{at}/type]"
        else:
            yield from kinds[kind](value, at)

    return check


def distinct(name: str, inner: Check) -> Check:
    """Check a list, and that no two of its items have the same `name`."""

    def check(value: Any, at: str) -> Iterator[str]:
        yield from inner(value, at)
        items = value if isinstance(value, list) else []
        named = [one[name] for one in items if isinstance(one, dict) and name in one]
        if len(named) != len(set(named)):
            yield f"`{name}` must be unique [{at}]"

    return check


def text(longest: int, *kinds: str) -> Check:
    """Check a text object; both kinds where none is named."""
    fields = {"text": string(longest)}
    shapes = {
        "plain_text": shape(fields, {"emoji": boolean}),
        "mrkdwn": shape(fields, {"verbatim": boolean}),
    }
    return typed({kind: shapes[kind] for kind in kinds or shapes})
