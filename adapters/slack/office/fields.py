"""What forms are made of: fields, choices, and the form around them. Pure.

Each field's block is called what its action is, so that a fault is shown at its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.office.card import source
from adapters.slack.showing.blocks import Block, plain
from adapters.slack.showing.splitting import shortened
from knowledge.model import Passage

View = Mapping[str, Any]

# What Slack lets somebody type into one field.
LONGEST = 3_000
_CHOICE = 75
_NOT_NEEDED = "Cancel"


def choice(
    action: str,
    label: str,
    kind: str,
    offered: Mapping[str, Passage],
    *,
    optional: bool = False,
) -> Block:
    """Return a choice among clauses; what each stands for comes back."""
    choices = [
        {"text": plain(shortened(f"{rank}. {source(one)}", _CHOICE)), "value": value}
        for rank, (value, one) in enumerate(offered.items(), start=1)
    ]
    element = {"type": kind, "action_id": action, "options": choices}
    return field(action, label, element, optional=optional)


def typed(  # noqa: PLR0913 - what a field is made of
    action: str,
    label: str,
    hint: str = "",
    *,
    begin: str = "",
    longest: int = LONGEST,
    optional: bool = False,
) -> Block:
    """Return a field for words; `begin` stands in it, and must not be longer than `longest`."""
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": True,
        "max_length": longest,
    }
    if begin:
        element["initial_value"] = begin
    return field(action, label, element, hint, optional=optional)


def field(
    action: str, label: str, element: Block, hint: str = "", *, optional: bool = False
) -> Block:
    """Return a field with its label."""
    made = {"type": "input", "block_id": action, "label": plain(label), "element": element}
    told = {"hint": plain(hint)} if hint else {}
    return made | told | {"optional": optional}


def form(  # noqa: PLR0913, PLR0917 - what a form is made of
    callback: str,
    about: str,
    title: str,
    submit: str,
    blocks: Sequence[Block],
    close: str = _NOT_NEEDED,
) -> View:
    """Return a form; `about` comes back with what was entered."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": about,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(close),
        "blocks": list(blocks),
    }
