"""JSON Lines: an object in each line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evals.cases.faults import Faults, Place, shown
from evals.cases.rows.row import Row

_ONE_OBJECT = (
    'write each case in one line, such as {"id": "1", "question": "…", "expect": "decline"}'
)


class _NotAllowed(ValueError):
    """Something that JSON readers let pass and that can't be meant."""


def read_json_lines(texts: Iterator[str], file: str, faults: Faults) -> Iterator[Row]:
    """Yield a row for each line that isn't blank."""
    begun = False
    for number, text in enumerate(texts, start=1):
        content = text.strip()
        place = Place(file, number)
        if not begun and (content.startswith("[") or content == "{"):
            faults.add(place, "this is JSON over several lines, not JSON Lines", _ONE_OBJECT)
            return
        begun = begun or bool(content)
        if content and (fields := _object(text, place, faults)) is not None:
            yield Row(file, number, fields)


def _object(text: str, place: Place, faults: Faults) -> dict[str, object] | None:
    try:
        value = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_unique
        )
    except json.JSONDecodeError as error:
        faults.add(place, f"isn't JSON at column {error.colno:,} ({error.msg})", _ONE_OBJECT)
    except _NotAllowed as error:
        faults.add(place, str(error), _ONE_OBJECT)
    except RecursionError:
        faults.add(place, "is nested too deeply", _ONE_OBJECT)
    else:
        if isinstance(value, dict):
            return value
        faults.add(place, f"{shown(text)} isn't an object in braces", _ONE_OBJECT)
    return None


def _refuse(constant: str) -> object:
    raise _NotAllowed(f"{constant} isn't JSON")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotAllowed(f"has the field {shown(twice)} twice")
    return fields
