"""What a card of version 1.5 may be made of, as a JSON schema: nothing unknown.

Written from the documentation of Adaptive Cards (schema explorer, versions 1.0 to 1.5) and of cards
in Teams; only what we use is in it.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

_Schema = dict[str, Any]
_STRING = {"type": "string"}
_WORDS = {"type": "string", "minLength": 1}
_BOOLEAN = {"type": "boolean"}
_SPACING = {"enum": ["None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"]}
_ADDRESS = {"type": "string", "pattern": "^https?://"}
_TEXT = {
    "size": {"enum": ["Small", "Default", "Medium", "Large", "ExtraLarge"]},
    "weight": {"enum": ["Lighter", "Default", "Bolder"]},
    "color": {"enum": ["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"]},
    "isSubtle": _BOOLEAN,
}
_ELEMENT = {"spacing": _SPACING, "separator": _BOOLEAN}
_PRESSED = {"title": _WORDS, "tooltip": _STRING, "style": {"enum": ["positive"]}}
_FIELD = {
    "id": _WORDS,
    "label": _WORDS,
    "isRequired": _BOOLEAN,
    "errorMessage": _WORDS,
    "value": _STRING,
}


def _typed(kind: str, *required: str, **properties: Any) -> _Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **properties},
        "required": ["type", *required],
        "additionalProperties": False,
    }


def _some(of: _Schema, most: int | None = None) -> _Schema:
    listed: _Schema = {"type": "array", "items": of, "minItems": 1}
    return listed if most is None else listed | {"maxItems": most}


_OBJECT = {"type": "object"}
_SUBMIT = _typed("Action.Submit", "title", "data", **_PRESSED, data=_OBJECT)
_EXECUTE = _typed(
    "Action.Execute", "title", "verb", **_PRESSED, verb=_WORDS, data=_OBJECT, fallback=_SUBMIT
)
_ACTIONS = {"anyOf": [_SUBMIT, _EXECUTE]}
_RUN = _typed("TextRun", "text", **_TEXT, text=_WORDS)
_RICH = _typed("RichTextBlock", "inlines", **_ELEMENT, inlines=_some(_RUN))
_BLOCK = _typed("TextBlock", "text", "wrap", **_ELEMENT, **_TEXT, text=_WORDS, wrap=_BOOLEAN)
_QUOTE = _typed("Container", "items", **_ELEMENT, style={"const": "emphasis"}, items=_some(_RICH))
_ROW = _typed("ActionSet", "actions", **_ELEMENT, actions=_some(_ACTIONS, 6))
_READ = [_RICH, _BLOCK, _QUOTE]
_OPTION = {
    "type": "object",
    "properties": {"title": _WORDS, "value": _WORDS},
    "required": ["title", "value"],
    "additionalProperties": False,
}
_INPUTS = [
    _typed(
        "Input.Text", "id", "label", **_FIELD, isMultiline=_BOOLEAN, maxLength={"type": "integer"}
    ),
    _typed("Input.Date", "id", "label", **_FIELD),
    _typed(
        "Input.ChoiceSet",
        "id",
        "label",
        "choices",
        **_FIELD,
        choices=_some(_OPTION),
        isMultiSelect=_BOOLEAN,
        style={"enum": ["compact", "expanded"]},
        wrap=_BOOLEAN,
    ),
]
_MENTION = {
    "type": "object",
    "properties": {
        "type": {"const": "mention"},
        "text": {"type": "string", "pattern": "^<at>[^<>&*_`\\[\\]]+</at>$"},
        "mentioned": {
            "type": "object",
            "properties": {"id": _WORDS, "name": _WORDS},
            "required": ["id", "name"],
            "additionalProperties": False,
        },
    },
    "required": ["type", "text", "mentioned"],
    "additionalProperties": False,
}


def _card(elements: list[_Schema], actions: _Schema) -> _Schema:
    return _typed(
        "AdaptiveCard",
        "version",
        "body",
        "fallbackText",
        **{"$schema": {"const": "http://adaptivecards.io/schemas/adaptive-card.json"}},
        version={"const": "1.5"},
        fallbackText=_WORDS,
        body=_some({"anyOf": elements}),
        actions=actions,
        msteams={
            "type": "object",
            "properties": {"width": {"const": "Full"}, "entities": _some(_MENTION)},
            "additionalProperties": False,
        },
    )


MESSAGE = Draft202012Validator(_card([*_READ, _ROW], _some(_SUBMIT, 0)))
DIALOG = Draft202012Validator(_card([*_READ, *_INPUTS], _some(_SUBMIT, 1)))
RESULT = Draft202012Validator(_card(_READ, _some(_SUBMIT, 0)))
