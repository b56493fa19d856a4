"""What changed of a document's header as people read it: its readers and its dates first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from adapters.terminal.inset import INDENT, Inset
from adapters.terminal.printable import one_line
from knowledge.comparison import HeaderChange
from knowledge.report import Status

_NAMES = {
    "groups": "read by",
    "audience": "addressed to",
    "effective_from": "in force from",
    "effective_to": "in force until",
}
_UNSAID = {
    "groups": "everybody",
    "audience": "everybody",
    "effective_from": "the beginning",
    "effective_to": "further notice",
}


def header_lines(
    status: Status, changes: Iterable[HeaderChange], indent: int = INDENT
) -> Iterator[RenderableType]:
    """Yield one line for what is new of an added document, and one for each change of another.

    Who may read an added document is said in any case.
    """
    if status is Status.ADDED:
        said = {"groups": ""} | {change.key: change.after for change in changes}
        facts = (f"{_NAMES[key]} {said[key] or _UNSAID[key]}" for key in _NAMES if key in said)
        yield Inset(one_line(" · ".join(facts)), "dim", indent)
        return
    for change in changes:
        unsaid = _UNSAID.get(change.key, "nothing")
        name = _NAMES.get(change.key, change.key)
        text = f"{name}: {change.before or unsaid} → {change.after or unsaid}"
        yield Inset(one_line(text), "yellow" if change.key in _NAMES else "", indent)
