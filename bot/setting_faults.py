"""What is wrong with a setting, in words that say what to write instead. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

PREFIX = "POLICYDESK_"
_SHOWN = 40
_KINDS = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "names with commas between them",
}


def sentence(settings: type[BaseModel], error: ErrorDetails) -> str:
    """Return a fault that validation found, with the name of its setting and the remedy."""
    name = str(error["loc"][0]) if error["loc"] else "settings"
    if error["type"] == "extra_forbidden":
        return no_such_setting(name, set(settings.model_fields))
    said = f"{PREFIX}{name.upper()}"
    if error["type"] == "value_error":  # one of our own, which says all
        return f"{said}: {error['msg'].removeprefix('Value error, ')}"
    field = settings.model_fields[name]
    given = "it" if field.annotation is SecretStr else _shown(error["input"])
    return f"{said}: {given} can't be used; give {_expected(field)}"


def no_such_setting(name: str, known: Collection[str]) -> str:
    """Return that a name is no setting, with the nearest one that is."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"{name} is no setting" + (f"; did you mean {near[0]}?" if near else "; remove it")


def _shown(given: object) -> str:
    text = " ".join(str(given).split())
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"


def _expected(field: FieldInfo) -> str:
    kind = field.annotation
    if get_origin(kind) is Literal:
        return " or ".join(map(str, get_args(kind)))
    named = _KINDS.get(get_origin(kind) or kind, "a text")  # type: ignore[arg-type]
    return " ".join((named, *_range(field)))


def _range(field: FieldInfo) -> Iterator[str]:
    """Yield between which numbers it must be: "from 1 to 65535", "above 0 to 1000"."""
    highest = [f"to {rule.le}" for rule in field.metadata if isinstance(rule, Le)]
    for rule in field.metadata:
        if isinstance(rule, Gt):
            yield f"above {rule.gt}"
        elif isinstance(rule, Ge):
            yield f"from {rule.ge}" if highest else f"from {rule.ge} on"
    yield from highest
