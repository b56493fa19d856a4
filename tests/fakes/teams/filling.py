"""What Teams's own form does before it sends anything: values that stand there, required fields."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.teams import cards
from tests.fakes.teams.world import CannotBeDone, Json


def filled(card: Json, given: Json) -> Json:
    """Return a card's inputs with these values by their ids; several choices are joined by ",".

    Raises CannotBeDone where the form wouldn't let it be sent.
    """
    left = dict(given)
    state = {}
    for field in cards.inputs(card):
        value = left.pop(field["id"], field.get("value", ""))
        value = ",".join(value) if isinstance(value, list) else value
        _check(field, value)
        # What is left empty isn't sent.
        if value not in ("", None):
            state[field["id"]] = value
    if left:
        raise CannotBeDone(f"there is no field {', '.join(left)}")
    return state


def _check(field: Json, value: Any) -> None:
    name = field["id"]
    if field.get("isRequired") and value in ("", None):
        raise CannotBeDone(f"{name} is required: {field.get('errorMessage', '')}")
    if field["type"] == "Input.Text" and value:
        if len(value) > field.get("maxLength", len(value)):
            raise CannotBeDone(f"{name} is too long")
        if not re.search(field.get("regex", ""), value):
            raise CannotBeDone(f"{name} doesn't match")
    if field["type"] == "Input.Date" and value and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise CannotBeDone(f"{name} is no day")
    if field["type"] == "Input.ChoiceSet" and value:
        known = {choice["value"] for choice in field["choices"]}
        chosen = value.split(",") if field.get("isMultiSelect") else [value]
        if not set(chosen) <= known:
            raise CannotBeDone(f"{name} has no such choice; it has {sorted(known)}")
