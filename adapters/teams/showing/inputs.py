"""The fields of a form: each with its label, what it lacks, and a hint. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from adapters.chat.content import Choice, Day, Field, Typed
from adapters.chat.showing.splitting import shortened
from adapters.teams import wording
from adapters.teams.showing import elements
from adapters.teams.showing.elements import Element
from adapters.teams.showing.limits import CHOICE, TOOLTIP
from adapters.teams.showing.text import plain, visible

# Choices are read whole where they stand below each other; more than these would fill a phone.
_BELOW_EACH_OTHER = 10


def field(of: Field, wrong: str, entered: Any) -> Iterator[Element]:
    """Yield a field with what is wrong in it, "" for nothing.

    What was `entered` stands in it again: a text, several texts, or None for what it begins with.
    A choice among nothing has no field.
    """
    match of:
        case Typed():
            yield _typed(of, entered)
        case Day():
            yield _day(of, entered)
        case Choice(options=()):
            return
        case Choice():
            yield _choice(of, entered)
    yield from elements.fault(wrong)
    if isinstance(of, Typed):
        yield from elements.small(of.hint, below=True)


def _typed(of: Typed, entered: Any) -> Element:
    begin = visible(of.begin if entered is None else str(entered))
    made = {"maxLength": of.longest, "isMultiline": True}
    return _input("Input.Text", of, begin, wording.FILL_IN, optional=of.optional) | made


def _day(of: Day, entered: Any) -> Element:
    begin = of.begin if entered is None else _date(str(entered)) or of.begin
    return _input("Input.Date", of, begin.isoformat(), wording.CHOOSE_DAY)


def _choice(of: Choice, entered: Any) -> Element:
    chosen = [entered] if isinstance(entered, str) else list(entered or ())
    kept = [value for value, _ in of.options if value in chosen]
    below = of.several or len(of.options) <= _BELOW_EACH_OTHER
    made = {
        "choices": [_option(value, label) for value, label in of.options],
        "isMultiSelect": of.several,
        "style": "expanded" if below else "compact",
        "wrap": True,
    }
    begin = ",".join(kept)
    return _input("Input.ChoiceSet", of, begin, wording.CHOOSE, optional=of.optional) | made


def _option(value: str, label: str) -> Element:
    return {"title": shortened(plain(label), CHOICE) or value, "value": value}


def _input(kind: str, of: Field, begin: str, lacks: str, *, optional: bool = False) -> Element:
    label = shortened(" ".join(visible(of.label).split()), TOOLTIP) or of.name
    made = {"type": kind, "id": of.name, "label": label, "isRequired": not optional}
    lacking = {} if optional else {"errorMessage": lacks}
    return made | lacking | ({"value": begin} if begin else {})


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
