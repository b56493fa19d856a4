"""What Slack's own form does before it sends anything: initial values, required fields, lengths."""

from __future__ import annotations

from typing import Any

from tests.fakes.slack.blocks import interactive
from tests.fakes.slack.world import Json, Refused, View

_SELECTED = {
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_LONGEST = 3000


def filled(view: View, given: Json) -> Json:
    """Return a form's state with these values by action id; options are named by their value.

    Raises Refused where Slack's form wouldn't let it be sent.
    """
    left, state = dict(given), {}
    for block, element in interactive(view.view["blocks"]):
        if block["type"] != "input" and element["type"] not in _SELECTED:
            continue
        value = _value(element, left.pop(element["action_id"], None))
        _check(block, element, value)
        field = _SELECTED.get(element["type"], "value")
        shown = {"type": element["type"], field: value or None}
        state[block["block_id"]] = {element["action_id"]: shown}
    if left:
        raise Refused("no_such_field", fields=list(left), view=view.view)
    return state


def _value(element: Json, given: Any) -> Any:
    if given is None:
        initial = [value for name, value in element.items() if name.startswith("initial_")]
        return initial[0] if initial else None
    options = element.get("options") or [
        option for group in element.get("option_groups", ()) for option in group["options"]
    ]
    if not options:
        return given
    wanted = given if isinstance(given, list) else [given]
    found = [option for option in options if option["value"] in wanted]
    if len(found) != len(wanted):
        raise Refused("no_such_option", options=options)
    return found if isinstance(given, list) else found[0]


def _check(block: Json, element: Json, value: Any) -> None:
    if not value and block["type"] == "input" and not block.get("optional"):
        raise Refused("field_is_required", field=element["action_id"])
    if isinstance(value, str) and len(value) > element.get("max_length", _LONGEST):
        raise Refused("too_long", field=element["action_id"])
    if value and isinstance(value, str) and len(value) < element.get("min_length", 0):
        raise Refused("too_short", field=element["action_id"])
