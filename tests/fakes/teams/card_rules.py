"""Which Adaptive Cards Teams takes: version 1.5, its elements and actions, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.fakes.teams.cards import inputs
from tests.fakes.teams.world import Json, Refused

_NEWEST = (1, 5)
# What each element needs (adaptivecards.io, schema 1.5); children are under these names.
_ELEMENTS = {
    "TextBlock": ("text",),
    "RichTextBlock": ("inlines",),
    "Image": ("url",),
    "ImageSet": ("images",),
    "Media": ("sources",),
    "Container": ("items",),
    "ColumnSet": (),
    "FactSet": ("facts",),
    "ActionSet": ("actions",),
    "Table": (),
    "Input.Text": ("id",),
    "Input.Number": ("id",),
    "Input.Date": ("id",),
    "Input.Time": ("id",),
    "Input.Toggle": ("id", "title"),
    "Input.ChoiceSet": ("id", "choices"),
}
_ACTIONS = {
    "Action.Submit": (),
    "Action.Execute": (),
    "Action.OpenUrl": ("url",),
    "Action.ShowCard": ("card",),
    "Action.ToggleVisibility": ("targetElements",),
}
_PATTERN = re.compile(r"(\d+)\.(\d+)")


def check(card: Any) -> None:
    """Raise Refused where it is no card that Teams shows."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        raise _bad("it is no AdaptiveCard")
    version = _PATTERN.fullmatch(str(card.get("version", "")))
    if not version or (int(version[1]), int(version[2])) > _NEWEST:
        raise _bad(f"version {card.get('version')} isn't supported")
    _unique([element.get("id") for element in inputs(card)])
    _check_inside(card)


def _check_inside(card: Json) -> None:
    for body in card.get("body") or ():
        _check_part(body, _ELEMENTS)
    for action in card.get("actions") or ():
        _check_part(action, _ACTIONS)


def _check_part(part: Any, known: dict[str, tuple[str, ...]]) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in known:
        raise _bad(f"there is no {kind}")
    missing = [name for name in known[kind] if part.get(name) is None]
    if missing:
        raise _bad(f"{kind} needs {missing[0]}")
    _CHECKS.get(kind, _nothing)(part)
    if isinstance(part.get("selectAction"), dict):
        _check_part(part["selectAction"], _ACTIONS)
    if isinstance(part.get("fallback"), dict):
        _check_part(part["fallback"], known)
    for name in ("items", "images"):
        for one in part.get(name) or ():
            _check_part(one, _ELEMENTS)


def _nothing(part: Json) -> None:
    """Some parts are right whatever they hold."""


def _check_text(part: Json) -> None:
    if not isinstance(part["text"], str):
        raise _bad("text is no string")


def _check_run(part: Json) -> None:
    for run in part["inlines"]:
        if not isinstance(run, str) and run.get("type") != "TextRun":
            raise _bad("a RichTextBlock holds TextRuns")


def _check_columns(part: Json) -> None:
    for column in part.get("columns") or ():
        if column.get("type", "Column") != "Column":
            raise _bad("a ColumnSet holds Columns")
        for one in column.get("items") or ():
            _check_part(one, _ELEMENTS)


def _check_facts(part: Json) -> None:
    if not all(
        isinstance(f.get("title"), str) and isinstance(f.get("value"), str) for f in part["facts"]
    ):
        raise _bad("a fact has title and value")


def _check_table(part: Json) -> None:
    for row in part.get("rows") or ():
        for cell in row.get("cells") or ():
            for one in cell.get("items") or ():
                _check_part(one, _ELEMENTS)


def _check_actions(part: Json) -> None:
    for action in part["actions"]:
        _check_part(action, _ACTIONS)


def _check_choices(part: Json) -> None:
    if not part["choices"]:
        raise _bad("a ChoiceSet without choices")
    if not all(
        isinstance(c.get("title"), str) and isinstance(c.get("value"), str) for c in part["choices"]
    ):
        raise _bad("a choice has title and value")
    _unique([choice["value"] for choice in part["choices"]])


def _check_open(part: Json) -> None:
    if not re.match(r"https?://|mailto:", part["url"]):
        raise _bad("no address that can be opened")


def _check_shown(part: Json) -> None:
    _check_inside(part["card"])


def _unique(names: list[Any]) -> None:
    if len(set(names)) != len(names):
        raise _bad("ids are unique")


_CHECKS: dict[str, Callable[[Json], None]] = {
    "TextBlock": _check_text,
    "RichTextBlock": _check_run,
    "ColumnSet": _check_columns,
    "FactSet": _check_facts,
    "Table": _check_table,
    "ActionSet": _check_actions,
    "Input.ChoiceSet": _check_choices,
    "Action.OpenUrl": _check_open,
    "Action.ShowCard": _check_shown,
}


def _bad(why: str) -> Refused:
    return Refused(400, "BadArgument", f"Invalid card: {why}")
