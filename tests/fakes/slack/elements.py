"""The parts of blocks: buttons, menus, inputs, rich text."""

from __future__ import annotations

from tests.fakes.slack.shapes import (
    Check,
    boolean,
    listed,
    number,
    one_of,
    shape,
    string,
    text,
    typed,
)

ID, URL = string(255), string(3000)
PLAIN = "plain_text"

CONFIRM = shape(
    {
        "title": text(100, PLAIN),
        "text": text(300),
        "confirm": text(30, PLAIN),
        "deny": text(30, PLAIN),
    },
    {"style": one_of("primary", "danger")},
)
_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75), "url": URL})
_GROUP = shape({"label": text(75, PLAIN), "options": listed(_OPTION, 100)})
_COMMON: dict[str, Check] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean}
_PLACEHOLDER: dict[str, Check] = {"placeholder": text(150, PLAIN)}
_MENU = _COMMON | _PLACEHOLDER
_MANY: dict[str, Check] = {"max_selected_items": number}
_DISPATCH = shape(
    None, {"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), 2)}
)
_STATIC: dict[str, Check] = {
    "options": listed(_OPTION, 100),
    "option_groups": listed(_GROUP, 100),
}
_TYPED: dict[str, Check] = {"dispatch_action_config": _DISPATCH} | _MENU


def _choices(longest: int) -> Check:
    chosen = {"initial_option": _OPTION, "initial_options": listed(_OPTION, longest)}
    return shape({"options": listed(_OPTION, longest)}, _COMMON | chosen)


_RATE = shape({"text": text(75, PLAIN), "value": string(2000)}, {"accessibility_label": string(75)})
IMAGE = shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": shape(None, {"id": ID})})
BUTTON = shape(
    {"text": text(75, PLAIN)},
    {
        "action_id": ID,
        "value": string(2000),
        "url": URL,
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
FEEDBACK = shape({"positive_button": _RATE, "negative_button": _RATE}, {"action_id": ID})
ICON = shape(
    {"icon": one_of("trash"), "text": text(75, PLAIN)},
    {"action_id": ID, "value": string(2000), "confirm": CONFIRM},
)
INTERACTIVE: dict[str, Check] = {
    "button": BUTTON,
    "static_select": shape(None, _MENU | _STATIC | {"initial_option": _OPTION}, tuple(_STATIC)),
    "multi_static_select": shape(
        None, _MENU | _STATIC | _MANY | {"initial_options": listed(_OPTION, 100)}, tuple(_STATIC)
    ),
    "users_select": shape(None, _MENU | {"initial_user": ID}),
    "multi_users_select": shape(None, _MENU | _MANY | {"initial_users": listed(ID, 100)}),
    "overflow": shape({"options": listed(_OPTION, 5)}, _COMMON),
    "radio_buttons": _choices(10),
    "checkboxes": _choices(10),
    "datepicker": shape(None, _MENU | {"initial_date": string(10, 10)}),
    "timepicker": shape(None, _MENU | {"initial_time": string(5, 5)}),
}
INPUTS: dict[str, Check] = {
    name: check for name, check in INTERACTIVE.items() if name not in ("button", "overflow")
} | {
    "plain_text_input": shape(
        None,
        _TYPED
        | {
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": number,
            "max_length": number,
        },
    ),
    "email_text_input": shape(None, _TYPED | {"initial_value": string(3000, 0)}),
    "url_text_input": shape(None, _TYPED | {"initial_value": string(3000, 0)}),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        _TYPED | {name: string(50) for name in ("initial_value", "min_value", "max_value")},
    ),
}

_STYLE = shape(None, dict.fromkeys(("bold", "italic", "strike", "code"), boolean))
_STYLED: dict[str, Check] = {"style": _STYLE}
_INLINE = typed(
    {
        "text": shape({"text": string(13_200)}, _STYLED),
        "link": shape({"url": URL}, {"text": string(3000), "unsafe": boolean} | _STYLED),
        "user": shape({"user_id": ID}, _STYLED),
        "usergroup": shape({"usergroup_id": ID}, _STYLED),
        "channel": shape({"channel_id": ID}, _STYLED),
        "emoji": shape({"name": ID}, {"unicode": ID} | _STYLED),
        "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
        "date": shape({"timestamp": number, "format": string(200)}, {"fallback": string(200)}),
    }
)
_RUN: dict[str, Check] = {"elements": listed(_INLINE, 1000)}
_SECTION = shape(_RUN)
RICH_TEXT = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_preformatted": shape(_RUN, {"border": number}),
        "rich_text_quote": shape(_RUN, {"border": number}),
        "rich_text_list": shape(
            {
                "elements": listed(typed({"rich_text_section": _SECTION}), 1000),
                "style": one_of("bullet", "ordered"),
            },
            {"indent": number, "offset": number, "border": number},
        ),
    }
)
