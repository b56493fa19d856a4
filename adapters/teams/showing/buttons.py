"""Buttons. Pure.

What opens a form asks for it with task/fetch; all others are Action.Execute (Universal Actions),
with an Action.Submit of the same data for clients that don't know it ("Universal Actions for
Adaptive Cards", backward compatibility).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adapters.chat import actions
from adapters.chat.content import Button
from adapters.chat.showing.splitting import length, shortened
from adapters.teams import wording
from adapters.teams.showing.elements import Element, words
from adapters.teams.showing.limits import BUTTONS, ELEMENT, LABEL, TOOLTIP, VALUE, batches
from adapters.teams.showing.text import visible

# Under this name stands in a button or form what we are to know when it comes back.
MARK = "policydesk"
# About as much as a phone shows of a button's label.
_READ_WHOLE = 40


def rows(row: Iterable[Button]) -> Iterator[Element]:
    """Yield buttons, in as many rows as it takes.

    Raises ValueError for a value that is too long, since an id can't be shortened.
    """
    yield from _rows([_button(one) for one in row])


def asking(questions: Iterable[str]) -> Iterator[Element]:
    """Yield buttons that each ask a question, as if it had been written.

    One that a phone would cut off on a button stands above its button.
    """
    for question in filter(None, (visible(one).strip() for one in questions)):
        said = {"msteams": {"type": "imBack", "value": shortened(question, VALUE)}}
        asks = {"type": "Action.Submit", "data": said}
        if length(question) <= _READ_WHOLE:
            yield from _rows([asks | _labelled(question)])
        else:
            yield from words(shortened(question, VALUE))
            about = {"title": wording.ASK_THIS, "tooltip": shortened(question, TOOLTIP)}
            yield from _rows([asks | about])


def submit(label: str, form: str, about: str) -> Element:
    """Return the button that sends a form. Raises ValueError as `rows` does."""
    data = {MARK: {"form": form, "about": _checked(about)}}
    return _labelled(label) | {"type": "Action.Submit", "style": "positive", "data": data}


def _rows(made: list[Element]) -> Iterator[Element]:
    for start in range(0, len(made), BUTTONS):
        for few in batches(made[start : start + BUTTONS], ELEMENT):
            yield {"type": "ActionSet", "actions": list(few)}


def _button(button: Button) -> Element:
    data = {MARK: {"action": button.action, "value": _checked(button.value)}}
    shown = _labelled(button.label) | ({"style": "positive"} if button.primary else {})
    if button.action.partition(":")[0] in actions.OPENS_FORM:
        fetch = {"msteams": {"type": "task/fetch"}}
        return {"type": "Action.Submit", **shown, "data": {**fetch, **data}}
    submits = {"type": "Action.Submit", **shown, "data": data}
    executes = {"type": "Action.Execute", **shown, "verb": button.action, "data": data}
    return {**executes, "fallback": submits}


def _labelled(label: str) -> Element:
    said = " ".join(visible(label).split()) or " "
    short = shortened(said, LABEL)
    # A client may show less of a label than we do, and the rest of it in a tooltip.
    rest = {} if short == said else {"tooltip": shortened(said, TOOLTIP)}
    return {"title": short, **rest}


def _checked(value: str) -> str:
    if length(value) > VALUE:
        raise ValueError(f"a value of {length(value)} characters can't be kept in {VALUE}")
    return value
