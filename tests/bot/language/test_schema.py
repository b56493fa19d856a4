from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from bot.language.forms import DraftForm, PhrasingsForm
from bot.language.schema import plain
from bot.language.trying import TrialForm


class Stop(BaseModel):
    name: str = Field("", max_length=40, title="What it is called")
    zone: Literal["a", "b"] | None = None


class Line(BaseModel):
    """A line of the bus."""

    first: Stop
    stops: tuple[Stop, ...] = Field((), max_length=9)
    colour: int = Field(1, ge=1, description="by the map")


def test_the_schema_names_the_form_and_says_what_each_field_is() -> None:
    schema = plain(Line)
    assert (schema["title"], schema["description"]) == ("Line", "A line of the bus.")
    assert schema["properties"]["colour"] == {"type": "integer", "description": "by the map"}


@pytest.mark.parametrize("form", [Line, DraftForm, PhrasingsForm, TrialForm])
def test_every_object_is_closed_and_has_all_fields_required_and_no_bounds(
    form: type[BaseModel],
) -> None:
    schema = plain(form)
    for part in _objects(schema):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    written = json.dumps(schema)
    assert not [word for word in ("$ref", "$defs", "default", "maxLength") if word in written]


def test_what_a_reference_names_stands_in_its_place() -> None:
    properties = plain(Line)["properties"]
    assert properties["first"] == properties["stops"]["items"]
    zone = {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]}
    assert properties["first"]["properties"]["zone"] == zone


def _objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [one for inner in part for one in _objects(inner)]
    if not isinstance(part, dict):
        return []
    here = [part] if part.get("type") == "object" else []
    return here + [one for inner in part.values() for one in _objects(inner)]
