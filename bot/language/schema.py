"""What a form asks for, in the part of JSON Schema that every endpoint understands. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

# Bounds, defaults and titles are refused by one endpoint or another, and are checked afterwards.
_KEPT = frozenset({"type", "description", "enum", "const"})


def plain(form: type[BaseModel]) -> dict[str, Any]:
    """Return the form's schema: objects closed and with all of their properties required.

    So OpenAI's strict mode wants it (https://platform.openai.com/docs/guides/structured-outputs).
    References are replaced by what they name, so a form must not contain itself.
    """
    given = form.model_json_schema()
    named = {"title": form.__name__, "description": given.get("description", form.__name__)}
    return named | _plain(given, given.get("$defs", {}))


def _plain(part: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        part = named[part["$ref"].rpartition("/")[2]] | part
    made = {key: value for key, value in part.items() if key in _KEPT}
    if "items" in part:
        made["items"] = _plain(part["items"], named)
    if "anyOf" in part:
        made["anyOf"] = [_plain(one, named) for one in part["anyOf"]]
    if part.get("type") == "object":
        properties = part.get("properties", {})
        made["properties"] = {name: _plain(one, named) for name, one in properties.items()}
        made["required"] = list(properties)
        made["additionalProperties"] = False
    return made
