"""A form → a dialog (task module) of Teams. Pure.

Teams itself keeps back what lacks an obligatory field; what else is wrong is found by us and shown
when the dialog opens again, with all that was entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from adapters.chat.content import Buttons, Divider, Field, Form, Paragraph, Suggestions, Thumbs
from adapters.chat.showing.splitting import shortened
from adapters.teams import wording
from adapters.teams.showing import buttons, elements, inputs, mentions, parts
from adapters.teams.showing.limits import LABEL, MESSAGE, size
from adapters.teams.showing.text import visible

# What is pressed in a message can't be pressed in a dialog.
_ONLY_IN_MESSAGES = Buttons | Suggestions | Thumbs | Divider
# Of a dialog beside what is read and entered in it.
_AROUND = 12_000
# From about here on a dialog of the middle size has to be scrolled, in bytes of its card.
_MUCH = 5_000
_NOTHING: Mapping[str, Any] = {}


def task(
    form: Form, faults: Mapping[str, str] = _NOTHING, entered: Mapping[str, Any] = _NOTHING
) -> dict[str, Any]:
    """Return a dialog: {"title", "height", "width", "card"}, the card as an attachment.

    `faults` say what is wrong, by field, and `entered` what stands in the fields, as it came back.
    What is only read is left out as far as it doesn't fit, and the form says so; fields never are.
    Raises ValueError where what the form is about is too long to come back.
    """
    body = [*_head(form, faults), *_body(form, faults, entered)]
    card = elements.card(body, form.title)
    if form.submit:
        card["content"]["actions"] = [buttons.submit(form.submit, form.name, form.about)]
    return {
        "title": shortened(" ".join(visible(form.title).split()), LABEL),
        "height": "large" if size(body) > _MUCH else "medium",
        "width": "medium",
        "card": card,
    }


def _head(form: Form, faults: Mapping[str, str]) -> Iterator[elements.Element]:
    """Yield that something is wrong, and what of it belongs to no field."""
    if faults:
        yield from elements.fault(wording.LOOK_BELOW)
    fields = {one.name for one in form.blocks if isinstance(one, Field)}
    for name, wrong in faults.items():
        if name not in fields:
            yield from elements.fault(wrong)


def _body(
    form: Form, faults: Mapping[str, str], entered: Mapping[str, Any]
) -> Iterator[elements.Element]:
    """Yield what is read and entered, in its order."""
    made: list[tuple[bool, list[elements.Element]]] = []
    for block in form.blocks:
        if isinstance(block, Field):
            wrong = faults.get(block.name, "")
            made.append((True, [*inputs.field(block, wrong, entered.get(block.name))]))
        elif isinstance(block, Paragraph):
            # Nobody is called while a form is open; whom it begins with is named.
            line = mentions.with_names(block.line, calls=False)
            made.append((False, [*elements.line(line)]))
        elif not isinstance(block, _ONLY_IN_MESSAGES):
            made.append((False, [one for part in parts.shown(block) for one in part.shown]))
    entries = [elements_of for is_field, elements_of in made if is_field]
    return _fitting(made, MESSAGE - _AROUND - size(entries))


def _fitting(
    made: Iterable[tuple[bool, list[elements.Element]]], room: int
) -> Iterator[elements.Element]:
    full = False
    for is_field, those in made:
        for element in those:
            room -= 0 if is_field else size(element)
            if is_field or (room >= 0 and not full):
                yield element
            elif not full:
                full = True
                yield from elements.small(wording.LEFT_OUT)
